# awk -F, -f grade.awk KEY.csv SHEETS.csv: a score for each row; "SHEETS POINTS" last.
# KEY.csv is one row: the right cells, in the order of the columns.
FNR == NR { for (i = 1; i <= NF; i++) key[i] = $i; next }
FNR == 1 { next }
{
    score = 0
    for (i = 2; i <= NF; i++)
        score += $i != "" && $i == key[i]
    sheets++
    points += score
    print $1, score
}
END { printf "%d %d\n", sheets, points }
