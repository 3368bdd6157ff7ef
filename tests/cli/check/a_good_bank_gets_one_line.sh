. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl check colors.json
