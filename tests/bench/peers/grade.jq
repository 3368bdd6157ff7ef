# jq -nr --slurpfile bank BANK -f grade.jq SHEETS.jsonl
# A score for each sheet, and "SHEETS POINTS" as the last line.
def as_set: if type == "array" then sort elif . == null then [] else [.] end;
def key_of: [.options[] | select(.correct) | .id] | sort;

($bank[0].questions | map({(.id): key_of}) | add) as $key
| foreach (inputs, null) as $sheet ({sheets: 0, points: 0};
    if $sheet == null then .last = true
    else ([$sheet.answers | to_entries[] | select((.value | as_set) == $key[.key])] | length) as $score
      | .sheets += 1 | .points += $score | .name = $sheet.candidate | .score = $score
    end;
    if .last then "\(.sheets) \(.points)" else "\(.name) \(.score)" end)
