. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
# In the same order, with the answers, the flag and the time that was left.
printf '%s\n' B C flag back back time quit > typed
try quizctl exam --bank bank.json --seed 1 < typed
try quizctl exam --bank bank.json
printf '%s\n' review 'goto 2' B quit | quizctl exam --bank bank.json --resume > second || echo "[$?]"
sed -n '/^Going on/p;/^Question/p;/^  Answered/,/^  Flagged/p;/^Your/p' second
printf '%s\n' B B B submit yes | quizctl exam --bank bank.json --resume > third || echo "[$?]"
sed -n '/^Going on/p;/^Question/p;/^  .*Passed/p;/^  .*passed/p' third
try quizctl exam --bank bank.json --resume
quizctl export --format csv | cut -d, -f 1-9,13-15
