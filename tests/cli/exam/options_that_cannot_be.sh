. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
try quizctl exam --bank bank.json --resume --new
try quizctl exam --bank bank.json --resume -n 3
try quizctl exam --bank bank.json --resume
try quizctl exam --bank bank.json --pass 72
try quizctl exam --bank bank.json --pass much
try quizctl exam --bank bank.json --minutes 0
try quizctl exam --bank bank.json --topic air
try quizctl exam --bank -
