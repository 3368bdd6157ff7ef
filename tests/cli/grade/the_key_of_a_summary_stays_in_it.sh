. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "bob", "answers": {"sky": "red", "flag": ["red", "blue"]}}' >a.json
quizctl grade --bank colors.json --summary s.json a.json | grep -n -i -e key -e white || true
quizctl stats --options s.json | grep -n -i -e right -e 'key' || true
quizctl stats --format json s.json | grep '"key"' || true
quizctl stats --format csv s.json | grep ',key,' || true
