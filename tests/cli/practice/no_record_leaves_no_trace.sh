. "$QUIZCTL_SOURCE/tests/cli/shared"
echo B | quizctl practice --bank colors.json --no-record >/dev/null
find "$HOME" -name 'progress*'
echo B | quizctl practice --bank colors.json >/dev/null
find "$HOME" -name progress.db | sed "s|$HOME|HOME|"
