#!/usr/bin/env python3
"""kill -9 an exam at random moments: --resume has every answer and the time that was left.

    run.py --program PATH --source DIR [ROUND ...]

Each round sits an exam, on a pipe or on a pseudo-terminal, answers, changes answers, sets
flags and moves about as fast as it is asked, or sits still, and is killed at a random
moment. What the screen had gone on from was accepted. Then --resume must have:

 * each accepted answer and flag; of the line that was on its way, before or after it;
 * the time: never more gone by than really had, at least up to the last accepted answer,
   and at most SAVE_S behind;
 * the same questions with their options in the same order;

and the exam, submitted, must be exported with those answers. A round is repeated by its
number, which is its seed; the moment of the kill depends on the machine all the same.
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

ROUNDS = 50
AT_ONCE = 6
QUESTIONS = 6
LIMIT_MS = 30 * 60 * 1000
SAVE_S = 5.0  # what the manual says
SLACK_S = 1.5  # this machine may be busy: a wake-up and a commit
STILL = (3, 7, 16, 25, 34, 43)  # rounds that sit still, past a save


class Broken(Exception):
    """A round does not hold; the text says why."""


class Talk:
    """A program on a pipe or a pseudo-terminal, killed when its time has come."""

    def __init__(self, world, command, is_terminal, kill_at):
        self.kill_at = kill_at
        self.text = ""
        self.mark = 0
        self.is_dead = False
        if is_terminal:
            master, slave = pty.openpty()
            self.source = self.sink = master
        else:
            slave = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=world.work, env=world.env, stdin=slave, stdout=slave,
            start_new_session=True)
        if is_terminal:
            os.close(slave)
        else:
            self.source = self.process.stdout.fileno()
            self.sink = self.process.stdin.fileno()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.killed_at = time.monotonic()
        self.process.wait()
        self.is_dead = True

    def read(self, wait_s):
        if select.select([self.source], [], [], max(0, wait_s))[0]:
            with contextlib.suppress(OSError):
                self.text += os.read(self.source, 65536).decode("utf-8", "replace")

    def wait(self, pattern):
        """True when PATTERN came behind what was waited for before; False when killed."""
        end = time.monotonic() + 20
        while True:
            found = re.compile(pattern).search(self.text, self.mark)
            if found:
                self.mark = found.end()
                return True
            now = time.monotonic()
            if now >= self.kill_at:
                self.kill()
                return False
            if now >= end or self.process.poll() is not None:
                raise Broken(f"{pattern!r} never came:\n{self.text[-600:]}")
            self.read(min(self.kill_at - now, 0.2))

    def say(self, line):
        os.write(self.sink, (line + "\n").encode())

    def close(self):
        if not self.is_dead:
            self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        if self.process.stdin is None:
            os.close(self.source)


class Learner:
    """What was answered and flagged, as far as the program went on from it."""

    def __init__(self, rng, talk):
        self.rng, self.talk = rng, talk
        self.answers, self.flags = {}, set()
        self.place = 0
        self.pending = None  # ("answer", place, letter) or ("flag", place, on)
        self.sent_at = self.accepted_at = None

    def begin(self):
        if not self.talk.wait(rf"Question 1 of {QUESTIONS}"):
            return False
        self.began_at = self.accepted_at = time.monotonic()
        return self.talk.wait("Answer> ")

    def do(self, line, pattern):
        self.sent_at = time.monotonic()
        self.talk.say(line)
        return self.talk.wait(pattern)

    def ready(self):
        return self.talk.wait("> ")

    def answer(self):
        letter = self.rng.choice("ABC")
        self.pending = ("answer", self.place, letter)
        is_last = self.place + 1 == QUESTIONS
        there = "Review\\b" if is_last else rf"Question {self.place + 2} of "
        if not self.do(letter, there):
            return False
        self.answers[self.place] = letter
        self.accepted_at, self.pending = self.sent_at, None
        self.place += 1
        return self.ready() and (not is_last or self.goto(self.rng.randrange(QUESTIONS)))

    def flag(self):
        is_on = self.place not in self.flags
        self.pending = ("flag", self.place, is_on)
        if not self.do("flag", r"Flagged\." if is_on else r"No longer flagged\."):
            return False
        (self.flags.add if is_on else self.flags.remove)(self.place)
        self.pending = None
        return self.ready()

    def goto(self, place):
        if not self.do(f"goto {place + 1}", rf"Question {place + 1} of "):
            return False
        self.place = place
        return self.ready()

    def act(self):
        what = self.rng.random()
        if what < 0.65:
            return self.answer()
        return self.flag() if what < 0.85 else self.goto(self.rng.randrange(QUESTIONS))


def exam(world, lines, *options):
    """What an exam on a pipe says to LINES."""
    done = subprocess.run(
        ["quizctl", "exam", "--bank", "bank.json", *options], input="\n".join(lines) + "\n",
        cwd=world.work, env=world.env, capture_output=True, text=True, timeout=60,
        check=False)
    if done.returncode not in (0, 1):
        raise Broken(f"exam {options} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def questions(told):
    """Each question of a transcript, by number: (id, options as shown, answer, flagged)."""
    found = {}
    for part in re.split(r"^(?=Question \d+ of \d+)", told, flags=re.MULTILINE)[1:]:
        number = int(part.split()[1]) - 1
        name = re.search(r"What is asked in (\w+)\?", part)[1]
        options = re.findall(r"^  ([A-C])\. ([A-C])", part, re.MULTILINE)
        answer = re.search(r"^Your answer: ([A-C])\.", part, re.MULTILINE)
        found.setdefault(number, (name, options, answer and answer[1],
                                  "(flagged)" in part.partition("\n")[0]))
    return found


def spent_ms(world):
    path = next(world.home.glob("**/progress.db"))
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT spent_ms FROM attempt").fetchone()[0]


def check_state(learner, shown, first):
    for number, (name, options, answer, is_flagged) in shown.items():
        wanted = {learner.answers.get(number)}
        flags = {number in learner.flags}
        if learner.pending and learner.pending[1] == number:
            (wanted if learner.pending[0] == "answer" else flags).add(learner.pending[2])
        if answer not in wanted:
            raise Broken(f"question {number + 1}: {answer} is there, accepted was {wanted}")
        if is_flagged not in flags:
            raise Broken(f"question {number + 1}: flag {is_flagged}, accepted was {flags}")
        if number in first and first[number][:2] != (name, options):
            raise Broken(f"question {number + 1} was {first[number][:2]}, is {name, options}")


def check_time(learner, talk, spawned_at, saved_s):
    most = talk.killed_at - spawned_at
    least = max(learner.accepted_at - learner.began_at - 0.05,
                talk.killed_at - learner.began_at - SAVE_S - SLACK_S)
    if not least <= saved_s <= most + 0.05:
        raise Broken(f"{saved_s:.3f} s had gone by, says the store; "
                     f"it was from {least:.3f} to {most:.3f}")


def sit_until_killed(world, number, rng, reach):
    still_s = rng.uniform(5.2, 8) if number in STILL else 0
    spawned_at = time.monotonic()
    talk = Talk(world, ["quizctl", "exam", "--bank", "bank.json", "--seed", str(number),
                        "--minutes", "30"],
                number % 2 == 0, spawned_at + still_s + rng.uniform(0, reach))
    learner = Learner(rng, talk)
    try:
        is_going = learner.begin()
        while is_going:
            if still_s and rng.random() < 0.4:
                is_going = talk.wait("this never comes")
            else:
                is_going = learner.act()
    finally:
        talk.close()
    return learner, talk, spawned_at


def check_end(world, shown):
    """Submitted, it is exported with the answers that it had."""
    exam(world, ["review", "submit", "yes"], "--resume")
    out = subprocess.run(["quizctl", "export", "--format", "json"], cwd=world.work,
                         env=world.env, capture_output=True, text=True, check=True).stdout
    items = json.loads(out)["candidates"][0]["questions"]
    given = [item["given"] for item in items]
    wanted = [[shown[i][2].lower()] if shown[i][2] else [] for i in range(QUESTIONS)]
    if given != wanted:
        raise Broken(f"exported is {given}, answered was {wanted}")


def play(args, number, rng, reach):
    """False when it was killed before the first question was shown."""
    with harness.world(args) as world:
        del world.env["QUIZCTL_NOW"]  # real time
        world.env["TERM"] = "xterm"
        shutil.copy(args.source / "tests" / "cli" / "exam" / "bank.json", world.work)
        learner, talk, spawned_at = sit_until_killed(world, number, rng, reach)
        first = questions(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", talk.text))
        if learner.accepted_at is None:
            return False
        saved_s = spent_ms(world) / 1000
        check_time(learner, talk, spawned_at, saved_s)
        told = exam(world, ["review", *(str(i + 1) for i in range(QUESTIONS)), "quit"],
                    "--resume")
        left = re.search(r"Time left: (?:(\d+) minutes?)? ?(?:(\d+) seconds?)?\.", told)
        left_s = int(left[1] or 0) * 60 + int(left[2] or 0)
        if not 0 <= left_s - (LIMIT_MS / 1000 - saved_s) < 1.001:
            raise Broken(f"{left_s} s are left, says the screen; {saved_s} s had gone by")
        shown = questions(told.partition("Review")[2])
        if len(shown) != QUESTIONS:
            raise Broken(f"only {sorted(shown)} were shown:\n{told}")
        check_state(learner, shown, first)
        check_end(world, shown)
        return True


def round_of(args, number):
    rng = random.Random(number)
    # A third of them in the first moments, when the attempt is just being recorded.
    reach, early = 0.15 if number % 3 == 0 else 1.5, 0
    try:
        while not play(args, number, rng, reach):
            reach, early = reach * 1.5, early + 1
            if early > 20:
                raise Broken("always killed before the first question was shown")
        return harness.Verdict("passed", "early " * early)
    except Broken as problem:
        return harness.Verdict("failed", str(problem))


def main():
    args = harness.options(__doc__.partition("\n")[0])
    numbers = [int(n) for n in args.only] or list(range(ROUNDS))
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(lambda n: round_of(args, n), numbers))
    failed = 0
    for number, verdict in zip(numbers, verdicts):
        if verdict.kind == "failed":
            failed += 1
            print(f"FAILED round {number}\n{verdict.text}")
    early = sum(verdict.text.count("early ") for verdict in verdicts)
    print(f"kill: {len(numbers)} rounds and {early} killed before the first question, "
          f"{failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
