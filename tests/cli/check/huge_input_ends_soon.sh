# Depth, counts and numbers are bounded; each of these is refused in little time and memory.
if sh -c 'ulimit -v 1000000 && quizctl --version || exit 1' >/dev/null 2>&1; then
    ulimit -v 1000000 # not under a sanitizer: it lays out its memory far apart
fi
ulimit -t 10

check() {
    quizctl check "$1" || echo "exit $?"
}

echo '100,000 brackets'
head -c 100000 /dev/zero | tr '\0' '[' >brackets.json
check brackets.json

echo '100,000 objects in one another'
yes '{"a":' | head -n 100000 | tr -d '\n' >objects.json
check objects.json

echo '1,000,000 values'
{ printf '['; yes '0,' | head -n 1000000 | tr -d '\n'; printf '0]'; } >values.json
check values.json

echo 'a number of 1,000,000 digits'
head -c 1000000 /dev/zero | tr '\0' 7 >digits.json
check digits.json

echo 'a string of 5,000,000 quotes'
{ printf '{"a": "'; yes '\"' | head -n 5000000 | tr -d '\n'; printf '"}'; } >quotes.json
check quotes.json

bank='"format": "quizctl.bank/1", "id": "b", "title": "B"'
echo '20,000 domains'
{
    printf '{%s, "exam": {"code": "c", "title": "t", "domains": [' "$bank"
    seq -f '{"id": "d%.0f", "title": "t"},' 20000
    printf '{"id": "e", "title": "t"}]}, "questions": []}'
} >domains.json
check domains.json

echo '20,000 options'
{
    printf '{%s, "questions": [{"id": "q", "prompt": "p", "options": [' "$bank"
    seq -f '{"id": "o%.0f", "text": "t", "why": "w"},' 20000
    printf '{"id": "e", "text": "t", "why": "w"}], "references": [{"title": "t", "url": "https://example.org/"}]}]}'
} >options.json
check options.json

echo '20,000 names in one object, each twice'
{
    printf '{'
    seq -f '"n%.0f": 0,' 20000
    seq -f '"n%.0f": 0,' 20000
    printf '"e": 0}'
} >names.json
check names.json
