. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "bob", "answers": {}}' >a.json
quizctl grade --bank colors.json a.json
