. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank colors.json --topics
try quizctl list --bank colors.json --topics --difficulty easy
try quizctl list --bank colors.json --topics --format json
