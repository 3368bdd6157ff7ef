. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
quizctl grade --bank colors.json --summary s.json -o scores.txt sheets.jsonl
try quizctl stats --format json s.json
try quizctl stats --format csv s.json | tr -d '\r'
echo '--- with the key'
quizctl stats --format json --show-key s.json | grep -c '"key":true'
quizctl stats --format csv --show-key s.json | grep -c ,key,
quizctl stats --options --show-key s.json | grep -c '(right)'
