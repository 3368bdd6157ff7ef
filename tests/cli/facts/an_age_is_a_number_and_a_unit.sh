. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/facts/bank.json" .
for age in 180 d 0d 3y -3d 6mo "" 1000000000000d; do
    try quizctl facts --bank bank.json "--stale=$age"
done
