. "$QUIZCTL_SOURCE/tests/cli/shared"
for id in sky grass; do
    echo B | quizctl practice --bank colors.json --no-shuffle --id $id >/dev/null
done
count() {
    quizctl export --format jsonl "$@" >exported
    grep -c '"candidate": *"[^"]*"' exported || [ $? -eq 1 ] # none
}
count
count --attempt 1
count --since 2026-11-23
count --since 2026-11-24
quizctl export --format jsonl --attempt 2 --candidate ada | grep -c '"candidate": *"ada"'
try quizctl export --attempt 9
