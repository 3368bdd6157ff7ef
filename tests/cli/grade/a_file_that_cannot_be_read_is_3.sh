. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >a.json
quizctl grade --bank colors.json none.json a.json
