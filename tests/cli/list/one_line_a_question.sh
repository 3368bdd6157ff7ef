. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank colors.json
