. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/learner"
quizctl report --bank bank.json -o a.html
LC_ALL=C COLUMNS=20 quizctl progress --format html --bank bank.json >b.html
cmp a.html b.html
echo '--- it asks for nothing and runs nothing'
grep -cE '<(script|link|img|iframe|object)|src=|url\(|@import|style=| on[a-z]+=|javascript:' a.html || [ $? -eq 1 ]
grep -oE 'https?://[^"<]*' a.html || [ $? -eq 1 ]
echo '--- what stands in it'
grep -oE '<h[12]>[^<]*' a.html
grep -oE '<p class="command">[^<]*' a.html
echo '--- each chart has a title, a description and its numbers'
grep -c 'role="img" aria-labelledby=' a.html
grep -oE '<title id=[^<]*' a.html
grep -c '<caption>' a.html
