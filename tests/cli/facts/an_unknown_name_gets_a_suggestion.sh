. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
try quizctl facts --bank bank.json luster
try quizctl facts --bank bank.json lustre --property latncy
try quizctl facts --bank bank.json nothing-like-it
