. "$QUIZCTL_SOURCE/tests/cli/shared"
echo before >scores.json
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >a.json
try quizctl grade --bank none.json --format json -o scores.json a.json
cat scores.json
try quizctl grade --bank colors.json --format jsonl -o scores.json a.json
grep -c '"ada"' scores.json
ls
