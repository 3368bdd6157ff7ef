. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
try quizctl prove --bank wrong.json --all
try quizctl prove --bank wrong.json fast-reads
try quizctl prove --bank wrong.json least-to-run
try quizctl prove --bank wrong.json two-that-share
try quizctl prove --bank wrong.json prices
