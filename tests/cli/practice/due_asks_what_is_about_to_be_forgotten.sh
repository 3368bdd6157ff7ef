. "$QUIZCTL_SOURCE/tests/cli/shared"
due() {
    day=$1
    shift
    QUIZCTL_NOW=2026-11-${day}T09:00:00Z quizctl practice --bank colors.json --no-shuffle --due "$@"
}
asked() {
    grep -E '^Colours|^The |^Two '
}
# new ones by the weight of their domain; sky right, grass and flag wrong
printf 'B\nA\nA C\n' | due 02 | asked
# these two are due the next day, and looking at them changes nothing
printf 'A B\nB\n' | due 03 --no-record | asked
# flag wrong again, grass right
printf 'A C\nB\n' | due 03 | asked
# much later all are due, the least remembered first
printf 'A B\nA\nA\n' | due 12 | asked
