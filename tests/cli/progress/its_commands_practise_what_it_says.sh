. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/learner"
quizctl progress --bank bank.json | grep '^    quizctl ' >commands
cat commands
while read -r command; do
    echo "--- $command"
    eval "$command --no-record --seed 1" </dev/null | sed -n 1,2p
done <commands
