. "$QUIZCTL_SOURCE/tests/cli/shared"
[ -c /dev/full ] || { echo "no /dev/full here"; exit 77; }
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"sky": "yellow"}}
{"candidate": "bob", "answers": {}}
END
for format in text json jsonl csv; do
    status=0
    quizctl grade --bank colors.json --pass 50% --format $format a.jsonl >/dev/full 2>errors || status=$?
    tail -n 1 errors
    echo "[$status]"
    status=0
    quizctl grade --bank colors.json --pass 50% --format $format -o /dev/full a.jsonl 2>errors || status=$?
    tail -n 1 errors
    echo "[$status]"
done
