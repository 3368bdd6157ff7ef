# The words of a finding are those of the text in every format, in the same order.
. "$QUIZCTL_SOURCE/tests/cli/shared"
sed -e 's/"skill"/"skil"/' colors.json >odd.json
check() {
    quizctl check --strict --format "$1" odd.json colors.json none.json 2>/dev/null || echo "exit $?"
}
check text | tee text
grep -a '\[[a-z-]*\]$' text | sed 's/.* warning: \(.*\) \[.*/\1/' >words
check github | tee github | sed -n 's/^::warning [^:]*:://p' | cmp - words
grep -a '^::error' github
check json | sed -n 's/.*"message":"\(.*\)"}.*/\1/p' | sed 's/\\"/"/g' | cmp - words
check sarif | sed -n 's/.*"message":{"text":"\([^{]*\)"},"loc.*/\1/p' | sed 's/\\"/"/g' | cmp - words
