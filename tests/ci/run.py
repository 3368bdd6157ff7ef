#!/usr/bin/env python3
"""Hostile candidates, picks and file names against the formats for CI.

A log is read by a model of the runner of GitHub Actions: its two ways to see a command
(actions/runner, ActionCommand.cs, TryParseV2 and TryParse). JUnit is read by xml.etree,
and by xmllint where there is one; TAP by a reader of its own, and by prove. Whatever
stands in the sheets, there are as many test cases, annotations and test points as there
are sheets or questions, and each name comes back as it was cleaned.
"""

import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

PASSED = harness.Verdict("passed")

COMMANDS = ["error", "::error::x", "::stop-commands::t", "::set-output name=score::100",
            "::add-mask::A", "##[error]x", "##[add-mask]A", "##[SET-ENV name=A]b"]
BEFORE = ["", " ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\x85", "\xa0", "\u1680", "\u2003",
          "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff", "x\n", "x\r", "x\u2028",
          "\u202e", "\u200b", "\x1b[2K\r", "\x00"[:0]]
OTHERS = [
    "]]>", "]]><testcase name=\"forged\"/><![CDATA[", "\"/><testcase name=\"forged\"/>",
    "<failure/>", "&lt;", "&#0;", "--><!--", "\x07", "\x1b]0;t\x07", "\x1b[31m", "\ufffe",
    "\uffff", "\U000e0041", "\ue000", "a\u0301", "e\u202eb", "名前", "# SKIP", "# TODO x",
    "\\# SKIP", "\\", "x\\", "1..0", "Bail out!", "ok 9 - forged", "x\nok 9 - forged",
    "x\n  ---", "...", "    # Subtest: x", "%0A::error::x", "%25", "a,b:c", "| a | b |",
    "`x`", "**x**", "[x](http://e.example)", "http://e.example", "www.e.example",
    "<img src=x>", "@someone", "=1+1", "'", "\"",
]
CANDIDATES = [before + command for before in BEFORE for command in COMMANDS] + OTHERS
PICKS = COMMANDS + OTHERS


# --- the runner ---


def is_command(line):
    """What the runner does with a line of the log."""
    trimmed = line.lstrip()  # .NET trims Unicode white space, as Python does
    if trimmed.startswith("::") and trimmed.find("::", 2) >= 0:
        return "v2"
    start = line.find("##[")
    if start >= 0 and line.find("]", start) >= 0:
        return "v1"
    return None


def log_lines(text):
    """As the runner cuts its output: a CR alone ends a line on some systems."""
    return re.split(r"\r\n|\n|\r", text)


# --- sheets ---


def clean_enough(name):
    """Names that a sheet may have: not blank, no white space around, no NUL."""
    return name.strip(" \t\r\n") == name and name and "\x00" not in name


def write_sheets(where):
    """Files with every hostile text in every place; how many sheets are given, graded."""
    names = list(dict.fromkeys(filter(clean_enough, CANDIDATES)))
    graded = [{"candidate": name, "answers": {"sky": "A"}} for name in names]
    rejected = [{"candidate": f"r{n}", "answers": {"sky": pick}} for n, pick in enumerate(PICKS)]
    rejected += [{"candidate": f"q{n}", "answers": {pick: "A"}} for n, pick in enumerate(PICKS)]
    rejected += [{"candidate": "\n::error::x", "answers": {}}]  # white space around
    folder = where.work / "::error::x, ]]> ##[error]"
    folder.mkdir()
    text = "".join(json.dumps(sheet) + "\n" for sheet in graded + rejected)
    (folder / "##[x] ::a::.jsonl").write_text(text, encoding="utf-8")
    return folder.name, len(graded), len(rejected)


def run(args, check):
    bank = args.source / "tests/cli/colors.json"
    with harness.world(args) as where:
        folder, graded, rejected = write_sheets(where)

        def grade(*options):
            command = ["quizctl", "grade", "--bank", str(bank), "--pass", "50%", *options, folder]
            done = subprocess.run(command, cwd=where.work, env=where.env, capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=60, check=False)
            return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

        wrong = list(check(where, grade, graded, rejected))
    return harness.Verdict("failed", "\n".join(wrong[:20])) if wrong else PASSED


# --- checks: each yields what is wrong ---


def no_commands(_, grade, graded, rejected):
    for name in ("text", "json", "jsonl", "csv", "junit", "tap"):
        out, err = grade("--format", name)
        for line in log_lines(out) + log_lines(err):
            if is_command(line):
                yield f"{name}: a runner would obey {line!r}"


def annotations(where, grade, graded, rejected):
    summary = where.work / "step.md"
    where.env["GITHUB_STEP_SUMMARY"] = str(summary)
    out, err = grade("--format", "github")
    ours = re.compile(r"::(error|notice) (file=[^:,]*,(line=\d+,)?)?title=quizctl[a-z ]*::")
    found = 0
    for line in log_lines(out) + log_lines(err):
        if is_command(line):
            found += 1
            if is_command(line) == "v1" or not ours.match(line):
                yield f"not ours: {line!r}"
    if found != 11:
        yield f"{found} annotations, not 10 and a notice"
    text = summary.read_text(encoding="utf-8")
    for line in log_lines(text):
        if is_command(line):
            yield f"a runner would obey {line!r}"
    rows = [line for line in text.split("\n") if line.startswith("|")]
    if len(rows) != graded + rejected + 2:
        yield f"{len(rows)} rows in the step summary"
    for row in rows[2:]:
        cells = row.split("|")
        if len(cells) != 5 or re.search(r"[^A-Za-z0-9 &#;\x80-\U0010ffff]", "".join(cells)):
            yield f"Markdown would read {row!r}"


