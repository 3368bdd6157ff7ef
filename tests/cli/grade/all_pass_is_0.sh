. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"], "grass": "green"}}' >a.json
quizctl grade --bank colors.json --pass 72% a.json
