. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl convert colors.json -o deck.apkg
quizctl list --bank deck.apkg
SOURCE_DATE_EPOCH=86400 quizctl convert colors.json -o one.apkg >/dev/null
SOURCE_DATE_EPOCH=86400 quizctl convert colors.json -o two.apkg >/dev/null
SOURCE_DATE_EPOCH=never quizctl convert colors.json -o now.apkg >/dev/null
cmp one.apkg two.apkg
cmp deck.apkg now.apkg
cmp one.apkg deck.apkg >/dev/null || echo "another time, another file"
# What is in it is known by its content, whatever its name.
mv deck.apkg deck
quizctl convert deck --to json | grep '"id"' | head -3
