. "$QUIZCTL_SOURCE/tests/cli/shared"
first() { quizctl practice --bank colors.json "$@" </dev/null | sed -n 2p | sed 's/ answered. .*//' | sed 's/seed [0-9a-f]\{8\}/seed .../'; }
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --seed 3 >/dev/null

echo "nothing said:     $(first)"
echo "the same:         $(first --no-shuffle)"
echo "and the seed:     $(first --no-shuffle --seed 3)"
echo "another seed:     $(first --no-shuffle --seed 4)"
echo "another policy:   $(first --no-shuffle --policy net)"
echo "fewer:            $(first -n 2)"
echo "without a trace:  $(first --no-record)"
echo "over again:       $(first --new)"

# The one with other conditions is gone on with by its own, or as the last one.
printf 'A\n' | quizctl practice --bank colors.json --id sky --id grass >/dev/null
echo "its conditions:   $(first --id sky,grass)"
echo "the first's:      $(first --no-shuffle)"
echo "the last one:     $(first)"
quizctl practice --bank colors.json --new </dev/null >/dev/null
echo "only looked:      $(first)"
echo skip | quizctl practice --bank colors.json --new --topic air >/dev/null
echo "given up:         $(first --no-shuffle)"
echo "the new one:      $(first)"
