. "$QUIZCTL_SOURCE/tests/cli/shared"
cp "$QUIZCTL_SOURCE/tests/cli/progress/bank.json" .
for filter in '--service nfs' '--service lustre' '--clue latency' '--clue latency,to-run' \
    '--service lustre --clue latency' '--clue speed' '--service nsf'; do
    # shellcheck disable=SC2086 # an option and its value
    try quizctl list --bank bank.json $filter
done
