. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}
{"candidate": "bob", "answers": {"sky": "blue", "flag": ["white", "blue"]}}
END
quizctl grade --bank colors.json --pass 72% a.jsonl
