. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'A\nB\nB\n\nB\nB\nsubmit\nyes\n' > typed
try quizctl exam --bank bank.json --seed 1 < typed
