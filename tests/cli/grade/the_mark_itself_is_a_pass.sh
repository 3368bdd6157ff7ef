. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "blue", "flag": ["white", "red"]}}' >a.json
verdict() {
    status=0
    quizctl grade --bank colors.json --pass "$1" a.json >out || status=$?
    echo "$1 [$status] $(cut -d " " -f 1 out | head -n 1)"
}
verdict 2
verdict 2.001
verdict 66%
verdict 66.666%
verdict 66.667%
