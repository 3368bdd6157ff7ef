. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
COLUMNS=40 quizctl prove --bank bank.json fast-reads
COLUMNS=40 quizctl prove --bank bank.json --all
COLUMNS=40 quizctl prove --bank bank.json fast-reads >lines
awk "length > 40 && !/https:/" lines
