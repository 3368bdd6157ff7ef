. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nB\nquit\n' | quizctl exam --bank bank.json --seed 1 > left || echo "[$?]"
sed 's/What is asked in q1/What is asked of q1/' bank.json > edited.json
printf 'quit\n' | quizctl exam --bank edited.json --resume > left || echo "[$?]"
sed -n '/^Going on/,/^Type help/p' left
printf 'quit\n' | quizctl exam --bank edited.json --resume > left || echo "[$?]"
sed -n '/^Going on/,/^Type help/p' left
sed 's/"id": "c"/"id": "d"/' bank.json > other.json
try quizctl exam --bank other.json --resume
sed 's/"id": "q/"id": "p/' bank.json > gone.json
try quizctl exam --bank gone.json --resume
