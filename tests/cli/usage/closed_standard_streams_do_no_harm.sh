. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "ada", "answers": {"grass": "green"}}' >a.json
quizctl list --bank colors.json -- <&- | head -n 1
quizctl check none.json 2>&- || echo "[$?]"
quizctl show --bank colors.json grass -o out.txt <&- >&- 2>&-
head -n 1 out.txt
