. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl progress
cp "$QUIZCTL_SOURCE/tests/cli/progress/bank.json" "it's mine.json"
try quizctl progress --bank "it's mine.json"
quizctl progress --format json | grep -E '"(day|recall|brier|weakest_clue)"' | sort -u
# Nothing is made to look into.
find "$HOME" -name '*.db'
