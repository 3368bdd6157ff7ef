. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
echo '{"candidate": "no", "answers": {"grass": "no"}}' >>sheets.jsonl
sed '/"id": "grass"/,$ { s/"id": "grey",/"id": "grey", "correct": true,/; /^ *"correct": true,$/d; }' \
    colors.json >new.json
try quizctl regrade --old colors.json --new new.json --pass 60% sheets.jsonl
quizctl regrade --old colors.json --new new.json --show-key sheets.jsonl 2>/dev/null | grep CHANGED
head -n 5 sheets.jsonl >few.jsonl
try quizctl regrade --old colors.json --new new.json --pass 60% --format json few.jsonl
try quizctl regrade --old colors.json --new colors.json --pass 60% few.jsonl
try quizctl regrade --old colors.json --new new.json -o out few.jsonl
tail -n 1 out
