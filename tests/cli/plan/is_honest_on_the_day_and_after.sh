. "$QUIZCTL_SOURCE/tests/cli/shared"
plan() {
    try quizctl plan --bank colors.json --exam-date "$@"
}
plan 2026-11-23
plan 2026-11-22
QUIZCTL_NOW=2026-11-24T03:59:00Z plan 2026-11-23 | sed -n 3p
plan 2026-11-24 --new-limit 1 | sed 1,4d
