"""Progress once more, by another way: from the JSON of `quizctl export` and the files of
the bank. Knows nothing of the program's sums; formulas as in the sources that
include/quizctl/mastery.h and fsrs.h name.
"""

import datetime
import math
from collections import Counter, defaultdict

EPOCH = datetime.date(1970, 1, 1)
WEEKS, CALENDAR, FORECAST = 8, 12, 14
SAID = {"guess": 0.25, "unsure": 0.6, "sure": 0.95}
SLOW_MS = 120_000

# --- FSRS-6, long-term mode: "The Algorithm", open-spaced-repetition/fsrs4anki ---

W = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
     0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]
FACTOR = 0.9 ** (-1 / W[20]) - 1
RETENTION = 0.9


def clamp(x, low, high):
    return min(max(x, low), high)


def recall(days, stability):
    return (1 + FACTOR * days / stability) ** -W[20]


def first_difficulty(g):
    return W[4] - math.exp(W[5] * (g - 1)) + 1


def after(stability, difficulty, g, days):
    """(S', D') of a card that was seen before."""
    r = recall(days, stability)
    d = difficulty - W[6] * (g - 3) * (10 - difficulty) / 9
    d = clamp(W[7] * first_difficulty(4) + (1 - W[7]) * d, 1, 10)
    if g == 1:
        s = min(W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1)
                * math.exp(W[14] * (1 - r)), stability)
    else:
        s = stability * (1 + math.exp(W[8]) * (11 - difficulty) * stability ** -W[9]
                         * (math.exp(W[10] * (1 - r)) - 1)
                         * {2: W[15], 3: 1, 4: W[16]}[g])
    return clamp(s, 0.001, 36500), d


def interval(stability):
    days = stability / FACTOR * (RETENTION ** (-1 / W[20]) - 1)
    return clamp(math.floor(days + 0.5), 1, 36500)


def review(card, g, days):
    """The card after a rating: stability, difficulty, interval. The four outcomes are kept
    apart: again < hard < good < easy."""
    if card is None:
        made = {k: (max(W[k - 1], 0.1), clamp(first_difficulty(k), 1, 10)) for k in (1, 2, 3, 4)}
    else:
        made = {k: after(card[0], card[1], k, days) for k in (1, 2, 3, 4)}
    waits = {k: interval(s) for k, (s, _) in made.items()}
    again = min(waits[1], waits[2])
    hard = max(waits[2], again + 1)
    good = max(waits[3], hard + 1)
    easy = max(waits[4], good + 1)
    return (*made[g], {1: again, 2: hard, 3: good, 4: easy}[g])


def rating(answer):
    took = answer.get("took_ms")
    if not answer["right"]:
        return 1
    if answer.get("confidence") == "guess" or (took is not None and took > SLOW_MS):
        return 2
    if answer.get("confidence") == "sure" and took is not None and took <= SLOW_MS / 2:
        return 4
    return 3


# --- days and groups ---


def day_of(text):
    """The local day of an instant: UTC here, from 04:00 on."""
    at = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return ((at - datetime.timedelta(hours=4)).date() - EPOCH).days


def day_text(day):
    return (EPOCH + datetime.timedelta(days=day)).isoformat()


def services(question, extends):
    names = set()
    for option in question.get("options", []):
        name = option.get("subject", "")
        if not option.get("correct") or not name:
            continue
        while extends.get(name):
            name = extends[name]
        names.add(name)
    return names


def clues(question):
    """property: the words that ask for it"""
    words = defaultdict(set)
    for need in question.get("requires", []) + question.get("prefer", []):
        words[need["property"]].add(need["clue"])
    return words


KINDS = {
    "domains": lambda q, _: {q["domain"]} if q.get("domain") else set(),
    "topics": lambda q, _: set(q.get("topics", [])),
    "services": services,
    "clues": lambda q, _: set(clues(q)),
}


def count(answers):
    return {"answers": len(answers), "right": sum(a["right"] for a in answers)}


def group(questions, answers, cards, today):
    seen = [q for q in questions if q["id"] in cards]
    weeks = [[] for _ in range(WEEKS)]
    for a in answers:
        ago = (today - a["day"]) // 7
        if ago < WEEKS:
            weeks[WEEKS - 1 - ago].append(a)
    recalls = [recall(today - cards[q["id"]]["last"], cards[q["id"]]["card"][0]) for q in seen]
    return {"questions": len(questions), "seen": len(seen), **count(answers),
            "recall": sum(recalls) / len(seen) if seen else None,
            "weeks": [count(week) for week in weeks]}


