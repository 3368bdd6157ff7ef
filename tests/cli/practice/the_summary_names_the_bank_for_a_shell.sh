. "$QUIZCTL_SOURCE/tests/cli/shared"
mv colors.json "it's mine.json"
echo A | quizctl practice --bank "it's mine.json" --no-shuffle --no-record | grep -e '--id'
