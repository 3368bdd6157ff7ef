. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl --verison
try quizctl list --topik x
try quizctl list --topik=x
try quizctl list --quite-another
try quizctl list -q
try quizctl -q list
