. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"grass": "green"}}
{"candidate": "bob", "answers": {"gras": "green"}}
END
# The file of scores must not become standard error, nor the bank standard input.
quizctl grade --bank colors.json --format csv -o scores.csv a.jsonl 2>&- || echo "[$?]"
grep -c error scores.csv || [ $? -eq 1 ]
quizctl show --bank colors.json grass -o out.txt <&- >&- 2>&-
head -n 1 out.txt
quizctl list --bank - <&- || echo "[$?]"
