. "$QUIZCTL_SOURCE/tests/cli/shared"
. "$QUIZCTL_SOURCE/tests/cli/learner"
LC_ALL=C try quizctl progress --bank bank.json
LC_ALL=C quizctl progress --bank bank.json | LC_ALL=C grep -n '[^ -~]' || [ $? -eq 1 ]
