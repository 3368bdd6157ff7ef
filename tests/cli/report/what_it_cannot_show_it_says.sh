. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl report --attempt 1
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle -n 1 >transcript
try quizctl report --attempt 1
try quizctl report --bank colors.json --attempt 2
try quizctl report --attempt x
try quizctl report --attempt 1 --summary s.json
try quizctl report --summary missing.json
try quizctl report --summary s.json --bank colors.json
try quizctl report --show-key
ls
