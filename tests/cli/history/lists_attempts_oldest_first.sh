. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl history
practise() { QUIZCTL_NOW=$1 quizctl practice --bank colors.json --no-shuffle ${2:-} >/dev/null; }
printf 'B\nA B\nB\n' | practise 2026-11-20T10:00:00Z
printf 'B\n' | practise 2026-11-21T23:30:00Z
printf 'A\nskip\n' | practise 2026-11-22T10:00:00Z --new
# One that was begun earlier by the clock stands first.
printf 'A\n' | practise 2026-11-19T10:00:00Z --id=sky
try quizctl history
try env TZ=Asia/Tokyo quizctl history
try quizctl history --format json | head -n 18
