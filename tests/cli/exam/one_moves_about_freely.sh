. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
# Forward, back, there, and a look at the list; an answer is changed, words are misspelt.
printf '%s\n' next back back 'goto 3' B b revew review '' 'goto 9' 9 2 A 'goto 2' C flag review 2 flag \
    'B C' D 'goto' time '?' submit no submit next submit submit > typed
try quizctl exam --bank bank.json --seed 1 < typed
