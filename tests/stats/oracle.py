"""Item statistics once more, by another way: from the sheets themselves, by textbook
formulas over lists, with deviations from the mean where the program has sums. Knows
nothing of summaries. Also makes cohorts: 2PL candidates over banks of every kind of question.
"""

import math
import random
from fractions import Fraction

MARK = 1000

# --- cohorts ---


def make_question(rng, number):
    """(question for a bank, how a candidate of ABILITY answers it)"""
    kind = rng.choice(["single", "single", "single", "multi", "ordering", "matching"])
    ids = [f"o{letter}" for letter in "abcde"]
    base = {
        "id": f"q{number:02}", "prompt": "Which?",
        "references": [{"title": "A page", "url": "https://example.com/"}],
    }
    reason = {"why": "Because it is so."}
    slope, place = 0.5 + rng.random() * 1.5, rng.gauss(0, 1)
    blank = rng.random() * 0.1

    def knows(ability):
        return rng.random() < 1 / (1 + math.exp(-slope * (ability - place)))

    if kind in ("single", "multi"):
        key = rng.sample(ids, 1 if kind == "single" else 2)
        weights = [rng.random() for _ in ids]  # some distractors draw more than others
        base["options"] = [
            {"id": i, "text": f"Option {i}.", **reason, **({"correct": True} if i in key else {})}
            for i in ids
        ]

        def answer(ability):
            if rng.random() < blank:
                return None
            picks = []
            for right in key:
                others = [i for i in ids if i not in picks]
                if knows(ability) and right not in picks:
                    picks.append(right)
                elif rng.random() < 0.9:
                    picks += rng.choices(others, [weights[ids.index(i)] for i in others])
            return picks
    elif kind == "ordering":
        base["type"] = "ordering"
        steps = rng.sample(ids, 4)
        base["options"] = [
            {"id": i, "text": f"Step {i}.", **reason,
             **({"position": steps.index(i) + 1} if i in steps[:3] else {})}
            for i in steps
        ]

        def answer(ability):
            if rng.random() < blank:
                return None
            given = steps[:3]
            if not knows(ability):
                given = rng.sample(steps, rng.randint(1, 3))
            return given
    else:
        base["type"] = "matching"
        prompts = ["p1", "p2", "p3"]
        match = {p: rng.choice(ids[:3]) for p in prompts}
        base["options"] = [{"id": i, "text": f"Option {i}.", **reason} for i in ids[:3]]
        base["prompts"] = [
            {"id": p, "text": f"Prompt {p}.", "match": match[p], **reason} for p in prompts
        ]

        def answer(ability):
            if rng.random() < blank:
                return None
            return {p: match[p] if knows(ability) else rng.choice(ids[:3])
                    for p in prompts if rng.random() < 0.95}
    return base, answer


def make_cohort(seed, questions, sheets):
    """(bank, sheets) as they stand in files."""
    rng = random.Random(seed)
    made = [make_question(rng, n) for n in range(questions)]
    bank = {"format": "quizctl.bank/1", "id": f"cohort-{seed}", "title": f"Cohort {seed}",
            "questions": [question for question, _ in made]}
    cohort = []
    for n in range(sheets):
        ability = rng.gauss(0, 1)
        answers = {}
        for question, answer in made:
            given = answer(ability)
            if given is not None or rng.random() < 0.5:
                answers[question["id"]] = given
        cohort.append({"candidate": f"c{n}", "answers": answers})
    return bank, cohort


# --- marks ---


def counts(question, given):
    """c, w, t, f of the rules in score.h, and whether anything was given."""
    kind = question.get("type", "choice")
    if kind == "choice":
        key = {o["id"] for o in question["options"] if o.get("correct")}
        picked = set(given or [])
        return (len(key), len(question["options"]) - len(key), len(picked & key),
                len(picked - key), bool(picked))
    if kind == "ordering":
        ranked = sorted((o["position"], o["id"]) for o in question["options"] if o.get("position"))
        wanted = dict(enumerate(i for _, i in ranked))
        got = dict(enumerate(given or []))
    else:
        wanted = {p["id"]: p["match"] for p in question["prompts"]}
        got = dict(given or {})
    right = sum(wanted.get(place) == what for place, what in got.items())
    return len(wanted), len(wanted), right, len(got) - right, bool(got)


