. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'A\n' | quizctl practice --id lustre-satellite --no-shuffle >transcript
quizctl progress | grep '^By '
quizctl progress --all | grep '^By '
quizctl progress --all | grep -c '0 of '
