. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nB\nB\nB\nB\nB\nsubmit\n' > typed
try quizctl exam --bank bank.json --seed 1 < typed
