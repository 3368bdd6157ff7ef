. "$QUIZCTL_SOURCE/tests/cli/shared"
cp colors.json 'my colours.json'
quizctl plan --bank 'my colours.json' --exam-date 2026-11-24 --retention 80% | grep -- --due >command.sh
cat command.sh
printf 'B\nB\nA B\n' | sh command.sh | head -n 1
