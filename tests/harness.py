"""What the runners in tests/ share: a clean world for the program, golden texts, a
closing line.

A runner collects cases, each a name and a function that returns a Verdict, and hands
them to run_all. QUIZCTL_BLESS=1 rewrites what is expected; read that diff.
"""

import argparse
import concurrent.futures
import contextlib
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile
from typing import Callable, NamedTuple

NOW = "2026-11-23T09:00:00Z"  # the program's clock in every test
TIMEOUT_S = 180  # a program that hangs; the longest case takes 30 s under a sanitizer
JOBS = 2
BLESS = os.environ.get("QUIZCTL_BLESS", "") not in ("", "0")


class Verdict(NamedTuple):
    kind: str  # "passed", "failed", "skipped"
    text: str = ""


class Case(NamedTuple):
    name: str
    run: Callable[[], Verdict]


class Output(NamedTuple):
    status: int
    stdout: str
    stderr: str


def options(description):
    """--program and --source as ctest gives them, and patterns that pick cases."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("only", nargs="*", help="run cases whose name contains one of these")
    args = parser.parse_args()
    args.program = args.program.resolve()
    args.source = args.source.resolve()
    return args


def environment(args, home):
    """Nothing of the caller's but PATH and how a sanitizer is set up."""
    bin_folder = home / "bin"
    bin_folder.mkdir()
    (bin_folder / "quizctl").symlink_to(args.program)
    env = {
        "PATH": f"{bin_folder}:{os.environ.get('PATH', os.defpath)}",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "TERM": "dumb",
        "QUIZCTL_SOURCE": str(args.source),
        "QUIZCTL_NOW": NOW,
        "TZ": "UTC",
    }
    for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    return env


class World(NamedTuple):
    home: pathlib.Path
    work: pathlib.Path  # where commands run
    env: dict


@contextlib.contextmanager
def world(args):
    """A fresh home and an empty folder to work in."""
    with tempfile.TemporaryDirectory(prefix="quizctl-") as folder:
        home = pathlib.Path(folder, "home")
        work = pathlib.Path(folder, "work")
        home.mkdir()
        work.mkdir()
        yield World(home, work, environment(args, home))


def run_in(where, command, cwd=None):
    """Run COMMAND in a world, without input."""
    done = subprocess.run(
        command,
        cwd=cwd or where.work,
        env=where.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return Output(status, as_text(done.stdout), as_text(done.stderr))


def run(args, command, cwd=None):
    """Run COMMAND in a world of its own."""
    with world(args) as where:
        return run_in(where, command, cwd)


def as_text(data):
    """Bytes as a text that can stand in a golden file; what is no UTF-8 shows as \\xff."""
    return data.decode("utf-8", "backslashreplace").replace("\r", "\\r")


def difference(expected, got, name):
    lines = difflib.unified_diff(
        expected.splitlines(), got.splitlines(), f"{name} (expected)", f"{name} (got)",
        lineterm="",
    )
    return "\n".join(lines) or f"{name}: they differ in the newline at the end"


def judge(case):
    try:
        return case.run()
    except subprocess.TimeoutExpired:
        return Verdict("failed", f"did not end within {TIMEOUT_S} s")


def run_all(cases, only=()):
    """Run CASES two at a time, print what failed or was skipped. Returns an exit status."""
    cases = [c for c in cases if not only or any(word in c.name for word in only)]
    count = {"passed": 0, "failed": 0, "skipped": 0}
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for case, verdict in zip(cases, pool.map(judge, cases)):
            count[verdict.kind] += 1
            if verdict.kind == "failed":
                print(f"FAILED {case.name}\n{verdict.text}\n")
            elif verdict.kind == "skipped":
                print(f"skipped {case.name}: {verdict.text}")
    print(", ".join(f"{number} {kind}" for kind, number in count.items()))
    if not cases:
        print("no cases found")
    return 1 if count["failed"] or not cases else 0


def leave(status):
    sys.stdout.flush()
    sys.exit(status)
