. "$QUIZCTL_SOURCE/tests/cli/shared"
new() {
    quizctl practice --bank colors.json --no-shuffle --due --no-record "$@" | head -n 1
}
new --new-limit 2 </dev/null
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --due -n 1 >/dev/null
new --new-limit 2 </dev/null
new --new-limit 1 </dev/null
QUIZCTL_NOW=2026-11-24T03:59:00Z new --new-limit 1 </dev/null
QUIZCTL_NOW=2026-11-24T04:01:00Z new --new-limit 1 </dev/null
