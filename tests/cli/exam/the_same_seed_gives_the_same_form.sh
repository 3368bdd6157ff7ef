. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/exam/bank.json" .
for seed in 7 7 8; do
    printf 'A\nA\nA\nA\nA\nA\n' |
        quizctl exam --bank bank.json --seed "$seed" --no-record > form || [ $? -eq 1 ]
    sed -n 's/^What is asked in //p' form | tr -d '\n'
    echo
done
