. "$QUIZCTL_SOURCE/tests/cli/shared"
sed 's/"skill"/"skil"/' colors.json >odd.json
quizctl check odd.json
