. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl grade --bank colors.json
try quizctl grade --bank colors.json --pass 101% a.json
try quizctl grade --bank colors.json --pass 72 a.json
try quizctl grade --bank colors.json --polcy aws a.json
try quizctl grade --bank - -
