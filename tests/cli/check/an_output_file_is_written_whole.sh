. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl check --strict --format github -o out colors.json
cat out
try quizctl check --format json -o nowhere/out colors.json
