. "$QUIZCTL_SOURCE/tests/cli/shared"
printf 'skip\nquit\n' | quizctl practice --bank colors.json --no-shuffle | tail -n 3
printf 'A B\n' | quizctl practice --bank colors.json | grep '^Question'
# Skipped twice is left out: the last one answers it all.
printf 'A\nskip\n' | quizctl practice --bank colors.json | sed -n '/^Question/p; /^Summary/,$p' | head -n 5
quizctl practice --bank colors.json </dev/null | grep -c '^Going on' || [ $? -eq 1 ]
