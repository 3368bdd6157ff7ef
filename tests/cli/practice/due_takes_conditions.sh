. "$QUIZCTL_SOURCE/tests/cli/shared"
due() {
    quizctl practice --bank colors.json --no-shuffle --due --no-record "$@" </dev/null 2>&1 | grep -E '^Colours|^The |^Two |^quizctl'
}
due --domain d2
due --difficulty easy,medium -n 1
due --topic plants,cloth
due --id nothing
