. "$QUIZCTL_SOURCE/tests/cli/shared"
for id in sky grass; do
    echo B | quizctl practice --bank colors.json --no-shuffle --id $id >/dev/null
done
try quizctl history --delete 1
try quizctl history --yes
try quizctl history --delete 1 --format json
try quizctl history --delete 0
try quizctl history --delete 3 --yes
quizctl history | tail -n +2 | wc -l
try quizctl history --delete 1 --yes
try quizctl history
quizctl export | grep -o '"question":"[a-z]*"'
rm -r "$HOME/.local"
try quizctl history --delete 1 --yes
