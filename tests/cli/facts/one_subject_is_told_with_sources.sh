. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
try quizctl facts --bank bank.json lustre
try quizctl facts --bank bank.json scratch --property latency
try quizctl facts --bank bank.json disk --property stores
