. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nsubmit\nyes\n' | quizctl exam --bank bank.json --seed 1 --no-record > /dev/null || echo "[$?]"
find "$HOME" -name '*.db'
