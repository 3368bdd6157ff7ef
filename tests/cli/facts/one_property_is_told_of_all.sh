. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
try quizctl facts --bank bank.json --property latency
COLUMNS=40 try quizctl facts --bank bank.json --property protocol
