. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank none.json --bank colors.json --format json --format text
