. "$QUIZCTL_SOURCE/tests/cli/shared"
echo before >out
try quizctl show --bank colors.json nothing -o out
cat out
try quizctl show --bank colors.json sky --format json -o out
head -n 2 out
ls
try quizctl show --bank colors.json sky -o no/such/folder
