. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl lst
try quizctl garde x
try quizctl xyzzy
try quizctl ''
