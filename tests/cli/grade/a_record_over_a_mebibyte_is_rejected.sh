# A sheet is held in memory, so it has a bound; the sheets around it are graded.
bank=$QUIZCTL_SOURCE/tests/cases/answers/bank.json
long=$(head -c 1048600 /dev/zero | tr '\0' x)

echo "one line of JSON Lines"
cat >lines.jsonl <<END
{"candidate": "ada", "answers": {"satellite": "D"}}
{"candidate": "$long", "answers": {}}
{"candidate": "cy", "answers": {}}
END
quizctl grade --bank "$bank" lines.jsonl 2>&1 || echo "exit $?"

echo "one sheet of an array"
cat >array.json <<END
[{"candidate": "ada", "answers": {"satellite": "D"}},
 {"candidate": "bob", "answers": {"$long": "A"}},
 {"candidate": "cy", "answers": {}}]
END
quizctl grade --bank "$bank" array.json 2>&1 || echo "exit $?"

echo "one object"
echo "{\"candidate\": \"ada\", \"answers\": {\"satellite\": \"$long\"}}" >object.json
quizctl grade --bank "$bank" object.json 2>&1 || echo "exit $?"

echo "one row of CSV"
cat >rows.csv <<END
candidate,satellite
ada,D
bob,$long
cy,
END
quizctl grade --bank "$bank" rows.csv 2>&1 || echo "exit $?"

echo "a quote that is never closed"
printf 'candidate,satellite\nada,D\n"bob,%s\ncy,\n' "$long" >quote.csv
quizctl grade --bank "$bank" quote.csv 2>&1 || echo "exit $?"
