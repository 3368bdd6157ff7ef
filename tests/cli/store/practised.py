"""What the tests of durability share: a bank, a practice fed by a pipe, what it
acknowledged and what was recorded.

An answer is acknowledged when its feedback stands in the output. From then on it must be
in the export, whatever happens.
"""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

QUESTIONS = 8
ANSWERS = "ABBABAAB"  # to q1, q2, ...; A is right
OPTION = {"A": "yes", "B": "no"}
VERDICT = re.compile(rb"^(Right|Wrong)\b", re.MULTILINE)
SKIPPED = 77


def write_bank():
    """A bank in the current folder, with no text that looks like a verdict."""
    reference = {"title": "A page", "url": "https://example.com/"}
    options = [
        {"id": "yes", "text": "first", "correct": True, "why": "because"},
        {"id": "no", "text": "second", "why": "because not"},
    ]
    questions = [
        {
            "id": f"q{i + 1}",
            "prompt": "Which one?",
            "options": options,
            "references": [reference],
        }
        for i in range(QUESTIONS)
    ]
    bank = {
        "format": "quizctl.bank/1",
        "id": "durable",
        "title": "A bank",
        "questions": questions,
    }
    pathlib.Path("bank.json").write_text(json.dumps(bank), encoding="utf-8")


def command(answers=QUESTIONS):
    return ["quizctl", "practice", "--bank", "bank.json", "--no-shuffle", "-n", str(answers)]


class Home:
    """A place for a store of its own."""

    def __init__(self, name="data"):
        self.data = pathlib.Path(name).absolute()
        shutil.rmtree(self.data, ignore_errors=True)
        self.folder = self.data / "quizctl"
        self.store = self.folder / "progress.db"
        # A tracer and the leak sanitizer cannot both trace a program.
        asan = os.environ.get("ASAN_OPTIONS", "")
        self.env = dict(
            os.environ, XDG_DATA_HOME=str(self.data), ASAN_OPTIONS=f"{asan}:detect_leaks=0"
        )

    def run(self, arguments, feed=b""):
        return subprocess.run(
            arguments, env=self.env, input=feed, capture_output=True, check=False
        )

    def recorded(self):
        """What the export holds: question to option given."""
        done = self.run(["quizctl", "export", "--format", "json"])
        if done.returncode != 0 or done.stderr:
            raise SystemExit(f"export: {done.returncode} {done.stderr.decode()}")
        found = {}
        for attempt in json.loads(done.stdout)["candidates"]:
            for question in attempt["questions"]:
                found[question["question"]] = " ".join(question["given"])
        return found

    def confidence(self):
        """How sure each recorded answer was."""
        exported = json.loads(self.run(["quizctl", "export"]).stdout)
        return [
            question["confidence"]
            for attempt in exported["candidates"]
            for question in attempt["questions"]
        ]

    def damage(self):
        """What SQLite's own check says against the store, or ""."""
        if not self.store.exists() or self.store.stat().st_size == 0:
            return ""
        db = sqlite3.connect(self.store)
        said = db.execute("PRAGMA integrity_check").fetchone()[0]
        db.close()
        return "" if said == "ok" else said

    def lost(self, acknowledged):
        """What is wrong with a store after ACKNOWLEDGED answers: a list of sentences."""
        found = self.recorded()
        wrong = []
        for i in range(acknowledged):
            name, given = f"q{i + 1}", OPTION[ANSWERS[i]]
            if found.get(name) != given:
                wrong.append(f"{name} was acknowledged as {given}, is {found.get(name)}")
        damage = self.damage()
        return wrong + ([damage] if damage else [])


def feed(answers):
    return "".join(letter + "\n" for letter in ANSWERS[:answers]).encode()


def verdicts(output):
    return len(VERDICT.findall(output))


def need_strace():
    """Skip where programs cannot be traced."""
    if shutil.which("strace") is None:
        skip("strace is not installed")
    done = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True)
    if done.returncode != 0:
        skip("strace may not trace here: " + done.stderr.decode().strip())


def skip(why):
    print(why, file=sys.stderr)
    sys.exit(SKIPPED)


def finish(wrong):
    """Exit 0 when nothing is WRONG."""
    for sentence in wrong:
        print(sentence)
    sys.exit(1 if wrong else 0)
