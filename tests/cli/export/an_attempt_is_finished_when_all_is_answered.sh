. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'B\nAB\n' | quizctl practice --bank colors.json --no-shuffle >/dev/null
printf 'B\nAB\nB\n' | quizctl practice --bank colors.json --no-shuffle --new >/dev/null
printf 'B\nskip\nskip\nskip\nskip\n' | quizctl practice --bank colors.json --no-shuffle --new >/dev/null
quizctl export | grep -o '"finished":[^,]*'
