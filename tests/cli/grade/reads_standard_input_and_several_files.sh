. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >a.json
printf 'candidate,sky,flag\nbob,B,A B\n' >b.csv
echo '[{"candidate": "cyd", "answers": {"sky": "C"}}]' |
    quizctl grade --bank colors.json --format csv a.json - b.csv | cut -d, -f1-3 | tr -d '\r'
