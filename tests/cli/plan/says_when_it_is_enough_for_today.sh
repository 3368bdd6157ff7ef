. "$QUIZCTL_SOURCE/tests/cli/shared"
plan() {
    quizctl plan --bank colors.json --exam-date 2026-11-27 | sed -n '/^Today/,/^$/p'
}
plan
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --due --new-limit 1 >/dev/null
plan
QUIZCTL_NOW=2026-11-26T09:00:00Z plan
