. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl list --bank - --id sky <colors.json
