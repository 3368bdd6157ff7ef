. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
try quizctl prove --bank bank.json --all
try quizctl prove --bank bank.json prices two-that-share
