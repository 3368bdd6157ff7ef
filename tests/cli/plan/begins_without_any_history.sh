. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl plan --bank colors.json --exam-date 2026-11-26
ls -d .local 2>/dev/null || echo nothing was stored
