#!/usr/bin/env python3
"""Run tests/cases/<stem>/run.cmd over each input in that folder.

run.cmd is one line for the shell, with {input} for the file's name; it runs in the
folder, so messages name the file alone. What came of it stands in <input>.expect: the
exit status, then what was printed.

    exit 1
    --- stdout
    x.json:1:2: error: ...
    --- stderr
    ...

A part that is empty is left out. An input without .expect fails, and so does an .expect
without input.
"""

import functools
import pathlib
import shlex
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402


def part(title, text):
    if not text:
        return ""
    end = "" if text.endswith("\n") else "\n(no newline at the end)\n"
    return f"--- {title}\n{text}{end}"


def described(output):
    return (
        f"exit {output.status}\n"
        + part("stdout", output.stdout)
        + part("stderr", output.stderr)
    )


def expect_path(path):
    return path.with_name(path.name + ".expect")


def run_case(args, template, path):
    command = template.replace("{input}", shlex.quote(path.name))
    got = described(harness.run(args, ["sh", "-c", command], cwd=path.parent))
    expect = expect_path(path)
    if harness.BLESS:
        expect.write_text(got, encoding="utf-8")
    if not expect.exists():
        return harness.Verdict("failed", f"there is no {expect.name}; it would say:\n{got}")
    expected = expect.read_text(encoding="utf-8")
    if expected == got:
        return harness.Verdict("passed")
    return harness.Verdict("failed", harness.difference(expected, got, expect.name))


def lost_case(path):
    return harness.Verdict("failed", f"{path.name} belongs to no input")


def cases_of(args, command):
    template = command.read_text(encoding="utf-8").strip()
    for path in sorted(command.parent.iterdir()):
        name = f"{path.parent.name}/{path.name}"
        if path.name.startswith(".") or path.name in ("run.cmd", "README.md"):
            continue
        if path.suffix == ".expect":
            if not path.with_suffix("").exists():
                yield harness.Case(name, functools.partial(lost_case, path))
            continue
        yield harness.Case(name, functools.partial(run_case, args, template, path))


def main():
    args = harness.options(__doc__.splitlines()[0])
    cases = []
    for command in sorted((args.source / "tests" / "cases").glob("*/run.cmd")):
        cases += cases_of(args, command)
    harness.leave(harness.run_all(cases, args.only))


if __name__ == "__main__":
    main()
