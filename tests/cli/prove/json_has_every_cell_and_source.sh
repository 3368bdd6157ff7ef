. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
try quizctl prove --bank bank.json least-to-run prices --format json
quizctl prove --bank wrong.json --all --format json >all.json || echo "[$?]"
tail -n 9 all.json
