. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {}}
{"candidate": "bob", "answers": {"sky": "yellow"}}
END
quizctl grade --bank colors.json --pass 50% a.jsonl >/dev/null 2>&1
