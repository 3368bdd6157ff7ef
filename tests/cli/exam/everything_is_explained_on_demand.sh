. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
printf '%s\n' B B A B B C submit next 'next wrong' '' explain 'explain 1' 5 list results resul quit > typed
try quizctl exam --bank bank.json --seed 1 < typed
