. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nquit\n' | quizctl exam --bank bank.json > left || echo "[$?]"
printf 'B\nquit\n' | quizctl exam --bank bank.json --new -n 2 > left || echo "[$?]"
printf 'quit\n' | quizctl exam --bank bank.json --resume > left || echo "[$?]"
sed -n '/^Going on/p' left
