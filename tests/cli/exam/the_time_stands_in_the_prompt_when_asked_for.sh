. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nreview\nquit\n' | quizctl exam --bank bank.json --seed 1 --no-record --show-time > told || echo "[$?]"
sed -n '/> /p' told
