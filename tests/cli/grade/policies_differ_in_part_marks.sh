. "$QUIZCTL_SOURCE/tests/cli/shared"
echo '{"candidate": "bob", "answers": {"flag": ["white", "blue"], "sky": "B"}}' >a.json
for policy in aws partial net coverage; do
    quizctl grade --bank colors.json --policy "$policy" --format csv a.json | tail -n 1 | cut -d, -f1-4
done
