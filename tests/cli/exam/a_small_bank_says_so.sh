. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf 'submit\nyes\nquit\n' > typed
try quizctl exam --bank bank.json --profile ex-1 --seed 1 --no-record < typed > told
sed -n '1,/^Type help/p;/^By domain/,/^$/p' told
