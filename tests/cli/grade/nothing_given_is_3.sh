. "$QUIZCTL_SOURCE/tests/cli/shared"
printf '' | quizctl grade --bank colors.json - >/dev/null
