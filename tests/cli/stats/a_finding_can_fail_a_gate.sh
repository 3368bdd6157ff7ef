. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
quizctl grade --bank colors.json --summary s.json -o scores.txt sheets.jsonl
for finding in suspect-key negative-discrimination unused-distractor; do
    try quizctl stats -o out --fail-on "$finding" s.json
done
cat >good.jsonl <<'END'
{"candidate": "a", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}
{"candidate": "b", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}
{"candidate": "c", "answers": {"sky": "green", "flag": ["white", "blue"], "grass": "grey"}}
{"candidate": "d", "answers": {"sky": "red", "flag": ["red", "blue"], "grass": "grey"}}
END
quizctl grade --bank colors.json --summary good.json -o scores.txt good.jsonl
try quizctl stats -o out --fail-on suspect-key,negative-discrimination --fail-on unused-distractor good.json
try quizctl stats --fail-on suspect good.json
