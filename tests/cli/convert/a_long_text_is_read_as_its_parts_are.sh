# A text that is long enough to be read in pieces, with what may stand at their edges.
mkdir parts whole
awk 'BEGIN {
    for (n = 1; n <= 3000; n++) {
        file = sprintf("parts/%s%03d.md", n <= 10 ? "all" : "part", n / 10)
        if (n <= 10)
            file = "parts/all.md"
        printf "# %s: Subject %d\n\n## Question\n\n", n % 4 == 1 ? "Data" : n % 4 == 2 ? "Models" : "Deployment", n % 700 >file
        printf "A team keeps %d files on shared storage, and `%d` of them are read at once.\n\n", n, n >file
        if (n % 3 == 0)
            printf "```\n# no heading\n\n# none either\n```\n\n" >file
        printf "Which storage fits?\n\n- A. Amazon EFS\n- B. Amazon S3\n\n" >file
        if (n % 50 != 0)
            printf "## Correct Answer\n\nB: Amazon S3\n\n" >file
        printf "## Explanation\n\nObjects, and %d reasons.\n\n", n >file
        if (n % 5 == 0)
            printf "<details>\n<summary>More</summary>\n\nIt is text.\n\n</details>\n\n" >file
        if (n % 7 == 0)
            printf "```sh\n# no heading\n```\n\n" >file
    }
}'
cat parts/*.md >whole/all.md
[ "$(wc -c <whole/all.md)" -gt 600000 ]
quizctl convert parts/*.md -o parts.json >parts.losses
quizctl convert whole/all.md -o whole.json >whole.losses
cmp parts.json whole.json
# The same questions are left out, in their order; only the lines differ.
for losses in parts whole; do
    sed 's/^[^ ]*:[0-9]*:[0-9]*: //' $losses.losses >$losses.told
done
cmp parts.told whole.told
tail -n 2 whole.told
grep '"id": "subject-[16]' whole.json | tail -n 4
# A disk that is full while it is written is told once.
quizctl convert whole/all.md --to json -o /dev/full >full.losses 2>full.told || [ $? -eq 4 ]
cat full.losses full.told
