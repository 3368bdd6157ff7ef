. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{' >bad.json
try quizctl check none.json bad.json colors.json
