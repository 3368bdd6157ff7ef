. "$QUIZCTL_SOURCE/tests/cli/shared"
go() {
    printf 'A\nAB\nA\n' | quizctl practice --bank colors.json --no-record --seed "$1" | tail -n +3
}
go 7 >one
go 7 >two
cmp one two
for seed in 1 2 3 4 5 6; do go $seed | grep '^  A\. '; done | sort -u | wc -l
