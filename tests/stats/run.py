#!/usr/bin/env python3
"""Hold `grade --summary`, `merge` and `stats` against an independent computation.

figures   cohorts of every kind of question under every policy: each figure of
          `stats --format json` and --format csv is that of oracle.py, to 1e-9
splits    any split of the sheets, merged in any order and nesting, gives the bytes of
          no split
ways      so does any style of file, number of threads, locale, and the careful way
"""

import csv
import functools
import io
import json
import math
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402
import oracle  # noqa: E402

PASSED = harness.Verdict("passed")
POLICIES = ["aws", "partial", "net", "coverage"]
# seed, questions, sheets
COHORTS = [(1, 12, 400), (2, 30, 60), (3, 1, 50), (4, 2, 2), (5, 5, 1), (6, 8, 1500)]


def failed(text):
    return harness.Verdict("failed", text)


def program(where, *command):
    output = harness.run_in(where, ["quizctl", *command])
    if output.status != 0 or output.stderr:
        raise AssertionError(f"{command}: {output.status}\n{output.stderr}")
    return output.stdout


def write_sheets(path, sheets):
    path.write_text("".join(json.dumps(s) + "\n" for s in sheets), encoding="utf-8")


def furnish(where, seed, questions, sheets):
    bank, cohort = oracle.make_cohort(seed, questions, sheets)
    (where.work / "bank.json").write_text(json.dumps(bank), encoding="utf-8")
    write_sheets(where.work / "all.jsonl", cohort)
    return bank, cohort


def summarize(where, name, *options):
    """The summary of NAME.jsonl, and its name."""
    program(where, "grade", "--bank", "bank.json", "--summary", f"{name}.sum",
            "-o", f"{name}.txt", *options, f"{name}.jsonl")
    return f"{name}.sum"


# --- figures ---


def is_near(got, wanted):
    if got is None or wanted is None:
        return got is wanted
    return math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-12)


def differences(got, wanted, keys, name):
    for key in keys:
        if not is_near(got[key], wanted[key]):
            yield f"{name}: {key} is {got[key]}, not {wanted[key]}"
        if got[key] is None and not got.get("undefined", {}).get(key):
            yield f"{name}: {key} is null without a reason"


def histogram(totals, step):
    bins = {}
    for total in totals:
        low = math.floor(total / oracle.MARK / step + 1e-9) * step
        bins[round(low, 3)] = bins.get(round(low, 3), 0) + 1
    return bins


def check_questions(got, wanted):
    for one, other in zip(got, wanted, strict=True):
        name = other["question"]
        if (one["question"], one["answered"], one["blank"]) != (
                name, other["answered"], other["blank"]):
            yield f"{name}: another question, or other counts"
        found = [f["finding"] for f in one["findings"]]
        if found != other["findings"]:
            yield f"{name}: found {found}, not {other['findings']}"
        keys = ["facility", "item_total", "item_rest", "discrimination"]
        yield from differences(one, other, keys, name)
        for o, p in zip(one["options"], other["options"], strict=True):
            if (o["option"], o["picked"]) != (p["option"], p["picked"]):
                yield f"{name}/{p['option']}: picked {o['picked']}, not {p['picked']}"
            yield from differences(o, p, ["share", "mean_total", "rest"],
                                   f"{name}/{p['option']}")


def check_csv(text, wanted):
    """The same figures, row by row."""
    rows = list(csv.DictReader(io.StringIO(text)))
    expected = []
    for q in wanted:
        expected.append((q["question"], "", q["answered"], q["facility"], q["item_rest"]))
        expected += [(q["question"], o["option"], o["picked"], o["share"], o["rest"])
                     for o in q["options"]]
    for row, (question, option, count, share, rest) in zip(rows, expected, strict=True):
        number = {key: float(row[key]) if row[key] else None for key in ("share", "rest")}
        if ((row["question"], row["option"], int(row["count"])) != (question, option, count)
                or not is_near(number["share"], share) or not is_near(number["rest"], rest)):
            yield f"CSV: {row} is not {question, option, count, share, rest}"


def figures_case(args, cohort, policy):
    with harness.world(args) as where:
        bank, sheets = furnish(where, *cohort)
        name = summarize(where, "all", "--policy", policy)
        got = json.loads(program(where, "stats", "--format", "json", name))
        table = program(where, "stats", "--format", "csv", name)
    wanted = oracle.statistics(bank, sheets, policy)
    wrong = list(differences(got["test"], wanted["test"], ["mean", "sd", "alpha", "sem"], "test"))
    wrong += check_questions(got["questions"], wanted["questions"])
    wrong += check_csv(table, wanted["questions"])
    if got["graded"] != len(sheets):
        wrong.append(f"{got['graded']} graded, not {len(sheets)}")
    bins = {bin["from"]: bin["sheets"] for bin in got["histogram"]}
    if bins != histogram(wanted["totals"], got["step"]) or not is_near(got["step"], wanted["step"]):
        wrong.append(f"another histogram: {bins}")
    return failed("\n".join(wrong)) if wrong else PASSED


