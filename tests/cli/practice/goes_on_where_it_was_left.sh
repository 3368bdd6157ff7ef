. "$QUIZCTL_SOURCE/tests/cli/shared"
asked() { sed -n 's/^Question/&/p; s/^  [ABC]\. /&/p'; }

# The same as without leaving, from the question where it was left.
printf 'A\nnext\nflag\nquit\n' | quizctl practice --bank colors.json --seed 3 >/dev/null
quizctl practice --bank colors.json </dev/null | sed -n 1,3p
quizctl practice --bank colors.json </dev/null | asked | sed 's/ (flagged)//' >left
printf 'A\n' | quizctl practice --bank colors.json --seed 3 --no-record | asked | tail -n +5 >right
diff left right

# A flag is kept, a mark too, and the end is the end.
printf 'back\nnext\nA B\nA\n' | quizctl practice --bank colors.json |
    sed -n '/^Question 1/p; /^Right\|^Wrong/p; /^Summary/,/^$/p; /^Flagged/,/^$/p'
quizctl practice --bank colors.json </dev/null | sed -n 2,3p | sed 's/seed [0-9a-f]*/seed .../'
quizctl export | grep -o '"finished":[^,]*'
