. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --id sky >/dev/null
next() {
    quizctl practice --bank colors.json --no-shuffle --due --new-limit 0 "$@"
}
next
next --retention 80%
next --retention 97
QUIZCTL_RETENTION=70% next
QUIZCTL_RETENTION=70% next --retention 90
