#!/usr/bin/env python3
"""Run tests/cli/**/*.sh, each in an empty folder with `quizctl` on PATH.

Expected are silence and exit status 0, unless these stand beside NAME.sh:

    NAME.stdout.exact, NAME.stderr.exact    the very text
    NAME.stdout.glob, NAME.stderr.glob      line by line, * for any text in a line
    NAME.exit                               the exit status

Status 77 skips the case; the last line it printed is the reason.
"""

import functools
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

SKIPPED = 77


def line_matches(pattern, line):
    parts = (re.escape(part) for part in pattern.split("*"))
    return re.fullmatch(".*".join(parts), line) is not None


def glob_matches(pattern, text):
    patterns, lines = pattern.splitlines(), text.splitlines()
    return len(patterns) == len(lines) and all(map(line_matches, patterns, lines))


def beside(script, kind):
    return script.with_suffix("." + kind)


def bless(path, text):
    if text:
        path.write_text(text, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def check_stream(script, stream, got):
    """What is wrong with a stream, or ""."""
    exact, glob = beside(script, f"{stream}.exact"), beside(script, f"{stream}.glob")
    if glob.exists():
        pattern = glob.read_text(encoding="utf-8")
        good = glob_matches(pattern, got)
        return "" if good else harness.difference(pattern, got, stream)
    if harness.BLESS:
        bless(exact, got)
    expected = exact.read_text(encoding="utf-8") if exact.exists() else ""
    return "" if expected == got else harness.difference(expected, got, stream)


def check_status(script, got):
    path = beside(script, "exit")
    if harness.BLESS:
        bless(path, f"{got}\n" if got else "")
    expected = int(path.read_text(encoding="utf-8")) if path.exists() else 0
    return "" if expected == got else f"exit status: expected {expected}, got {got}"


def run_case(args, script):
    output = harness.run(args, ["sh", "-eu", str(script)])
    if output.status == SKIPPED:
        said = (output.stdout + output.stderr).strip().splitlines() or ["no reason given"]
        return harness.Verdict("skipped", said[-1])
    wrong = [
        check_status(script, output.status),
        check_stream(script, "stdout", output.stdout),
        check_stream(script, "stderr", output.stderr),
    ]
    wrong = "\n".join(filter(None, wrong))
    return harness.Verdict("failed", wrong) if wrong else harness.Verdict("passed")


def strays(folder):
    """Expectations whose script has gone."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".exact", ".glob", ".exit"):
            script = path.parent / (path.name.split(".")[0] + ".sh")
            if not script.exists():
                lost = harness.Verdict("failed", f"there is no {script.name}")
                yield harness.Case(str(path.relative_to(folder)), lambda v=lost: v)


def main():
    args = harness.options(__doc__.splitlines()[0])
    folder = args.source / "tests" / "cli"
    cases = [
        harness.Case(
            str(script.relative_to(folder).with_suffix("")),
            functools.partial(run_case, args, script),
        )
        for script in sorted(folder.rglob("*.sh"))
    ]
    harness.leave(harness.run_all(cases + list(strays(folder)), args.only))


if __name__ == "__main__":
    main()
