. "$QUIZCTL_SOURCE/tests/cli/shared"
# who does each day what the plan says, is told each day that it is enough
day() {
    QUIZCTL_NOW=$1T09:00:00Z
    export QUIZCTL_NOW
    plan() {
        quizctl plan --bank colors.json --exam-date 2026-11-29
    }
    plan | grep -A 1 -e '^Today' | tail -n 1
    for _ in 1 2 3; do
        todo=$(plan | sed -n 's/^  quizctl practice/quizctl practice --no-shuffle/p')
        [ -n "$todo" ] || break
        printf 'B\nB\nA B\nA B\nB\n' | sh -c "$todo" >/dev/null
    done
    plan | grep -e '^Enough' -e '^Nothing' -e '^Tomorrow'
}
for date in 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28; do
    day "$date"
done
