# shellcheck shell=sh
# pages.sh FOLDER - write the pages to look at there. Runs in an empty folder with a clean
# home.
pages=$1

# --- statistics: a cohort, a tiny one with findings, nobody, hostile texts ---

python3 - "$QUIZCTL_SOURCE" <<'END'
import json, pathlib, sys
sys.path.insert(0, sys.argv[1] + "/tests/stats")
import oracle
bank, sheets = oracle.make_cohort(5, 30, 400)
bank["title"] = "Storage for machine learning, spring cohort"
pathlib.Path("cohort.json").write_text(json.dumps(bank))
pathlib.Path("cohort.jsonl").write_text("".join(json.dumps(s) + "\n" for s in sheets))
END
. "$QUIZCTL_SOURCE/tests/cli/cohort"
cp "$QUIZCTL_SOURCE/tests/cli/colors.json" .
cohort >few.jsonl
echo '{"candidate": "ada", "answers": {"sky": "no"}}' >nobody.jsonl

# statistics NAME BANK SHEETS OPTION...
statistics() {
    name=$1 bank=$2 sheets=$3
    shift 3
    quizctl grade --bank "$bank" --summary "$name.json" -o scores.txt "$sheets" 2>problems ||
        [ $? -eq 3 ] # nobody is there
    quizctl stats --format html -o "$pages/stats_$name.html" "$@" "$name.json"
}
statistics cohort cohort.json cohort.jsonl --show-key
statistics few colors.json few.jsonl
statistics nobody colors.json nobody.jsonl

python3 - <<'END'
import json
hostile = '"><script>alert(1)</script><img src=https://example.com/x onerror=alert(2)>\u202e\u001b[31m'
bank = json.load(open("colors.json"))
bank["title"] = hostile + "an_unbroken_title_" * 12
json.dump(bank, open("hostile_bank.json", "w"))
END
statistics hostile hostile_bank.json few.jsonl --show-key

# --- progress: six weeks of practice, none; one attempt, an exam ---

python3 "$QUIZCTL_SOURCE/tests/progress/learner.py" "$(command -v quizctl)" "$QUIZCTL_SOURCE" "$HOME/learner" 40
quizctl report -o "$pages/progress_none.html"
export QUIZCTL_HOME="$HOME/learner"
quizctl report -o "$pages/progress_learner.html"
quizctl report --attempt 20 -o "$pages/attempt_practice.html"
printf 'A\nB\nA C\nC\nD\nnext\nflag\nA B\nsubmit\nyes\n' |
    quizctl exam -n 20 --profile mla-c01 --seed 4 >transcript || [ $? -eq 1 ]
quizctl report --attempt "$(quizctl export | sed -n 's/.*"attempt": *{"id":\([0-9]*\).*/\1/p' | tail -n 1)" \
    -o "$pages/attempt_exam.html"

# --- the same with hostile texts ---

python3 - "$QUIZCTL_SOURCE" <<'END'
import json, sys
hostile = '"><script>alert(1)</script><img src=https://example.com/x onerror=alert(2)>\u202e\u001b[31m'
long = hostile + "unbroken_" * 20
bank = json.load(open(sys.argv[1] + "/tests/cli/progress/bank.json"))
bank["title"] = long
for domain in bank["exam"]["domains"]:
    domain["title"] = long
for prop in bank["facts"]["properties"]:
    prop["text"] = long
for subject in bank["facts"]["subjects"]:
    subject["title"] = long
for question in bank["questions"]:
    question["title"] = question["scenario"] = long + question.get("scenario", "")
    question["prompt"] += long
    question["topics"] = ["t" + "opic" * 15]
    for option in question["options"]:
        option["text"] = option["why"] = long
    for reference in question["references"]:
        reference["title"] = long
json.dump(bank, open("hostile_store.json", "w"))
END
export QUIZCTL_HOME="$HOME/hostile"
printf 'A\nA\nA\nA\nskip\n' | quizctl practice --bank hostile_store.json --no-shuffle >transcript
quizctl report --bank hostile_store.json -o "$pages/progress_hostile.html"
quizctl report --bank hostile_store.json --attempt 1 -o "$pages/attempt_hostile.html"

# --- a bank as a page: with the key, without, with hostile texts ---

quizctl convert -o "$pages/bank_key.html" "$QUIZCTL_SOURCE/tests/cli/progress/bank.json" >losses
quizctl convert --no-key -o "$pages/bank_no_key.html" "$QUIZCTL_SOURCE/tests/cli/progress/bank.json" >losses
quizctl convert -o "$pages/bank_hostile.html" hostile_store.json >losses
