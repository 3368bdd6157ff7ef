. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl practice --bank colors.json --missed
printf 'A\nA B\nA\n' | quizctl practice --bank colors.json --no-shuffle >/dev/null
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --missed | grep '^The '
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --missed --id sky,flag | head -n 1
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --missed --no-record | head -n 1
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --missed >/dev/null
try quizctl practice --bank colors.json --missed
