. "$QUIZCTL_SOURCE/tests/cli/shared"
grade() { quizctl grade --bank colors.json --format csv "$@" 2>/dev/null | cut -d, -f1,2; }
# a filter: line in, line out, bad lines aside
printf '{"candidate": "ada", "answers": {"sky": "no"}}\r\n{"candidate": "bob", "answers": {}}\nno JSON "\n' |
    grade --rejects lines -
cat lines
sed 's/"no"/"blue"/; /no JSON/d' lines >mended.jsonl
grade mended.jsonl
echo '--- an array: a line for each'
cat >array.json <<'END'
[
  {
    "candidate": "eve",
    "answers": {"sky": "no"}
  },
  {"candidate": "tim", "answers": {}}
]
END
grade --rejects array array.json
cat array
echo '--- a table: below its header'
printf 'candidate,sky\r\n"a\nda",no\r\nbob,blue\r\neve,no\r\n' >table.csv
grade --rejects table table.csv
cat table
echo '--- what is no record is not in it'
: >empty
grade --rejects none empty missing
cat none
try quizctl grade --bank colors.json --rejects - mended.jsonl
quizctl grade --bank colors.json --rejects - -o scores.txt array.json 2>/dev/null || [ $? -eq 3 ]
