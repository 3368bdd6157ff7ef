cp "$QUIZCTL_SOURCE/tests/schema/small_bank.json" bank.json
printf 'B A\n1a 2b\n' | quizctl practice --bank bank.json --no-shuffle --id order,match >transcript
quizctl report --bank bank.json --attempt 1 |
    sed -e '/<style>/,/<\/style>/d' -e 's/<[^>]*>/ /g' | grep -v '^ *$' |
    sed -n -e 's/ *$//' -e '/Every question/,$p'
