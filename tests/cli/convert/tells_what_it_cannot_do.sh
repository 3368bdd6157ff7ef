. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl convert
try quizctl convert --to jsn colors.json
try quizctl convert -o out.xyz colors.json
try quizctl convert --no-key colors.json
echo 'to be, or not to be' >prose
try quizctl convert prose
printf '{"format": "quizctl.bank/1", "questions": [{}]}' >bad.json
try quizctl convert bad.json colors.json
ls
