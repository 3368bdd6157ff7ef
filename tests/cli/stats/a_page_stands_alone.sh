. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
sed 's/Colours of things/<script>alert(1)<\/script>/' colors.json >hostile.json
quizctl grade --bank hostile.json --summary s.json -o scores.txt sheets.jsonl
quizctl stats --format html s.json >a.html
LC_ALL=C COLUMNS=20 TERM=xterm CLICOLOR_FORCE=1 quizctl stats --format html -o b.html s.json
cmp a.html b.html
echo '--- it asks for nothing and runs nothing'
grep -cE '<(script|link|img|iframe|object)|src=|url\(|@import|style=| on[a-z]+=|javascript:' a.html || [ $? -eq 1 ]
grep -oE 'https?://[^"<]*' a.html || [ $? -eq 1 ]
grep -oE 'content="default-src[^"]*' a.html | sed 's,sha256-[^&]*,sha256-HASH,'
echo '--- what was found comes first'
grep -oE '<h[12]>[^<]*' a.html
grep -oE '>suspect-key<|>negative-discrimination<|>unused-distractor<' a.html | sort | uniq -c | tr -s ' '
echo '--- the key is told only when asked for'
grep -c '> right<' a.html || [ $? -eq 1 ]
quizctl stats --format html --show-key s.json | grep -c '> right<'
