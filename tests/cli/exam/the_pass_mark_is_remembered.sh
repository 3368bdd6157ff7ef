. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nquit\n' | quizctl exam --bank bank.json --seed 1 -n 3 --pass 90% --pass 30% > left || echo "[$?]"
printf 'submit\nyes\n' | quizctl exam --bank bank.json --resume > result || echo "[$?]"
sed -n '/assed/p;/pass mark/p' result
