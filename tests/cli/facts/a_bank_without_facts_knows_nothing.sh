. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
cp "$QUIZCTL_SOURCE/tests/cli/colors.json" .
try quizctl facts --bank colors.json
try quizctl facts --bank colors.json --stale 1d
try quizctl facts --bank colors.json sky