def step_summary_fits(where, grade, graded, rejected):
    """Never a byte over the limit, and what is there already stays."""
    summary = where.work / "step.md"
    where.env["GITHUB_STEP_SUMMARY"] = str(summary)
    limit = 1024 * 1024
    for used in (0, 100, limit - 30000, limit - 600, limit - 100, limit, limit + 100):
        summary.write_text("x" * used, encoding="utf-8")
        grade("--format", "github")
        text = summary.read_text(encoding="utf-8")
        if len(text.encode()) > max(limit, used) or not text.startswith("x" * used):
            yield f"{len(text.encode())} bytes behind {used}"
        if used == limit - 30000 and "are not listed here" not in text:
            yield "it does not say that sheets are missing"
        if used <= limit - 600 and "given" not in text:
            yield f"with {limit - used} bytes there are no totals"


def check_junit(text, tests, failures, errors):
    root = ElementTree.fromstring(text.encode())
    cases = list(root.iter("testcase"))
    found = (len(cases), len(list(root.iter("failure"))), len(list(root.iter("error"))))
    if found != (tests, failures, errors):
        yield f"{found} cases, failures and errors, not {tests, failures, errors}"
    counted = tuple(sum(int(s.get(key)) for s in root.iter("testsuite"))
                    for key in ("tests", "failures", "errors"))
    if counted != found:
        yield f"the suites count {counted}, there are {found}"
    tags = {element.tag for element in root.iter()}
    if tags - {"testsuites", "testsuite", "testcase", "failure", "error", "system-out"}:
        yield f"unknown elements: {tags}"
    names = [(c.get("classname"), c.get("name")) for c in cases]
    if len(set(names)) != len(names):
        yield "two cases have one name"


def junit(where, grade, graded, rejected):
    for options, tests, failures in (((), graded, graded), (("--per-question",), 3 * graded,
                                                              3 * graded)):
        text, _ = grade("--format", "junit", *options)
        yield from check_junit(text, tests + rejected, failures, rejected)
        if shutil.which("xmllint"):
            done = subprocess.run(["xmllint", "--noout", "-"], input=text.encode(),
                                  capture_output=True, timeout=60, check=False)
            if done.returncode != 0:
                yield done.stderr.decode()


def read_tap(text):
    """(ok, description) of each point; anything that is no TAP is an error."""
    lines = text.split("\n")
    if lines[0] != "TAP version 14" or lines.pop() != "":
        raise ValueError("no version, or no end")
    points, plan, inside = [], None, False
    for line in lines[1:]:
        point = re.fullmatch(r"(not )?ok (\d+) - (.*)", line)
        if line in ("  ---", "  ..."):
            inside = line == "  ---"
        elif inside:
            value = line.strip().removeprefix("- ").removeprefix("message: ")
            if value != "problems:":
                json.loads(value)
        elif point:
            if int(point[2]) != len(points) + 1:
                raise ValueError(f"number {point[2]} is not the next")
            if re.search(r"(?<!\\)(\\\\)*#", point[3]):
                raise ValueError(f"a directive: {line!r}")
            points.append((not point[1], point[3]))
        elif re.fullmatch(r"1\.\.\d+", line):
            plan = int(line[3:])
        else:
            raise ValueError(f"no TAP: {line!r}")
    if plan != len(points):
        raise ValueError(f"a plan of {plan} for {len(points)}")
    return points


def tap(where, grade, graded, rejected):
    for options, tests in (((), graded), (("--per-question",), 3 * graded)):
        text, _ = grade("--format", "tap", *options)
        points = read_tap(text)
        if len(points) != tests + rejected or any(ok for ok, _ in points):
            yield f"{len(points)} points"
        if shutil.which("prove"):
            path = where.work / "sheets.tap"
            # Perl's own knows up to 13, which has all of 14 that is used here.
            path.write_text(text.replace("14", "13", 1), encoding="utf-8")
            done = subprocess.run(["prove", "--exec", "cat", str(path)], capture_output=True,
                                  text=True, timeout=60, check=False)
            wanted = f"Failed {tests + rejected}/{tests + rejected} subtests"
            if wanted not in done.stdout or "Parse errors" in done.stdout:
                yield f"prove: {done.stdout[-500:]}"


def no_key(where, grade, graded, rejected):
    """No format tells what is right, until it is asked to."""
    for name in ("text", "json", "jsonl", "csv", "junit", "tap", "github"):
        for extra in ((), ("--per-question",)):
            if extra and name not in ("junit", "tap"):
                continue
            out, err = grade("--format", name, *extra)
            told = re.search(r".*(white( red|\")|right:|\"key\").*", out)  # a problem lists all options
            if told:
                yield f"{name}: {told[0]!r}"
    for name in ("junit", "tap"):
        out, _ = grade("--format", name, "--per-question", "--show-key")
        if "right: white red" not in out:
            yield f"{name}: --show-key tells no key"


def collect(args):
    for check in (no_commands, annotations, step_summary_fits, junit, tap, no_key):
        yield harness.Case(check.__name__, functools.partial(run, args, check))


def main():
    args = harness.options(__doc__.splitlines()[0])
    harness.leave(harness.run_all(list(collect(args)), args.only))


if __name__ == "__main__":
    main()
