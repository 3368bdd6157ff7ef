. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl show --bank colors.json sky --format json
quizctl show --bank colors.json --all --format json >all.json
for id in sky flag grass; do
    grep -c "\"id\": \"$id\"," all.json
done
head -n 1 all.json
tail -n 1 all.json
