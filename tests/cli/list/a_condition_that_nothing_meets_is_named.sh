. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank colors.json --topic cloths
try quizctl list --bank colors.json --domain d7
try quizctl list --bank colors.json --id gras
try quizctl list --bank colors.json --domain d2 --topic air
