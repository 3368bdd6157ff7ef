. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}
{"candidate": "b|o`b @x www.e.example", "answers": {"sky": "red"}}
END
echo 'what stood there' >step.md
GITHUB_STEP_SUMMARY=step.md quizctl grade --bank colors.json --pass 50% --format github -o out a.jsonl || echo "[$?]"
GITHUB_STEP_SUMMARY=step.md quizctl grade --bank colors.json --format text -o out a.jsonl
cat step.md
