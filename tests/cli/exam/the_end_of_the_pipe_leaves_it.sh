. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
try quizctl exam --bank bank.json --seed 1 -n 2
try quizctl exam --bank bank.json --seed 1 -n 2 --no-record
