. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}
{"candidate": "b<o>b & \"c\"", "answers": {"sky": "red"}}
{"candidate": "eve", "answers": {"sky": "no", "grass": "A"}}
END
for format in junit tap github; do
    try quizctl grade --bank colors.json --pass 50% --format "$format" a.jsonl
done
for format in junit tap; do
    try quizctl grade --bank colors.json --per-question --show-key --format "$format" a.jsonl
done
try quizctl grade --bank colors.json --per-question a.jsonl
try quizctl grade --bank colors.json --per-question --format github a.jsonl
try quizctl export --format junit
