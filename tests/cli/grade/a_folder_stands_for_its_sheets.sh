. "$QUIZCTL_SOURCE/tests/cli/shared"
mkdir sheets sheets/inner none
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >sheets/b.json
echo '{"candidate": "bob", "answers": {"sky": "blue"}}' >sheets/a.jsonl
printf 'candidate,sky\neve,blue\n' >sheets/c.csv
echo 'no JSON {' >sheets/bad.json
echo '{"candidate": "tim", "answers": {"sky": "blue"}}' >one.json
cp one.json sheets/notes.txt
cp one.json sheets/.hidden.json
cp one.json sheets/inner/deep.json
try quizctl grade --bank colors.json one.json sheets
try quizctl grade --bank colors.json sheets/ | grep -c REJECTED
try quizctl grade --bank colors.json one.json none
