. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/learner"
for columns in 40 80 200; do
    echo "--- $columns"
    COLUMNS=$columns try quizctl progress --bank bank.json
    # Commands are never wrapped: they are there to be copied.
    widest=$(COLUMNS=$columns quizctl progress --bank bank.json | grep -v '^    quizctl ' | wc -L)
    [ "$widest" -le "$columns" ]
done
