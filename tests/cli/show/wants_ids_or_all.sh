. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl show --bank colors.json
try quizctl show --bank colors.json --all sky
try quizctl show --bank colors.json grase
