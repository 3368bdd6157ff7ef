. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "bob", "answers": {"sky": "red", "flag": ["red", "blue"]}}' >a.json
for format in text json jsonl csv; do
    quizctl grade --bank colors.json --format "$format" a.json >out
    [ -s out ]
    grep -n -i -e key -e white -e green out || [ $? -eq 1 ]
done
quizctl grade --bank colors.json --format json --show-key a.json | grep -c '"key":\["white","red"\]'
