. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
try quizctl prove --bank bank.json least-to-run
COLUMNS=200 try quizctl prove --bank bank.json least-to-run
COLUMNS=80 try quizctl prove --bank bank.json fast-reads
