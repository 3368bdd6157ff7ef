. "$QUIZCTL_SOURCE/tests/cli/shared"
sed 's/"correct": true,/"corect": true,/' colors.json >bad.json
try quizctl list --bank bad.json
