. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
mkfifo pipe
quizctl exam --bank bank.json --seed 1 < pipe > first &
exec 3> pipe
echo B >&3
until grep -q '^Question 2' first; do sleep 0.05; done
try quizctl exam --bank bank.json --resume
try quizctl exam --bank bank.json
exec 3>&-
wait || echo "[$?]"
