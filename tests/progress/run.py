#!/usr/bin/env python3
"""Hold `progress` against an independent computation from `export --format json`.

learner   a learner made by chance practises for some weeks (learner.py); every number of
          `progress --format json` is that of oracle.py, to 1e-5, on several days
page      the page of `report` and the text hold the same numbers
due       `practice --due` asks just what the schedule recomputed has due, and `plan` counts
          the same questions, with the same recall
exam      the marks of the exam that was sat follow from its answers and the bank, and its
          exit status from them
"""

import functools
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402
import learner  # noqa: E402
import oracle  # noqa: E402
import talk  # noqa: E402

PASSED = harness.Verdict("passed")
DAYS = ["2026-11-20", "2026-11-22", "2026-11-23", "2026-12-05", "2027-02-01"]


def failed(text):
    return harness.Verdict("failed", text)


def program(where, *command):
    where.env["TZ"] = "UTC"  # as oracle.py has it
    output = harness.run_in(where, ["quizctl", *command])
    if output.status != 0 or output.stderr:
        raise AssertionError(f"{command}: {output.status}\n{output.stderr}")
    return output.stdout


def load_bank(source):
    """(questions, what each subject extends)"""
    questions, extends = [], {}
    for path in sorted((source / "questions/aws-ml-storage").glob("*.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        questions += part.get("questions", [])
        for subject in part.get("facts", {}).get("subjects", []):
            if subject.get("extends"):
                extends[subject["id"]] = subject["extends"]
    return questions, extends


def is_near(got, wanted):
    if isinstance(wanted, float) or isinstance(got, float):
        return None not in (got, wanted) and abs(got - wanted) < 1e-5
    return got == wanted


def differences(got, wanted, name=""):
    """Where GOT has not what WANTED has."""
    if isinstance(wanted, dict):
        return [line for key in wanted
                for line in differences(got.get(key), wanted[key], f"{name}.{key}")]
    if isinstance(wanted, list):
        if len(got) != len(wanted):
            return [f"{name}: {len(got)} of them, not {len(wanted)}"]
        return [line for i, pair in enumerate(zip(got, wanted))
                for line in differences(*pair, f"{name}[{i}]")]
    return [] if is_near(got, wanted) else [f"{name}: {got}, not {wanted}"]


def by_id(document):
    """Lists of groups as oracle.py has them."""
    changed = dict(document)
    for kind in oracle.KINDS:
        changed[kind] = {g["id"]: g for g in document[kind]}
    changed["lucky_guesses"] = {s["question"] for s in document["lucky_guesses"]}
    changed["misconceptions"] = {s["question"]: s["clue"] for s in document["misconceptions"]}
    return changed


def out_of_order(document):
    """Groups stand the weakest first, of those answered in the weeks of the trend."""
    wrong = []
    for kind in ("topics", "services", "clues"):
        recent = [oracle.weakness(g) for g in document[kind] if oracle.weakness(g)[1] > 0]
        if [w for w, _, _ in recent] != sorted((w for w, _, _ in recent), reverse=True):
            wrong.append(f"{kind} are not in order")
    weakest = next((g["id"] for g in document["clues"] if oracle.weakness(g)[2] > 0), None)
    got = document["weakest_clue"] and document["weakest_clue"]["id"]
    if got != weakest:
        wrong.append(f"the weakest clue is {got}, not {weakest}")
    return wrong


def learner_case(args, store, day):
    questions, extends = load_bank(args.source)
    with harness.world(args) as where:
        here = ("--profile-dir", str(store), "--now", f"{day}T09:00:00Z")
        export = json.loads(program(where, *here, "export"))
        # What is still to come that day is no history yet.
        got = json.loads(program(where, *here, "progress", "--format", "json"))
        today = oracle.day_of(f"{day}T09:00:00Z")
        if any(oracle.day_of(a["at"]) > today for c in export["candidates"] for a in c["questions"]):
            return clock_went_back(got, today)
        wanted = oracle.progress(export, questions, extends, today)
    wrong = differences(by_id(got), wanted) + out_of_order(got)
    if wanted["all"]["answers"] < 100:
        wrong.append("there is too little to look at")
    return failed("\n".join(wrong[:20])) if wrong else PASSED


def clock_went_back(got, today):
    """Answers of days to come, by a clock that was put back, count as of today."""
    if got["calendar"]["answers"][-1] == 0 or got["day"] != oracle.day_text(today):
        return failed("answers of days to come are not told under today")
    return PASSED


def page_case(args, store):
    """The same numbers on the page and in the text."""
    with harness.world(args) as where:
        here = ("--profile-dir", str(store))
        got = json.loads(program(where, *here, "progress", "--format", "json"))
        page = program(where, *here, "report")
        text = program(where, *here, "progress", "--all")
        if page != program(where, *here, "progress", "--format", "html"):
            return failed("report and progress --format html differ")
    wrong = []
    for kind in oracle.KINDS:
        head = f"By {kind.rstrip('s')}"
        rows = page[page.index(f"<h2>{head}</h2>"):].split("</section>")[0]
        lines = text[text.index(f"\n{head}\n"):]
        for g in got[kind]:
            seen = f"{g['seen']} of {g['questions']}"
            row = rows[rows.index(f">{g['id']}<"):].split("</tr>")[0]
            share = "-" if g["recall"] is None else f"{int(g['recall'] * 100 + 1e-9)} %"
            if f">{seen}<" not in row or f">{share}<" not in row or f">{g['answers']}<" not in row:
                wrong.append(f"page: {kind} {g['id']}: not {seen}, {share}, {g['answers']}")
            line = re.search(rf"^ *{seen} .*  {re.escape(g['id'])}(:|$)", lines, re.MULTILINE)
            if not line or share not in line[0]:
                wrong.append(f"text: {kind} {g['id']}: not {seen}, {share}")
    for n in got["calendar"]["answers"]:
        if f">{n}</td>" not in page:
            wrong.append(f"page: no day with {n} answers")
    return failed("\n".join(wrong[:20])) if wrong else PASSED


def cards_of(where, here, today):
    """The schedule recomputed from the log, by question."""
    export = json.loads(program(where, *here, "export"))
    answers = [dict(a, day=oracle.day_of(a["at"]))
               for c in export["candidates"] for a in c["questions"] if a["given"]]
    return oracle.replay(sorted(answers, key=lambda a: a["at"])), answers


def asked_as_due(where, here, questions):
    """The questions that `practice --due` asks, without new ones, in its order."""
    chat = talk.Talk(["quizctl", *here, "practice", "--due", "--no-record"], questions,
                     env=where.env)
    head, asked = chat.screen.splitlines()[0], []
    while chat.asks():
        question, _ = chat.question()
        asked.append(question["id"])
        chat.type("skip")
    chat.end()
    wanted = re.search(r"(\d+) to review", head)
    return asked[: int(wanted[1])] if wanted else []


def plan_differs(plan, questions, cards, today):
    """Where `plan` does not count what the log has."""
    wrong = []
    for part in plan["domains"]:
        own = [q["id"] for q in questions if q["domain"] == part["domain"]]
        met = [q for q in own if q in cards]
        recalls = sum(oracle.recall(today - cards[q]["last"], cards[q]["card"][0]) for q in met)
        now = (recalls + plan["first_share"] * (len(own) - len(met))) / len(own)
        if (part["questions"], part["met"]) != (len(own), len(met)):
            wrong.append(f"plan: {part['domain']}: {part['met']} of {part['questions']} met")
        if abs(part["now"] - now) > 1e-4:
            wrong.append(f"plan: {part['domain']}: recall {part['now']}, not {now:.4f}")
    due = sum(card["due"] <= today for card in cards.values())
    if plan["today"]["reviews"] != due:
        wrong.append(f"plan: {plan['today']['reviews']} reviews today, not {due}")
    return wrong


def due_case(args, store, day):
    questions, _ = load_bank(args.source)
    today = oracle.day_of(f"{day}T09:00:00Z")
    with harness.world(args) as where:
        here = ("--profile-dir", str(store), "--now", f"{day}T09:00:00Z")
        cards, _ = cards_of(where, here, today)
        asked = asked_as_due(where, here, questions)
        plan = json.loads(program(where, *here, "plan", "--exam-date", "2027-03-01",
                                  "--format", "json"))
    due = {q for q, card in cards.items() if card["due"] <= today}
    wrong = plan_differs(plan, questions, cards, today)
    if set(asked) != due or len(asked) != len(due):
        wrong.append(f"asked {sorted(asked)}\ndue   {sorted(due)}")
    if not due:
        wrong.append("nothing is due: there is nothing to look at")
    return failed("\n".join(wrong)) if wrong else PASSED


def exam_case(args, store, status):
    questions, _ = load_bank(args.source)
    key = {q["id"]: {o["id"] for o in q["options"] if o.get("correct")} for q in questions}
    with harness.world(args) as where:
        export = json.loads(program(where, "--profile-dir", str(store), "export"))
    exams = [c for c in export["candidates"] if c["attempt"]["mode"] == "exam"]
    if len(exams) != 1 or len(exams[0]["questions"]) != 20:
        return failed(f"{len(exams)} exams were recorded")
    wrong = [a["question"] for a in exams[0]["questions"]
             if a["right"] != (set(a["given"]) == key[a["question"]])]
    scored = [a for a in exams[0]["questions"] if a.get("scored", True)]
    right = sum(a["right"] for a in scored)
    # 720 on the scale from 100 to 1000, as a straight line.
    if (status == 0) != (100 + 900 * right / len(scored) >= 720):
        wrong.append(f"{right} of {len(scored)} right ended with {status}")
    return failed("\n".join(wrong)) if wrong else PASSED


def main():
    args = harness.options(__doc__.splitlines()[0])
    with harness.world(args) as where:
        store = where.home / "learner"
        exam = learner.learn(args.program, args.source, store, days=40)
        cases = [harness.Case(f"learner/{day}", functools.partial(learner_case, args, store, day))
                 for day in DAYS]
        cases.append(harness.Case("page", functools.partial(page_case, args, store)))
        cases += [harness.Case(f"due/{day}", functools.partial(due_case, args, store, day))
                  for day in DAYS[2:]]
        cases.append(harness.Case("exam", functools.partial(exam_case, args, store, exam)))
        status = harness.run_all(cases, args.only)
    harness.leave(status)


if __name__ == "__main__":
    main()
