. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >a.json
quizctl grade --bank colors.json --summary s.json -o scores.txt a.json
try quizctl stats a.json
try quizctl stats missing.json
: >empty
try quizctl stats empty
cat s.json s.json >two
try quizctl stats two
sed 's/"graded": 1/"graded": 2/' s.json >changed
try quizctl stats changed
quizctl stats - <s.json | head -n 1
