. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "blue"}}
{"candidate": "bob", "answers": {"sea": "blue"}}
{"candidate": "cyd", "answers": {"grass": "B"}}
END
quizctl grade --bank colors.json a.jsonl
