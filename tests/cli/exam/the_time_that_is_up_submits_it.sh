. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
# A minute goes by in three seconds.
{ printf 'B\nB\n'; sleep 5; printf 'B\n'; } |
    QUIZCTL_NOW=2026-11-23T09:00:00Z+20 quizctl exam --bank bank.json --seed 1 --minutes 1 > told || echo "[$?]"
sed -n '/^Answer/p;/^Time/p;/answered/p' told
try quizctl exam --bank bank.json --resume
