. "$QUIZCTL_SOURCE/tests/cli/shared"
plan() {
    try quizctl plan --bank colors.json "$@"
}
plan
plan --exam-date soon
plan --exam-date 2026-02-30
plan --exam-date 2027-11-25
QUIZCTL_EXAM_DATE=15.1.2027 plan
plan --exam-date 2026-12-24 --new-limit -3
plan --exam-date 2026-12-24 --retention 20%
