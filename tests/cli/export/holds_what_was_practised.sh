. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'B\nA C\n' | quizctl practice --bank colors.json --no-shuffle --seed 7 >/dev/null
quizctl export
