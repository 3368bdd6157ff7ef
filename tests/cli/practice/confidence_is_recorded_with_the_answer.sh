. "$QUIZCTL_SOURCE/tests/cli/shared"
recorded() { quizctl export --attempt "$1" | grep -o '"question":"[a-z]*"\|"right":[a-z]*,"points"\|"confidence":[a-z"]*'; }

# On a line of its own, or behind the answer; words or letters.
printf 'B\nsure\na c GUESS\nA\nU\n' |
    quizctl practice --bank colors.json --no-shuffle --confidence |
    grep '^Answer>\|^Guess\|^Right\|^Wrong'
recorded 1

# What is no confidence is asked again; back chooses again; nothing is recorded before.
printf 'A\n\nC\nhelp\nback\nB\nquit\n' |
    quizctl practice --bank colors.json --no-shuffle --confidence >transcript
sed -n '/^Answer>/,/^Summary/p' transcript
try quizctl export --attempt 2

# It is asked for only where that was said.
printf 'B sure\nB\n' | quizctl practice --bank colors.json --no-shuffle --id sky | sed -n '/^Answer/,/^Right/p'
recorded 2
