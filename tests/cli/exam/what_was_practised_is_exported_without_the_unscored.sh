. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'B\nB\nB\nB\nB\nA\nsubmit\n' | quizctl exam --bank bank.json --seed 1 > told || echo "[$?]"
sed -n '/right/p;/^Not scored/,/^$/p' told
quizctl export --format csv | cut -d, -f 1-9,13-15
