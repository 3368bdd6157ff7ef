. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
try quizctl facts --bank bank.json --stale 180d
try quizctl facts --bank bank.json --stale 179d
try quizctl facts --bank bank.json --stale 38w
try quizctl facts --bank bank.json --stale 9m
QUIZCTL_NOW=2027-06-01T00:00:00Z try quizctl facts --bank bank.json --stale 26w scratch
try quizctl facts --bank bank.json --stale 1d --property protocol