def points(question, given, policy):
    c, w, t, f, is_answered = counts(question, given)
    if not is_answered:
        return 0
    share = {
        "aws": lambda: Fraction(int(t == c and f == 0)),
        "partial": lambda: Fraction(t, c) - Fraction(f, max(w, 2)),
        "net": lambda: Fraction(t - f, c),
        "coverage": lambda: Fraction(t, c) * Fraction(t, t + f),
    }[policy]()
    return math.floor(max(share, 0) * MARK)


# --- figures ---


def mean(values):
    return Fraction(sum(values), len(values))


def covariance(xs, ys):
    """In two passes, from deviations."""
    mx, my = float(mean(xs)), float(mean(ys))
    return math.fsum((x - mx) * (y - my) for x, y in zip(xs, ys)) / len(xs)


def correlation(xs, ys):
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    return covariance(xs, ys) / math.sqrt(covariance(xs, xs)) / math.sqrt(covariance(ys, ys))


def group_mean(marks, totals, step):
    """Mean mark of the 27 % that come first by total // step, from the least; of those
    that tie at the limit, their mean stands for each."""
    limit = Fraction(27 * len(marks), 100)
    groups = {}
    for mark, total in zip(marks, totals):
        groups.setdefault(total // step, []).append(mark)
    taken, earned = Fraction(0), Fraction(0)
    for key in sorted(groups):
        group = groups[key]
        part = min(Fraction(len(group)), limit - taken)
        earned += part * mean(group)
        taken += part
    return earned / limit


def statistics(bank, sheets, policy):
    questions = bank["questions"]
    marks = [[points(q, s["answers"].get(q["id"]), policy) for s in sheets] for q in questions]
    totals = [sum(column) for column in zip(*marks)]
    singles = all(counts(q, None)[0] == 1 for q in questions)
    step = MARK if policy == "aws" or singles else MARK // 10
    variance = covariance(totals, totals)
    k = len(questions)
    alpha = None
    if k > 1 and len(set(totals)) > 1:
        alpha = k / (k - 1) * (1 - math.fsum(covariance(m, m) for m in marks) / variance)
    sd = math.sqrt(variance) / MARK
    test = {"mean": float(mean(totals)) / MARK, "sd": sd, "alpha": alpha,
            "sem": None if alpha is None else sd * math.sqrt(1 - alpha)}
    return {
        "test": test,
        "step": step / MARK,
        "totals": totals,
        "questions": [item(q, m, totals, sheets, step) for q, m in zip(questions, marks)],
    }


def item(question, marks, totals, sheets, step):
    rest = [total - mark for total, mark in zip(totals, marks)]
    given = [s["answers"].get(question["id"]) for s in sheets]
    answered = sum(counts(question, g)[4] for g in given)
    discrimination = None
    if len(set(totals)) > 1:
        most = max(total // step for total in totals)
        from_top = [(most - total // step) * step for total in totals]
        discrimination = float(
            group_mean(marks, from_top, step) - group_mean(marks, totals, step))
    result = {
        "question": question["id"],
        "answered": answered,
        "blank": len(sheets) - answered,
        "facility": float(mean(marks)) / MARK,
        "item_total": correlation(marks, totals),
        "item_rest": correlation(marks, rest),
        "discrimination": None if discrimination is None else discrimination / MARK,
        "options": [],
    }
    if question.get("type", "choice") == "choice":
        result["options"] = [option(o["id"], given, totals, rest) for o in question["options"]]
    result["findings"] = findings(question, result)
    return result


def findings(question, figures):
    """The names of what is wrong, by the rules of stats.h."""
    found = []
    key = {o["id"] for o in question["options"] if o.get("correct")}
    right = [o["rest"] for o in figures["options"] if o["option"] in key and o["rest"] is not None]
    if right and any(
        o["rest"] is not None and o["rest"] > max(min(right), 0) and o["picked"] >= 2
        for o in figures["options"] if o["option"] not in key
    ):
        found.append("suspect-key")
    if figures["item_rest"] is not None and figures["item_rest"] < 0:
        found.append("negative-discrimination")
    if any(o["picked"] == 0 for o in figures["options"] if o["option"] not in key):
        found.append("unused-distractor")
    return found


def option(name, given, totals, rest):
    picked = [int(name in (g or [])) for g in given]
    theirs = [total for total, p in zip(totals, picked) if p]
    return {
        "option": name,
        "picked": sum(picked),
        "share": sum(picked) / len(picked),
        "mean_total": float(mean(theirs)) / MARK if theirs else None,
        "rest": correlation(picked, rest),
    }
