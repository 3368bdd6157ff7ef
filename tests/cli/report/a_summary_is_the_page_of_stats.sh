. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
quizctl grade --bank colors.json --summary s.json -o scores.txt sheets.jsonl
quizctl report --summary s.json -o stats.html
quizctl stats --format html s.json | cmp - stats.html
quizctl report --summary - --show-key <s.json | grep -c '> right<'
