. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl convert colors.json -o one.json
quizctl convert one.json 2>report | cmp - one.json
cat report
quizctl convert --strict --format json -o two.json one.json | grep -v '"version"'
cmp one.json two.json
