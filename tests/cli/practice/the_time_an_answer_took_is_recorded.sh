. "$QUIZCTL_SOURCE/tests/cli/shared"
# A clock a thousand times as fast: 50 ms on the screen are 50 s.
mkfifo answers
QUIZCTL_NOW=2026-11-23T09:00:00Z+1000 quizctl practice --bank colors.json --no-shuffle <answers >shown &
exec 3>answers
until grep -q '^Answer>' shown 2>/dev/null; do sleep 0.01; done
sleep 0.05
echo B >&3
exec 3>&-
wait $!
quizctl export | python3 -c '
import json, sys
answer = json.load(sys.stdin)["candidates"][0]["questions"][0]
assert 50_000 <= answer["took_ms"] < 50_000_000, answer
assert answer["at"] >= "2026-11-23T09:00:50", answer
'
