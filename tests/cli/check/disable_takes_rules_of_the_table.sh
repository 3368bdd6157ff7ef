. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl check --strict --disable not-prooved colors.json
try quizctl check --disable not-proved colors.json
try quizctl check --strict --disable not-proved,guesser --disable key-place colors.json
