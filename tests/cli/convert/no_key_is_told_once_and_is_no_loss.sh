. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl convert --no-key --strict -o paper.md colors.json
quizctl convert --no-key --format json -o paper.md colors.json >losses
sed -n '/"losses"/,/"id"/p' losses
