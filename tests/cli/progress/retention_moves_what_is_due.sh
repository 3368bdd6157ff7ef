. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/learner"
due() {
    quizctl progress --bank bank.json "$@" | grep -E 'due'
}
due
due --retention 70%
due --retention 99%
QUIZCTL_RETENTION=99 due
try quizctl progress --retention 12
try quizctl progress --format csv
try quizctl progress extra
