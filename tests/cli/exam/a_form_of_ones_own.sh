. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nsubmit\nyes\nquit\n' > typed
try quizctl exam --bank bank.json --domain d2 -n 3 --minutes 45 --pass 30% --seed 1 < typed
