. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl check none.json
mkdir empty
try quizctl check empty
