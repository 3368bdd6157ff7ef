. "$QUIZCTL_SOURCE/tests/cli/shared"
env --default-signal true 2>/dev/null || { echo "env has no --default-signal here"; exit 77; }
mkfifo answers
for signal in INT TERM HUP KILL; do
    env --default-signal quizctl practice --bank colors.json --no-shuffle --new <answers >"out.$signal" &
    exec 3>answers
    printf 'B\nskip\n' >&3
    until grep -q "^Question 3" "out.$signal" 2>/dev/null; do
        kill -0 $!
        sleep 0.01
    done
    kill -s "$signal" $!
    { wait $!; } 2>/dev/null || [ "$(kill -l $?)" = "$signal" ]
    exec 3>&-
    echo "$signal: $(quizctl practice --bank colors.json </dev/null | sed -n 's/ --new.*//; /^Going on\|^Question/p' | tr '\n' ' ')"
done
