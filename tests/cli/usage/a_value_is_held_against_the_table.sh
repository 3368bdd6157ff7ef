. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl list --format jsn
try quizctl list --difficulty easy,heard
try quizctl --color blue list
try quizctl grade --policy '' x
try quizctl practice -n 0
try quizctl practice -n 3x
try quizctl practice --count 99999999999999999999
try quizctl grade --pass lots x
try quizctl export --since yesterday
try quizctl export --attempt -1
