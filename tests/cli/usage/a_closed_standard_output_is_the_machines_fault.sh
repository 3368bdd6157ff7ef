. "$QUIZCTL_SOURCE/tests/cli/shared"
status=0
quizctl --version >&- || status=$?
echo "[$status]"
status=0
quizctl list --bank colors.json >&- || status=$?
echo "[$status]"
