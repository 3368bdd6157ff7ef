. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl check colors.json
try quizctl check --strict colors.json
try quizctl check --strict --disable not-proved colors.json
