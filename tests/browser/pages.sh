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
    quizctl grade --bank "$bank" --summary "$name.json" -o scores.txt "$sheets" 2>problems || true
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
