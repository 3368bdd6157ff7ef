# jq -nr --slurpfile bank BANK -f items.jq SHEETS.jsonl
# A score for each sheet; per question, how many had it right and the sum of their scores
# (item statistics are made of that). "SHEETS POINTS RIGHT SUM" last, of the first question.
def as_set: if type == "array" then sort elif . == null then [] else [.] end;
def key_of: [.options[] | select(.correct) | .id] | sort;

($bank[0].questions | map({(.id): key_of}) | add) as $key
| $bank[0].questions[0].id as $first
| foreach (inputs, null) as $sheet ({sheets: 0, points: 0, items: {}};
    if $sheet == null then .last = true
    else [$sheet.answers | to_entries[] | select((.value | as_set) == $key[.key]) | .key] as $right
      | ($right | length) as $score
      | .sheets += 1 | .points += $score | .name = $sheet.candidate | .score = $score
      | reduce $right[] as $id (.; .items[$id].right += 1 | .items[$id].sum += $score)
    end;
    if .last then "\(.sheets) \(.points) \(.items[$first].right) \(.items[$first].sum)"
    else "\(.name) \(.score)" end)
