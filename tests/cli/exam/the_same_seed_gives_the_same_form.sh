. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
for seed in 7 7 8; do
    for i in 1 2 3 4 5 6; do echo A; done |
        quizctl exam --bank bank.json --seed "$seed" --no-record > "form" || true
    sed -n 's/^What is asked in //p' form | tr -d '\n'
    echo
done
