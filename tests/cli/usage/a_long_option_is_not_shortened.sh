. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --form json
try quizctl list --form=json
try quizctl list --b colors.json
try quizctl --vers
try quizctl practice --no-
