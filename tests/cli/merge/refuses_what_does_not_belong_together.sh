. "$QUIZCTL_SOURCE/tests/cli/shared"
grade() { quizctl grade -o out.txt --summary "$@"; }
echo '{"candidate": "ada", "answers": {"sky": "blue"}}' >a.json
echo '{"candidate": "bob", "answers": {"sky": "red"}}' >b.json
grade a.sum --bank colors.json a.json
grade b.sum --bank colors.json b.json
sed 's/"colors"/"others"/' colors.json >others.json
grade other.sum --bank others.json b.json
sed 's/Colours/Colors/' colors.json >changed.json
grade changed.sum --bank changed.json b.json
grade policy.sum --bank colors.json --policy net b.json
sed 's/summary.1/summary\/2/' b.sum >version.sum
try quizctl merge -o all a.sum other.sum
try quizctl merge -o all a.sum changed.sum
try quizctl merge -o all a.sum policy.sum
try quizctl merge -o all a.sum version.sum
try quizctl merge -o all a.sum b.sum a.sum
quizctl merge -o ab.sum a.sum b.sum
try quizctl merge -o all ab.sum b.sum
cp a.sum copy.sum
try quizctl merge -o all a.sum copy.sum
try quizctl merge -o all a.sum missing.sum
: >empty.sum
try quizctl merge -o all a.sum empty.sum
try quizctl merge
ls all 2>/dev/null || echo nothing was written
