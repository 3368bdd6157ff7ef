. "$QUIZCTL_SOURCE/tests/cli/shared"
practice() {
    try quizctl practice --bank colors.json --no-shuffle "$@"
}
practice --new-limit 3
practice --retention 90%
practice --slow 60
practice --due --new-limit -1
practice --due --new-limit many
practice --due --retention 69%
practice --due --retention 100
practice --due --slow 0
QUIZCTL_RETENTION=high practice --due
QUIZCTL_SLOW=0 practice --due
QUIZCTL_RETENTION='' practice --due --new-limit 0
