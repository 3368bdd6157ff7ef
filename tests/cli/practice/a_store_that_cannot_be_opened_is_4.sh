. "$QUIZCTL_SOURCE/tests/cli/shared"
mkdir -p "$HOME/.local"
echo x >"$HOME/.local/share"
try quizctl practice --bank colors.json | sed "s|$HOME|HOME|"
try quizctl practice --bank colors.json --no-record --no-shuffle | tail -n 2
try env -u HOME quizctl practice --bank colors.json
