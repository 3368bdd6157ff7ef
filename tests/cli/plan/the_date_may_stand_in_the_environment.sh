. "$QUIZCTL_SOURCE/tests/cli/shared"
QUIZCTL_EXAM_DATE=2026-12-24
export QUIZCTL_EXAM_DATE
quizctl plan --bank colors.json | sed -n 2p
quizctl plan --bank colors.json --exam-date 2026-12-01 | sed -n 2p
