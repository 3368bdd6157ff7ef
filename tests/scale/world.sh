# shellcheck shell=bash
# world.sh - what slurm.sh and parallel.sh begin with: a folder with sheets in 16 shards
# and the summary that one process makes of them.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
QUIZCTL=$(realpath "${1:?usage: $(basename "$0") PATH/quizctl [FOLDER]}")
work=$(realpath -m "${2:-/tmp/quizctl-scale}")
BANK=$(realpath "$here/../cli/colors.json")
IN=$work/in
OUT=$work/out
export QUIZCTL BANK IN OUT
sheets=2000000
shards=16

say() { printf '%5d s  %s\n' $((SECONDS - begun)) "$*"; }

make_world() {
    begun=$SECONDS
    rm -rf "$work"
    mkdir -p "$IN" "$OUT"
    sh "$here/sheets.sh" "$sheets" >"$work/all.jsonl"
    split -d -n "l/$shards" "$work/all.jsonl" "$IN/part."
    "$QUIZCTL" grade --bank "$BANK" --format jsonl -o "$work/scores.jsonl" --summary "$work/one" \
        --rejects "$work/rejects" "$work/all.jsonl" 2>"$work/one.err" || [ $? -eq 3 ]
    say "$sheets sheets, $(du -h "$work/all.jsonl" | cut -f1), in $shards shards; one process has graded them"
}

without_places() { sed -E 's/"file":"[^"]*",//; s/"line":[0-9]+,//g'; }

# Is what the shards add up to what one process made of all, byte for byte?
compare() {
    cmp "$OUT/summary.json" "$work/one" && say "summary: the bytes of one process"
    cmp <(cat "$OUT"/scores.[0-9][0-9] | without_places) <(without_places <"$work/scores.jsonl") &&
        say "scores: the same lines, but for their places in the files"
    cat "$OUT"/rejects.[0-9][0-9] | cmp - "$work/rejects" && say "rejects: the same lines, $(wc -l <"$work/rejects")"
    "$QUIZCTL" stats "$OUT/summary.json" | sed -n 1,7p
}
