#!/usr/bin/env python3
"""Hold the JSON Schemas of questions/schema against what they describe.

 * each schema against the metaschema of 2020-12;
 * the shipped bank, the banks of tests/cases/*/good*.json, and
   tests/schema/valid/<schema>/*.json, which must be valid;
 * tests/schema/invalid/<schema>/*.json, which must not, their names say why;
 * the same answer files against the program: the schema and it must agree;
 * what the program writes;
 * SARIF against tests/schema/sarif.schema.json, and against a validator of others when
   QUIZCTL_SARIF names its command.

The bank of the answer files is tests/schema/small_bank.json. The validator is
Debian's python3-jsonschema, an independent one.
"""

import datetime
import functools
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

try:
    from jsonschema import Draft202012Validator, RefResolver
except ImportError:
    sys.exit("the schema tests need python3-jsonschema")

PASSED = harness.Verdict("passed")
GRADED, FOUND, BAD_INPUT = 0, 1, 3


def failed(text):
    return harness.Verdict("failed", text)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def parsed(text):
    """TEXT as JSON; as a string that no schema here takes when it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return f"no JSON: {error}"


def faults(validator, value):
    """One line for each thing that is wrong with VALUE."""
    return "\n".join(f"{e.json_path}: {e.message}" for e in validator.iter_errors(value))


def check_schema(path):
    schema = load(path)
    wrong = faults(Draft202012Validator(Draft202012Validator.META_SCHEMA), schema)
    if "$id" not in schema or not schema["$id"].endswith("/" + path.name):
        wrong += "its $id does not end in its name"
    return failed(wrong) if wrong else PASSED


def check_valid(validator, path):
    wrong = faults(validator, load(path))
    return failed(wrong) if wrong else PASSED


def check_invalid(validator, path):
    if validator.is_valid(load(path)):
        return failed("the schema takes it")
    return PASSED


def check_program(args, path, status):
    """The program takes what the schema takes, and only that; but a member that it does
    not know is for the program no more than a warning."""
    bank = args.source / "tests/schema/small_bank.json"
    output = harness.run(args, ["quizctl", "grade", "--bank", str(bank), str(path)])
    if status == BAD_INPUT and output.status == GRADED and "warning:" in output.stderr:
        return PASSED
    if output.status != status or ("REJECTED" in output.stdout) != (status == BAD_INPUT):
        return failed(f"exit status {output.status}, not {status}\n{output.stderr}")
    return PASSED


def account(totals, candidates):
    """What does not add up in a document of scores."""
    counted = {"graded": 0, "rejected": 0}
    for candidate in candidates:
        counted[candidate["status"]] += 1
    if totals["given"] != totals["graded"] + totals["rejected"]:
        return "given is not graded + rejected"
    if counted != {"graded": totals["graded"], "rejected": totals["rejected"]}:
        return f"the totals do not count the candidates: {counted}"
    return ""


def check_output(args, validator, script, status):
    """The JSON that SCRIPT writes."""
    output = harness.run(args, ["sh", "-c", script])
    if output.status != status:
        return failed(f"exit status {output.status}, not {status}\n{output.stderr}")
    scores = parsed(output.stdout)
    wrong = faults(validator, scores) or account(scores["totals"], scores["candidates"])
    if not wrong and not scores["candidates"]:
        wrong = "there are no candidates to look at"
    return failed(wrong) if wrong else PASSED


def account_proofs(proofs):
    """What does not add up in a document of proofs."""
    counted = dict.fromkeys(proofs["totals"], 0)
    for question in proofs["questions"]:
        counted["questions"] += 1
        counted[question["state"].replace(" ", "_")] += 1
        for option in question["options"]:
            truths = {cell["holds"] for cell in option["cells"]}
            worst = next((t for t in ("fails", "unknown") if t in truths), option["holds"])
            if option["cells"] and option["holds"] != worst:
                return f"{question['id']}, {option['option']}: not what its cells say"
    return "" if counted == proofs["totals"] else f"the totals do not count: {counted}"


def check_facts(args, validator, script, status):
    """The JSON of prove, facts and progress."""
    output = harness.run(args, ["sh", "-c", script])
    if output.status != status:
        return failed(f"exit status {output.status}, not {status}\n{output.stderr}")
    document = parsed(output.stdout)
    wrong = faults(validator, document)
    if not wrong and "totals" in document:
        wrong = account_proofs(document)
    return failed(wrong) if wrong else PASSED


def account_history(history):
    """What does not add up in a list of attempts."""
    for line in history["attempts"]:
        if not line["right"] <= line["scored"] <= line["asked"] >= line["answered"]:
            return f"attempt {line['attempt']} has more than all"
        if (line["state"] == "finished") != (line["finished"] is not None):
            return f"attempt {line['attempt']} is {line['state']}"
    return ""


def account_findings(findings):
    """What does not add up in a document of findings."""
    for bank in findings["banks"]:
        levels = [found["level"] for found in bank["findings"]]
        counted = levels.count("error"), levels.count("warning")
        if counted != (bank["errors"], bank["warnings"]):
            return f"{bank['path']}: the counts are not those of its findings: {counted}"
    return "" if any(bank["findings"] for bank in findings["banks"]) else "there are none"


def account_sarif(log):
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        if rules[result["ruleIndex"]] != result["ruleId"]:
            return f"rule {result['ruleIndex']} is not {result['ruleId']}"
    if len(set(rules)) != len(rules):
        return "a rule stands there twice"
    return "" if run["results"] else "there are no results"


def account_summary(summary):
    """Sums that are made of other sums."""
    bins = sum(int(bin.split(":")[1]) for bin in summary["totals"]["bins"].split())
    points = sum(question["points"] for question in summary["questions"])
    products = sum(int(question["products"]) for question in summary["questions"])
    if (bins, points, str(products)) != (
            summary["graded"], summary["totals"]["points"], summary["totals"]["squares"]):
        return "the questions do not add up to the totals"
    return "" if summary["graded"] else "no sheet was graded"


def account_stats(stats):
    for question in stats["questions"]:
        if question["answered"] + question["blank"] != stats["graded"]:
            return f"{question['question']}: answered and blank are not all"
    return "" if stats["questions"] else "there are no questions"


def account_regrade(regrade):
    totals = regrade["totals"]
    if totals["given"] != totals["graded"] + totals["rejected"]:
        return "given is not graded + rejected"
    return "" if totals["changed"] == len(regrade["candidates"]) > 0 else "changed are not listed"


def account_losses(report):
    kinds = [loss["kind"] for loss in report["losses"]]
    if (kinds.count("changed"), kinds.count("left-out")) != (report["changed"], report["left_out"]):
        return "the losses are not all that is counted"
    return "" if report["questions"] else "there are no questions"


def account_plan(plan):
    """What does not add up in a plan."""
    fresh = sum(day["new"] for day in plan["days"])
    if plan["met"] + fresh + plan["unseen"] != plan["questions"]:
        return "met, new and unseen are not all questions"
    for name in ("questions", "met", "unseen"):
        if sum(domain[name] for domain in plan["domains"]) != plan[name]:
            return f"the domains do not add up to {name}"
    days = datetime.date.fromisoformat(plan["exam_date"]) - datetime.date.fromisoformat(plan["date"])
    if len(plan["days"]) != max(days.days, 0):
        return f"{len(plan['days'])} days, and the exam is {days.days} ahead"
    shares = [domain["exam"] for domain in plan["domains"]]
    return "" if shares == sorted(shares) else "the weakest domain is not first"


def check_findings(args, validator, script, status, account_for):
    """What check writes of every bank in tests/cases, good and bad."""
    output = harness.run(args, ["sh", "-c", script])
    if output.status != status:
        return failed(f"exit status {output.status}, not {status}\n{output.stderr}")
    document = parsed(output.stdout)
    wrong = faults(validator, document) or account_for(document)
    return failed(wrong) if wrong else PASSED


def check_sarif_elsewhere(args, command, script):
    """SARIF as another program validates it: exit status 0, and no word of an error."""
    log = harness.run(args, ["sh", "-c", script]).stdout
    with tempfile.TemporaryDirectory(prefix="quizctl-") as folder:
        path = pathlib.Path(folder, "all.sarif")
        path.write_text(log, encoding="utf-8")
        done = subprocess.run(
            [*shlex.split(command), "validate", str(path)], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=300, check=False,
        )
    if done.returncode != 0 or ": error " in done.stdout:
        return failed(done.stdout + done.stderr)
    return PASSED


def check_lines(args, validator, script, status):
    """JSON Lines: candidates of a document, without their questions."""
    output = harness.run(args, ["sh", "-c", script])
    if output.status != status:
        return failed(f"exit status {output.status}, not {status}\n{output.stderr}")
    lines = [parsed(line) for line in output.stdout.splitlines()]
    for line in lines:
        if "questions" in line:
            return failed("a line has questions")
        if isinstance(line, dict) and line["status"] == "graded":
            line["questions"] = []
    one = {"$ref": f"{validator.schema['$id']}#/properties/candidates"}
    resolver = RefResolver.from_schema(validator.schema)
    wrong = faults(Draft202012Validator(one, resolver=resolver), lines)
    return failed(wrong) if wrong or not lines else PASSED


ANSWERS = r"""
cat >a.jsonl <<'END'
{"candidate": "ada", "answers": {"where": "C", "both": ["A", "sse"]}}
{"candidate": "bob", "answers": {"where": "Z", "none": "A"}}
{"candidate": "a\u001b[31m\u202eb", "answers": {"where": null}}
not JSON
END
printf 'candidate,where\nada,C\neve,\n' >b.csv
: >empty
grade() {
    quizctl grade --bank "$QUIZCTL_SOURCE/tests/schema/small_bank.json" \
        "$@" a.jsonl b.csv empty missing 2>/dev/null
}
"""

PRACTICE = r"""
printf 'A\nB\nskip\nC\n' | quizctl practice --seed 1 -n 5 >/dev/null
printf 'A\n' | quizctl practice --seed 2 -n 1 >/dev/null
"""

PROVE = r"""
prove() { quizctl prove --bank "$QUIZCTL_SOURCE/tests/cli/prove/bank.json" --format json "$@"; }
facts() { quizctl facts --bank "$QUIZCTL_SOURCE/tests/cli/prove/bank.json" --format json "$@"; }
"""

CHECK = r"""
cd "$QUIZCTL_SOURCE/tests/cases"
check() { quizctl check "$@" lint/*.json bank/*.json none.json 2>/dev/null; }
"""

PLAN = PRACTICE + "quizctl plan --format json --exam-date "

STATS = ANSWERS + "grade --summary s.json -o out || true\n"

# Another right option for `where`, and `both` is gone.
REGRADE = ANSWERS + r"""
sed 's/"id": "both"/"id": "other"/' "$QUIZCTL_SOURCE/tests/schema/small_bank.json" | tr -d '\n' |
    sed 's/"correct": true/"correct": false/; s/"id": "s3",/"id": "s3", "correct": true,/' >new.json
regrade() {
    quizctl regrade --format json --old "$QUIZCTL_SOURCE/tests/schema/small_bank.json" \
        --new new.json "$@" a.jsonl b.csv 2>/dev/null
}
"""

# name, what writes it, exit status
DOCUMENTS = [
    ("grade", ANSWERS + "grade --format json", BAD_INPUT),
    ("grade_percent", ANSWERS + "grade --format json --pass 72.5%", BAD_INPUT),
    ("grade_marks", ANSWERS + "grade --format json --pass 1 --policy partial", BAD_INPUT),
    ("grade_key", ANSWERS + "grade --format json --show-key", BAD_INPUT),
    ("export", PRACTICE + "quizctl export --format json", GRADED),
]
FACTS = [
    ("progress", "quizctl progress --format json", GRADED),
    ("progress", PRACTICE + "quizctl progress --format json", GRADED),
    ("progress", PRACTICE + "quizctl --now 2027-11-23 progress --format json", GRADED),
    ("proofs", PROVE + "prove --all", GRADED),
    ("proofs", PROVE + "prove two-that-share", GRADED),
    ("proofs", PROVE.replace("bank.json", "wrong.json") + "prove --all", FOUND),
    ("proofs", "quizctl prove --all --format json || true", GRADED),
    ("facts", PROVE + "facts", GRADED),
    ("facts", PROVE + "facts scratch --property latency", GRADED),
    ("facts", PROVE + "facts --stale 180d", FOUND),
    ("facts", PROVE + "facts --stale 9m", GRADED),
    ("facts", "quizctl facts --format json", GRADED),
]
FINDINGS = [
    ("findings", CHECK + "check --format json", BAD_INPUT, account_findings),
    ("findings", CHECK + "check --strict --format json", BAD_INPUT, account_findings),
    ("sarif", CHECK + "check --format sarif", BAD_INPUT, account_sarif),
    ("sarif", CHECK + "check --strict --format sarif", BAD_INPUT, account_sarif),
    ("history", PRACTICE + "quizctl history --format json", GRADED, account_history),
    ("history", "quizctl history --format json", GRADED, account_history),
    ("summary", ANSWERS + "grade --summary - -o out", BAD_INPUT, account_summary),
    ("summary", ANSWERS + "grade --summary - -o out --policy net", BAD_INPUT, account_summary),
    ("plan", PLAN + "2027-01-15", GRADED, account_plan),
    ("plan", PLAN + "2026-11-26 --new-limit 3", GRADED, account_plan),
    ("plan", PLAN + "2026-11-23", GRADED, account_plan),
    ("plan", PLAN + "2026-11-01", GRADED, account_plan),
    ("plan", "quizctl plan --format json --exam-date 2026-12-24 "
     '--bank "$QUIZCTL_SOURCE/tests/schema/small_bank.json"', GRADED, account_plan),
    ("stats", STATS + "quizctl stats --format json s.json", GRADED, account_stats),
    ("stats", STATS + "quizctl stats --format json --show-key s.json", GRADED, account_stats),
    ("regrade", REGRADE + "regrade", BAD_INPUT, account_regrade),
    ("regrade", REGRADE + "regrade --pass 50%", BAD_INPUT, account_regrade),
    ("regrade", REGRADE + "regrade --pass 1 --show-key", BAD_INPUT, account_regrade),
]
CONVERT = r"""
convert() { quizctl convert "$QUIZCTL_SOURCE/questions/aws-ml-storage" -o out "$@" --format json; }
"""
FINDINGS += [
    ("losses", CONVERT + f"convert --to {name}", GRADED, account_losses)
    for name in ("json",)
]
LINES = [
    ("grade_lines", ANSWERS + "grade --format jsonl --pass 1", BAD_INPUT),
    ("export_lines", PRACTICE + "quizctl export --format jsonl", GRADED),
]


def examples(args, validators, kind):
    for path in sorted((args.source / "tests/schema" / kind).glob("*/*.json")):
        yield f"{kind}/{path.parent.name}/{path.stem}", validators[path.parent.name], path


def collect(args):
    validators = {}
    for path in sorted((args.source / "questions/schema").glob("*.schema.json")):
        yield f"metaschema/{path.name}", functools.partial(check_schema, path)
        validators[path.name.split(".")[0]] = Draft202012Validator(load(path))
    path = args.source / "tests/schema/sarif.schema.json"
    yield f"metaschema/{path.name}", functools.partial(check_schema, path)
    validators["sarif"] = Draft202012Validator(load(path))
    for path in sorted((args.source / "questions").glob("*/*.json")):
        if path.parent.name != "schema":
            name = f"bank/{path.parent.name}/{path.stem}"
            yield name, functools.partial(check_valid, validators["bank"], path)

    for path in sorted((args.source / "tests/cases").glob("*/good*.json")):
        expect = path.with_name(path.name + ".expect").read_text(encoding="utf-8")
        if ", 0 errors, 0 warnings" in expect:
            name = f"cases/{path.parent.name}/{path.stem}"
            yield name, functools.partial(check_valid, validators["bank"], path)

    for kind, check, status in (("valid", check_valid, GRADED),
                                ("invalid", check_invalid, BAD_INPUT)):
        for name, validator, path in examples(args, validators, kind):
            yield name, functools.partial(check, validator, path)
            if path.parent.name == "answers":
                yield f"program/{name}", functools.partial(check_program, args, path, status)

    for check, rows in ((check_output, DOCUMENTS), (check_lines, LINES)):
        for name, script, status in rows:
            run = functools.partial(check, args, validators["scores"], script, status)
            yield f"output/{name}", run
    for number, (name, script, status) in enumerate(FACTS, 1):
        run = functools.partial(check_facts, args, validators[name], script, status)
        yield f"output/{name}_{number}", run
    for number, (name, script, status, account_for) in enumerate(FINDINGS, 1):
        run = functools.partial(check_findings, args, validators[name], script, status,
                                account_for)
        yield f"output/{name}_{number}", run
    if os.environ.get("QUIZCTL_SARIF"):
        run = functools.partial(check_sarif_elsewhere, args, os.environ["QUIZCTL_SARIF"],
                                FINDINGS[-1][1])
        yield "output/sarif_elsewhere", run


def main():
    args = harness.options(__doc__.splitlines()[0])
    cases = [harness.Case(name, run) for name, run in collect(args)]
    harness.leave(harness.run_all(cases, args.only))


if __name__ == "__main__":
    main()
