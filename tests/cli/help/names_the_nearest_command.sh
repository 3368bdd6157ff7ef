. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl help practise
try quizctl help a b
