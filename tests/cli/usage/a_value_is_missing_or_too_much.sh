. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank
try quizctl practice -n
try quizctl show --all=yes
try quizctl list --topic ,
