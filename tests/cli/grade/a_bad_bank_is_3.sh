. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"format": "quizctl.bank/1"' >bad.json
echo '{"candidate": "ada", "answers": {}}' >a.json
quizctl grade --bank bad.json a.json
