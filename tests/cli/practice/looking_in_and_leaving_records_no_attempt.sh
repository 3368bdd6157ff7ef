. "$QUIZCTL_SOURCE/tests/cli/shared"
echo quit | quizctl practice --bank colors.json >/dev/null
quizctl export --format jsonl | grep -c '"candidate": *"me"' || [ $? -eq 1 ]
