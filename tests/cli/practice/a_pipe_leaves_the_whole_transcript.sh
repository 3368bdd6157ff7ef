. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'b\na c\nB\n' | quizctl practice --bank colors.json --seed 1 --no-shuffle
