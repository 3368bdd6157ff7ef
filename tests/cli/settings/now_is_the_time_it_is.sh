. "$QUIZCTL_SOURCE/tests/cli/shared"
unset QUIZCTL_NOW
echo A | quizctl --now 2027-01-15T20:00:00Z practice --bank colors.json --id sky >/dev/null
QUIZCTL_NOW=2027-01-16 quizctl practice --bank colors.json --id sky <<EOF >/dev/null
A
EOF
quizctl export | grep -o '"started":"[^"]*"'
try quizctl --now tomorrow list --id sky
try quizctl --now 2027-01-15T20:00:00Z+0 list
try env QUIZCTL_NOW=tomorrow quizctl list
try quizctl --day-start 4 list
try env QUIZCTL_DAY_START=24:00 quizctl list
