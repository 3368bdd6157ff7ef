. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl show --bank colors.json flag
