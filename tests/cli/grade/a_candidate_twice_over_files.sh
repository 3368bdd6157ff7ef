# Only the first sheet counts; the later one says where the first is.
echo '{"candidate": "ada", "answers": {"satellite": "D"}}' >monday.json
printf 'candidate,satellite\nbob,A\nada,A\n' >tuesday.csv
echo '[{"candidate": "bob", "answers": {}}]' >wednesday.json
quizctl grade --bank "$QUIZCTL_SOURCE/tests/cases/answers/bank.json" monday.json tuesday.csv wednesday.json
