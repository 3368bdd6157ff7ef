. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl show grass --bank colors.json --format json
