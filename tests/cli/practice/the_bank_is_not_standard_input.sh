. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl practice --bank - <colors.json
