. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
quizctl grade --bank colors.json --summary s.json -o scores.txt sheets.jsonl
for columns in 40 80 200; do
    echo "--- $columns"
    COLUMNS=$columns try quizctl stats s.json
    COLUMNS=$columns quizctl stats --options s.json | awk -v most="$columns" 'length > most'
done
