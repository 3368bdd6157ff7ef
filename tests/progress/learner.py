"""A learner made by chance: practises the shipped bank for some weeks, by the program
itself under a clock that is given, forgets, gets better, and is more or less sure.

    learner.py QUIZCTL SOURCE STORE DAYS
"""

import json
import math
import pathlib
import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone

END = datetime(2026, 11, 22, 18, 0, tzinfo=timezone.utc)  # the evening before the tests' day


def load(source):
    questions = []
    for path in sorted((source / "questions/aws-ml-storage").glob("*.json")):
        questions += json.loads(path.read_text(encoding="utf-8")).get("questions", [])
    return questions


def letters(question, is_right, rng):
    """What to type for an answer that is right, or is not. Options stand as written."""
    options = question["options"]
    key = [i for i, option in enumerate(options) if option.get("correct")]
    if not is_right:
        wrong = [i for i in range(len(options)) if i not in key]
        key = key[1:] + [rng.choice(wrong)]
    return " ".join(chr(ord("A") + i) for i in sorted(key))


class Learner:
    def __init__(self, rng):
        self.rng, self.last, self.strength = rng, {}, {}

    def knows(self, question, day):
        """By an exponential forgetting curve; answers lengthen it."""
        name = question["id"]
        start = {"d1": 0.75, "d2": 0.6, "d3": 0.5, "d4": 0.35}[question["domain"]]
        gone = day - self.last.get(name, day - 30)
        recall = math.exp(-gone / self.strength.get(name, 4)) if name in self.last else start
        self.last[name] = day
        self.strength[name] = self.strength.get(name, 4) * 2.2
        return self.rng.random() < max(recall, start * 0.7)

    def says(self, is_right):
        return self.rng.choices(["guess", "unsure", "sure"],
                                [1, 3, 6] if is_right else [3, 4, 2])[0]


def practise(command, learner, questions, day, now):
    typed = ""
    for question in questions:
        is_right = learner.knows(question, day)
        typed += f"{letters(question, is_right, learner.rng)} {learner.says(is_right)}\n"
    subprocess.run(
        [*command, "--now", now.strftime("%Y-%m-%dT%H:%M:%SZ"), "practice", "--no-shuffle", "--new",
         "--confidence", "--id", ",".join(q["id"] for q in questions)],
        input=typed, text=True, check=True, stdout=subprocess.DEVNULL)


def learn(program, source, store, days):
    """Practise for DAYS days up to END, recorded in the folder STORE."""
    rng = random.Random(20261123)
    bank = [q for q in load(source) if q.get("type", "choice") == "choice"]
    learner, met = Learner(rng), 0
    for day in range(days):
        if rng.random() < 0.2 and day < days - 5:
            continue  # a day off
        fresh = bank[met : met + rng.randint(2, 4)]
        met += len(fresh)
        asked = {q["id"] for q in fresh + rng.sample(bank[:met], min(met, rng.randint(2, 7)))}
        now = END - timedelta(days=days - 1 - day) + timedelta(minutes=rng.randint(0, 240))
        # Options stand as written, questions in the bank's order.
        practise([program, "--profile-dir", store], learner,
                 [q for q in bank if q["id"] in asked], day, now)


if __name__ == "__main__":
    learn(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
