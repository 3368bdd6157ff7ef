. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --bank colors.json --domain d1
try quizctl list --bank colors.json --topic air,plants
try quizctl list --bank colors.json --topic air --topic cloth
try quizctl list --bank colors.json --difficulty easy,medium --domain d1 --id flag,grass
