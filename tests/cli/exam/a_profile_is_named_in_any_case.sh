. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
for code in EX-1 ex-1 Ex-2; do
    quizctl exam --bank bank.json --profile "$code" --no-record < /dev/null | head -n 1
done
try quizctl exam --bank bank.json --profile ex-3
try quizctl exam --bank bank.json --profile mla-c02
