. "$QUIZCTL_SOURCE/tests/cli/shared"
due() {
    try quizctl practice --bank colors.json --no-shuffle --due "$@"
}
due --new-limit 0
printf 'B\nB\n' | quizctl practice --bank colors.json --no-shuffle --due -n 2 >/dev/null
due --new-limit 2
due --new-limit 0 --id sky
due --no-record --new-limit 1
printf 'A B\n' | quizctl practice --bank colors.json --no-shuffle --due >/dev/null
due