def counts_for(kind, name, question, answer):
    if kind != "clues" or answer["right"]:
        return True
    return answer.get("missed", "") in clues(question)[name]


def groups(kind, bank, extends, answers, cards, today):
    by_id = {q["id"]: q for q in bank}
    members = defaultdict(list)
    for q in bank:
        for name in KINDS[kind](q, extends):
            members[name].append(q)
    made = {}
    for name, questions in members.items():
        ids = {q["id"] for q in questions}
        own = [a for a in answers
               if a["question"] in ids and counts_for(kind, name, by_id[a["question"]], a)]
        made[name] = group(questions, own, cards, today)
    return made


# --- the rest ---


def replay(answers):
    cards = {}
    for a in answers:
        old = cards.get(a["question"])
        days = a["day"] - old["last"] if old else 0
        card = review(old["card"] if old else None, rating(a), days)
        cards[a["question"]] = {"card": card, "last": a["day"], "due": a["day"] + card[2]}
    return cards


def streak(days, today):
    runs, longest = {}, 0
    for day in sorted(days):
        runs[day] = runs.get(day - 1, 0) + 1
        longest = max(longest, runs[day])
    return {"days": runs.get(today, runs.get(today - 1, 0)), "longest": longest,
            "active_days": len(days)}


def wilson(right, n):
    z = 1.959963984540054
    centre = (right + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(right * (n - right) / n + z * z / 4)
    return max(0.0, centre - half), min(1.0, centre + half)


def confidence(answers):
    said = [(SAID[a["confidence"]], int(a["right"])) for a in answers if a.get("confidence")]
    made = {"answers": len(said), "right": sum(o for _, o in said), "levels": []}
    levels = {p: [o for q, o in said if q == p] for p in SAID.values()}
    for name, p in SAID.items():
        o = levels[p]
        low, high = wilson(sum(o), len(o)) if o else (None, None)
        made["levels"].append({"level": name, "said": p, "answers": len(o), "right": sum(o),
                               "low": low, "high": high})
    if said:
        n, base = len(said), made["right"] / len(said)
        share = {p: sum(o) / len(o) for p, o in levels.items() if o}
        made["brier"] = sum((p - o) ** 2 for p, o in said) / n
        made["reliability"] = sum((p - share[p]) ** 2 for p, _ in said) / n
        made["resolution"] = sum((share[p] - base) ** 2 for p, _ in said) / n
        made["uncertainty"] = base * (1 - base)
    return made


def weakness(made):
    n = sum(w["answers"] for w in made["weeks"])
    right = sum(w["right"] for w in made["weeks"])
    return (n - right + 1) / (n + 2), n, n - right


def progress(export, bank, extends, today):
    """What `progress --format json` holds, groups by their id and without titles."""
    answers = [dict(a, day=day_of(a["at"]))
               for c in export["candidates"] for a in c["questions"] if a["given"]]
    answers.sort(key=lambda a: a["at"])
    cards = replay(answers)
    first = today - (today + 3) % 7 - (CALENDAR - 1) * 7
    by_day = Counter(a["day"] for a in answers)
    due = Counter(max(c["due"] - today, 0) for c in cards.values())
    made = {
        "day": day_text(today),
        "all": group(bank, answers, cards, today),
        "streak": streak(set(by_day), today),
        "calendar": {"first_day": day_text(first),
                     "answers": [by_day[d] for d in range(first, today + 1)]},
        "forecast": {"first_day": day_text(today), "reviews": [due[i] for i in range(FORECAST)],
                     "later": sum(n for wait, n in due.items() if wait >= FORECAST)},
        "confidence": confidence(answers),
        **{kind: groups(kind, bank, extends, answers, cards, today) for kind in KINDS},
    }
    last = {a["question"]: a for a in answers}
    made["lucky_guesses"] = {q for q, a in last.items()
                             if a["right"] and a.get("confidence") == "guess"}
    made["misconceptions"] = {q: a.get("missed", "") for q, a in last.items()
                              if not a["right"] and a.get("confidence") == "sure"}
    return made
