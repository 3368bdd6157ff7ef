. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'B\nB C\nB\n' | quizctl practice --bank colors.json --no-shuffle >transcript
quizctl report --bank colors.json --attempt 1 -o a.html
text() {
    sed -e '/<style>/,/<\/style>/d' -e 's/<[^>]*>/ /g' "$1" | grep -v '^ *$' | sed 's/ *$//'
}
text a.html
echo '--- edited, and gone'
sed -e 's/clear sky at noon/sky at noon/' -e 's/"id": "grass"/"id": "lawn"/' colors.json >new.json
quizctl report --bank new.json --attempt 1 -o b.html
text b.html | grep -E 'edited|gone|Your answer:'
