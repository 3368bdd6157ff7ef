. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE"/tests/cli/prove/*.json .
try quizctl prove --bank bank.json
try quizctl prove --bank bank.json --all prices
try quizctl prove --bank bank.json --id prices prices
try quizctl prove --bank bank.json --id fast-raeds
try quizctl prove --bank bank.json fast-raeds
