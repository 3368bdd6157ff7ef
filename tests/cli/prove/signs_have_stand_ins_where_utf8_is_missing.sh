. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
LC_ALL=C try quizctl prove --bank bank.json least-to-run
