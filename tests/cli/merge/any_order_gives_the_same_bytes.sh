. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cohort >sheets.jsonl
grade() { quizctl grade --bank colors.json --summary "$1.sum" -o "$1.txt" "$2"; }
grade whole sheets.jsonl
split -l 5 sheets.jsonl part-
for part in part-a[a-c]; do grade "$part" "$part"; done
quizctl merge part-aa.sum part-ab.sum part-ac.sum | cmp - whole.sum
quizctl merge part-ac.sum part-aa.sum part-ab.sum | cmp - whole.sum
quizctl merge -o first.sum part-ab.sum part-ac.sum
quizctl merge part-aa.sum first.sum | cmp - whole.sum
cat part-a?.sum | quizctl merge - | cmp - whole.sum
quizctl merge whole.sum | cmp - whole.sum
# a summary of no sheets changes nothing
: >empty
grade none empty 2>/dev/null || [ $? -eq 3 ]
quizctl merge none.sum whole.sum | cmp - whole.sum
quizctl merge whole.sum none.sum | cmp - whole.sum
