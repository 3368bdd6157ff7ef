. "$QUIZCTL_SOURCE/tests/cli/shared"
env --default-signal true 2>/dev/null || { echo "env has no --default-signal here"; exit 77; }
mkfifo answers
for signal in INT TERM HUP; do
    # A shell without job control starts what is behind & with INT ignored.
    env --default-signal quizctl practice --bank colors.json --no-shuffle --new <answers >"out.$signal" &
    exec 3>answers
    echo B >&3
    while ! grep -q "^Next>" "out.$signal" 2>/dev/null; do
        kill -0 $!
        sleep 0.01
    done
    kill -s "$signal" $!
    status=0
    { wait $!; } 2>/dev/null || status=$?
    exec 3>&-
    echo "$signal [$status]"
done
quizctl export --format jsonl | grep -c '"candidate": *"me"'
