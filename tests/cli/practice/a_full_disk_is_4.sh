. "$QUIZCTL_SOURCE/tests/cli/shared"
[ -c /dev/full ] || { echo "no /dev/full here"; exit 77; }
echo B | quizctl practice --bank colors.json >/dev/full
