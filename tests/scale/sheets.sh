#!/bin/sh
# sheets.sh COUNT: so many sheets for tests/cli/colors.json on standard output, the same
# ones every time; one in 100,000 is rejected.
exec awk -v count="$1" 'BEGIN {
    srand(1)
    split("green blue red", sky)
    split("[\"white\",\"red\"] [\"white\",\"blue\"] [\"red\"] null", flag)
    split("grey green", grass)
    for (i = 1; i <= count; i++) {
        able = rand()
        printf "{\"candidate\": \"c%07d\", \"answers\": {\"sky\": \"%s\", \"flag\": %s, \"grass\": \"%s\"}}\n",
            i, i % 100000 == 0 ? "pink" : sky[rand() < able ? 2 : 1 + int(rand() * 3)],
            flag[rand() < able ? 1 : 1 + int(rand() * 4)],
            grass[rand() < able ? 2 : 1 + int(rand() * 2)]
    }
}'
