. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
try quizctl facts --bank bank.json scratch --format json
try quizctl facts --bank bank.json --stale 180d --format json
