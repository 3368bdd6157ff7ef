. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"]}}
{"candidate": "bob", "answers": {"sky": "red", "grass": "green"}}
{"candidate": "eve", "answers": {"sky": "no"}}
END
status=0
quizctl grade --bank colors.json --summary s.json a.jsonl 2>/dev/null || status=$?
echo "[$status]"
cat s.json
try quizctl grade --bank colors.json --summary - a.jsonl
try quizctl grade --bank colors.json --summary - --rejects - -o scores.txt a.jsonl
quizctl grade --bank colors.json --summary - -o scores.txt a.jsonl 2>/dev/null | cmp - s.json
try quizctl grade --bank colors.json --summary no/such/s.json a.jsonl
