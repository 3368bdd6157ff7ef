. "$QUIZCTL_SOURCE/tests/cli/shared"
bank() {
    printf '{"format": "quizctl.bank/1", "id": "b", "title": "B", "questions": ['
    comma=
    for question in "$@"; do
        printf '%s{"id": "%s", "prompt": "?", "options": [%s],
            "references": [{"title": "A page", "url": "https://example.com/"}]}' \
            "$comma" "${question%%=*}" "${question#*=}"
        comma=,
    done
    printf ']}\n'
}
a='{"id": "x", "text": "X", "why": "So.", "correct": true}'
b='{"id": "y", "text": "Y", "why": "So."}'
c='{"id": "z", "text": "Z", "why": "So."}'
bank "one=$a,$b" "two=$a,$b,$c" "three=$a,$b" >old.json
# one has turned round its options, two has lost y, three is gone and four is new
bank "one=$b,$a" "two=$a,$c" "four=$a,$b" >new.json
cat >sheets.jsonl <<'END'
{"candidate": "letters are of the old bank", "answers": {"one": "A", "two": "A", "three": "A"}}
{"candidate": "an option that is gone", "answers": {"one": "A", "two": "y", "three": "A"}}
{"candidate": "a question that is gone", "answers": {"one": "B", "two": "C", "three": "A"}}
{"candidate": "one that was not asked", "answers": {"four": "A"}}
END
try quizctl regrade --old old.json --new new.json --pass 1 sheets.jsonl
bank "other=$a,$b" >other.json
try quizctl regrade --old old.json --new other.json sheets.jsonl
try quizctl regrade --old old.json sheets.jsonl
try quizctl regrade --old - --new new.json sheets.jsonl
