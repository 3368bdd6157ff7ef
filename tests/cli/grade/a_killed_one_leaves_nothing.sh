. "$QUIZCTL_SOURCE/tests/cli/shared"
# Killed in the middle of its answers: nothing of --output is seen, the old file stays.
mkdir out
python3 -c 'import os; os.close(os.open("out", os.O_TMPFILE | os.O_WRONLY))' 2>/dev/null || {
    echo "this file system cannot make a file without a name"
    exit 77
}
echo before >out/scores
mkfifo answers
quizctl grade --bank colors.json -o out/scores answers &
exec 3>answers
seq 20000 | sed 's/.*/{"candidate": "&", "answers": {"sky": "blue"}}/' >&3
kill -9 $!
{ wait $! || [ "$(kill -l $?)" = KILL ]; } 2>/dev/null
exec 3>&-
ls out
cat out/scores
