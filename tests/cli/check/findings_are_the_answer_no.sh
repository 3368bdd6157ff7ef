. "$QUIZCTL_SOURCE/tests/cli/shared"
sed -e 's/"correct": true,/"corect": true,/' -e 's/"grass"/"sky"/' colors.json >bad.json
quizctl check bad.json colors.json
