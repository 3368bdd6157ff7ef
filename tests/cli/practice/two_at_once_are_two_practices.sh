. "$QUIZCTL_SOURCE/tests/cli/shared"
mkfifo answers
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle >/dev/null
quizctl practice --bank colors.json <answers >first &
exec 3>answers
until grep -q '^Answer>' first 2>/dev/null; do sleep 0.01; done
quizctl practice --bank colors.json </dev/null | sed -n 2p
echo 'A B' >&3
exec 3>&-
wait $!
grep '^Question' first
quizctl practice --bank colors.json </dev/null | grep '^Question'
