. "$QUIZCTL_SOURCE/tests/cli/shared"
cp colors.json ./--help
try quizctl check -- --help
