"""A learner made by chance: practises the shipped bank for some weeks, by the program
itself under a clock that is given, forgets, gets better, is more or less sure, does what
the review schedule asks on some days, and sits an exam near the end.

    learner.py QUIZCTL SOURCE STORE DAYS
"""

import json
import math
import pathlib
import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import talk

END = datetime(2026, 11, 22, 18, 0, tzinfo=timezone.utc)  # the evening before the tests' day


def load(source):
    questions = []
    for path in sorted((source / "questions/aws-ml-storage").glob("*.json")):
        questions += json.loads(path.read_text(encoding="utf-8")).get("questions", [])
    return questions


def as_written(question):
    return {chr(ord("A") + i): option["id"] for i, option in enumerate(question["options"])}


def letters(question, shown, is_right, rng):
    """What to type for an answer that is right, or is not. SHOWN: the option of a letter."""
    letter = {option: name for name, option in shown.items()}
    if question.get("type") == "ordering":
        steps = sorted((o["position"], letter[o["id"]]) for o in question["options"] if o.get("position"))
        return " ".join(name for _, name in (steps if is_right else steps[::-1]))
    if question.get("type") == "matching":
        key = [letter[prompt["match"]] for prompt in question["prompts"]]
        if not is_right:
            key[0] = rng.choice(sorted(set(shown) - {key[0]}))
        return " ".join(f"{i + 1}{name}" for i, name in enumerate(key))
    key = sorted(letter[o["id"]] for o in question["options"] if o.get("correct"))
    if not is_right:
        key = key[1:] + [rng.choice(sorted(set(shown) - set(key)))]
    return " ".join(sorted(key))


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
        typed += letters(question, as_written(question), is_right, learner.rng)
        typed += f" {learner.says(is_right)}\n"
    subprocess.run(
        [*command, *at(now), "practice", "--no-shuffle", "--new", "--confidence",
         "--id", ",".join(q["id"] for q in questions)],
        input=typed, text=True, check=True, stdout=subprocess.DEVNULL)


def at(now):
    return ["--now", now.strftime("%Y-%m-%dT%H:%M:%SZ")]


def answer(learner, chat, day, has_confidence):
    question, shown = chat.question()
    is_right = learner.knows(question, day)
    typed = letters(question, shown, is_right, learner.rng)
    chat.type(typed + f" {learner.says(is_right)}" * has_confidence)


def do_what_is_due(command, learner, bank, day, now):
    chat = talk.Talk([*command, *at(now), "practice", "--due", "--new-limit", "2", "--new",
                      "--confidence"], bank)
    while chat.asks():
        answer(learner, chat, day, True)
    return chat.end()


def sit_an_exam(command, learner, bank, day, now):
    """The exit status: 0 passed, 1 not."""
    chat = talk.Talk([*command, *at(now), "exam", "-n", "20", "--seed", "autumn", "--new"], bank)
    for _ in range(20):
        answer(learner, chat, day, False)
    chat.type("submit")
    return chat.end()


def learn(program, source, store, days):
    """Practise for DAYS days up to END, recorded in the folder STORE. Returns what the exam
    ended with."""
    rng = random.Random(20261123)
    everything = load(source)
    bank = [q for q in everything if q.get("type", "choice") == "choice"]
    command, exam = [program, "--profile-dir", store], None
    learner, met = Learner(rng), 0
    for day in range(days):
        if rng.random() < 0.2 and day < days - 5:
            continue  # a day off
        now = END - timedelta(days=days - 1 - day) + timedelta(minutes=rng.randint(0, 240))
        if day == days - 4:
            exam = sit_an_exam(command, learner, everything, day, now)
        elif day % 3 == 2:
            do_what_is_due(command, learner, everything, day, now)
        else:
            fresh = bank[met : met + rng.randint(2, 4)]
            met += len(fresh)
            asked = {q["id"] for q in fresh + rng.sample(bank[:met], min(met, rng.randint(2, 7)))}
            # Options stand as written, questions in the bank's order.
            practise(command, learner, [q for q in bank if q["id"] in asked], day, now)
    return exam


if __name__ == "__main__":
    learn(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
