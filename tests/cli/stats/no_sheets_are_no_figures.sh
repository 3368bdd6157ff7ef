. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "no"}}' >bad.json
quizctl grade --bank colors.json --summary s.json -o scores.txt bad.json 2>/dev/null || [ $? -eq 3 ]
try quizctl stats s.json
try quizctl stats --format json s.json | grep undefined
