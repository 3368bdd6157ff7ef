. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl list --bank colors.json --format json --id grass,sky