# --- splits ---


def merge_all(rng, where, names):
    """Merge by chance: in any order, some of them first."""
    number = 0
    while len(names) > 1:
        rng.shuffle(names)
        count = rng.randint(2, len(names))
        number += 1
        program(where, "merge", "-o", f"merged{number}", *names[:count])
        names = [f"merged{number}", *names[count:]]
    return names[0]


def split_case(args, seed):
    rng = random.Random(seed)
    with harness.world(args) as where:
        _, sheets = furnish(where, seed, rng.randint(1, 20), rng.randint(1, 3000))
        options = ["--policy", rng.choice(POLICIES)]
        whole = (where.work / summarize(where, "all", *options)).read_bytes()
        parts = rng.randint(1, 9)
        shards = [[] for _ in range(parts)]
        for sheet in sheets:
            rng.choice(shards).append(sheet)
        names = []
        for n, shard in enumerate(shards):
            if shard:
                write_sheets(where.work / f"part{n}.jsonl", shard)
                names.append(summarize(where, f"part{n}", *options))
        merged = (where.work / merge_all(rng, where, names)).read_bytes()
    return PASSED if merged == whole else failed("the merged summary has other bytes")


# --- every way to grade ---


def as_cell(given):
    """An answer as a cell of CSV."""
    if isinstance(given, dict):
        given = [f"{prompt}:{option}" for prompt, option in given.items()]
    return " ".join(given or [])


def write_styles(where, rng, bank, sheets):
    """The same sheets in files that are read in different ways; their names."""
    work = where.work
    shuffled = [{"answers": dict(rng.sample(list(s["answers"].items()), len(s["answers"]))),
                 "candidate": s["candidate"]} for s in sheets]
    (work / "compact.jsonl").write_text(
        "".join(json.dumps(s, separators=(",", ":")) + "\n" for s in sheets))
    write_sheets(work / "spaced.jsonl", sheets)
    write_sheets(work / "shuffled.jsonl", shuffled)
    (work / "array.json").write_text(json.dumps(sheets))
    (work / "pretty.json").write_text(json.dumps(sheets, indent=4))
    ids = [q["id"] for q in bank["questions"]]
    with (work / "table.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["candidate", *ids])
        rows.writerows([s["candidate"], *(as_cell(s["answers"].get(i)) for i in ids)]
                       for s in sheets)
    return ["compact.jsonl", "spaced.jsonl", "shuffled.jsonl", "array.json", "pretty.json",
            "table.csv"]


def ways_case(args, policy):
    """Style of file, threads, the short way or not, locale: the same summary."""
    rng = random.Random(policy)
    with harness.world(args) as where:
        bank, sheets = oracle.make_cohort(7, 12, 700)
        (where.work / "bank.json").write_text(json.dumps(bank))
        seen = {}
        for name in write_styles(where, rng, bank, sheets):
            for extra, env in (([], {}), (["-j", "1"], {"QUIZCTL_GRADE_FAST": "0"}),
                               (["-j", "2", "--format", "jsonl"], {"LC_ALL": "tr_TR.UTF-8"}),
                               (["--format", "junit"], {"LC_ALL": "de_DE.UTF-8"})):
                world = where._replace(env={**where.env, **env})
                program(world, "grade", "--bank", "bank.json", "--policy", policy, *extra,
                        "--summary", "sum", "-o", "scores", name)
                seen.setdefault((where.work / "sum").read_bytes(), []).append((name, extra))
    return PASSED if len(seen) == 1 else failed(f"they differ: {list(seen.values())}")


def collect(args):
    for policy in POLICIES:
        yield harness.Case(f"ways/{policy}", functools.partial(ways_case, args, policy))
    for cohort in COHORTS:
        for policy in POLICIES:
            name = f"figures/{'-'.join(map(str, cohort))}/{policy}"
            yield harness.Case(name, functools.partial(figures_case, args, cohort, policy))
    for seed in range(100, 112):
        yield harness.Case(f"splits/{seed}", functools.partial(split_case, args, seed))


def main():
    args = harness.options(__doc__.splitlines()[0])
    harness.leave(harness.run_all(list(collect(args)), args.only))


if __name__ == "__main__":
    main()
