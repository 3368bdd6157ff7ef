. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "bob", "answers": {"sky": "red", "flag": ["red", "blue"]}}' >a.json
quizctl grade --bank colors.json --summary s.json a.json >scores
grep -n -i -e key -e white scores || [ $? -eq 1 ]
quizctl stats --options s.json >options
grep -n -i -e right -e 'key' options || [ $? -eq 1 ]
quizctl stats --format json s.json >json
grep '"key"' json || [ $? -eq 1 ]
quizctl stats --format csv s.json >csv
grep ',key,' csv || [ $? -eq 1 ]
for out in scores options json csv; do
    [ -s "$out" ]
done
