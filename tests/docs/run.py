#!/usr/bin/env python3
"""Run what the documents say: README.md, the manual, the help pages, questions/FORMAT.md.

README.md     A block ```console is a list of commands, each behind "$ ", with what they
              print. "..." stands for any text in a line, alone for any lines. A block
              ```json NAME is first written to the file NAME. All run in one folder.
quizctl.1     Each line .Dl of EXAMPLES runs with status 0 (an exam: 1, for nobody
              answers) and without a message. Each
              option of a command's help stands in the command's section, and each option
              there is in the help.
help pages    Each example runs like those of the manual.
FORMAT.md     ```json ok           quizctl check finds nothing
              ```json ok: RULE     finds RULE, a warning
              ```json bad: RULE    finds RULE, an error
"""

import functools
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PASSED = harness.Verdict("passed")


def failed(text):
    return harness.Verdict("failed", text)


def blocks(path):
    """(information string, text, line number) of each fenced block."""
    text = path.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield match[1].strip(), match[2], text.count("\n", 0, match.start()) + 1


# --- README.md ---


def commands(block):
    """(command, what it prints) of each in a console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def pattern_of(printed):
    """What is printed as a regular expression."""
    whole = ""
    for line in printed.splitlines():
        if line == "...":
            whole += r"(?:.*\n)*?"
        else:
            whole += ".*".join(map(re.escape, line.split("..."))) + r"\n"
    return re.compile(whole)


def readme_case(args):
    wrong, status = [], 0
    path = args.source / "README.md"
    found = list(blocks(path))
    with harness.world(args) as world:
        for info, text, _ in found:
            kind, _, name = info.partition(" ")
            if kind == "json" and name:
                (world.work / name).write_text(text, encoding="utf-8")
        for info, text, line in found:
            if info != "console":
                continue
            for command, printed in commands(text):
                # The status of the command before is what $? says.
                script = f"(exit {status}); {{ {command}\n}} 2>&1"
                output = harness.run_in(world, ["sh", "-c", script])
                status = output.status
                if not pattern_of(printed).fullmatch(output.stdout):
                    wrong.append(
                        f"README.md, block of line {line}: $ {command}\n"
                        + harness.difference(printed, output.stdout, "printed")
                    )
    return failed("\n".join(wrong)) if wrong else PASSED


# --- examples that need only run ---


def right_answer(question):
    """The key of a question as an answer file has it."""
    if question.get("type") == "matching":
        return {prompt["id"]: prompt["match"] for prompt in question["prompts"]}
    if question.get("type") == "ordering":
        steps = [o for o in question["options"] if o.get("position")]
        return [o["id"] for o in sorted(steps, key=lambda o: o["position"])]
    return [o["id"] for o in question["options"] if o.get("correct")]


def right_answers(world, bank):
    """A sheet with every question of BANK (options of the command line) right."""
    output = harness.run_in(
        world, ["quizctl", "show", "--all", "--format", "json", *bank]
    )
    answers = {
        question["id"]: right_answer(question)
        for question in json.loads(output.stdout)
    }
    return json.dumps({"candidate": "ada", "answers": answers}) + "\n"


def furnish(world, source):
    """The files that examples speak of."""
    colors = (source / "tests" / "cli" / "colors.json").read_text(encoding="utf-8")
    work = world.work
    (work / "sheets").mkdir()
    (work / "banks").mkdir()
    (world.home / ".local/share/bash-completion/completions").mkdir(parents=True)
    (work / "my.json").write_text(colors, encoding="utf-8")
    (work / "banks" / "colors.json").write_text(colors, encoding="utf-8")
    (work / "answers.json").write_text(right_answers(world, []), encoding="utf-8")
    (work / "answers.jsonl").write_text(right_answers(world, []), encoding="utf-8")
    mine = right_answers(world, ["--bank", "my.json"])
    (work / "sheets" / "ada.json").write_text(mine, encoding="utf-8")
    for name, candidate in (("summary", "ada"), ("part-1", "bob"), ("part-2", "eve")):
        (work / "sheet").write_text(mine.replace("ada", candidate), encoding="utf-8")
        harness.run_in(world, ["quizctl", "grade", "--bank", "my.json", "-o", "scores",
                               "--summary", f"{name}.json", "sheet"])


def example_case(args, command):
    with harness.world(args) as world:
        furnish(world, args.source)
        output = harness.run_in(world, ["sh", "-c", command])
    # An exam that gets no line is left before its end, and that is a no.
    wanted = 1 if command.startswith("quizctl exam") else 0
    if output.status != wanted or output.stderr:
        return failed(f"$ {command}\n[{output.status}]\n{output.stderr}")
    return PASSED


# --- the manual and the help pages ---


def manual_examples(manual):
    section = re.search(r"^\.Sh EXAMPLES\n(.*?)^\.Sh ", manual, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\.Dl (.*)$", section[1], re.MULTILINE)


def manual_sections(manual):
    """What the manual says of each command; of all of them under ""."""
    parts = re.split(r"^\.S[sh] (.*)\n", manual, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2]))
    commands = {
        name.removeprefix("quizctl "): text
        for name, text in sections.items()
        if name.startswith("quizctl ")
    }
    commands[""] = sections["DESCRIPTION"]
    return commands


def manual_options(text):
    return set(re.findall(r"\bFl -([a-z][a-z-]*)", text))


def help_page(world, command):
    return harness.run_in(world, ["quizctl", "help", *command.split()]).stdout


def help_options(page):
    return set(re.findall(r"^  (?:-.,|   ) --([a-z-]+)", page, re.MULTILINE))


def help_commands(page):
    section = page.partition("Commands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  ([a-z]+) ", section, re.MULTILINE)


def help_examples(page):
    section = page.partition("Examples:\n")[2].partition("\n\n")[0]
    # A command that was wrapped goes on four columns in; what it does stands six in.
    joined = re.sub(r"\n    (?! )", " ", section)
    return re.findall(r"^  (\S.*)$", joined, re.MULTILINE)


def options_case(manual, page, command):
    sections = manual_sections(manual)
    if command not in sections:
        return failed(f"quizctl.1 has no section 'quizctl {command}'")
    said, known = manual_options(sections[command]), help_options(page)
    common = manual_options(sections[""]) if command else set()
    wrong = [f"quizctl.1 does not say --{name}" for name in sorted(known - said - common)]
    if command:  # the general part may speak of a command's option
        wrong += [f"only quizctl.1 has --{name}" for name in sorted(said - known)]
    if not known:
        wrong.append("the help page shows no option")
    return failed("\n".join(wrong)) if wrong else PASSED


def manual_and_help_cases(args):
    manual = (args.source / "src" / "cmd" / "quizctl.1").read_text(encoding="utf-8")
    examples = {f"quizctl.1/{line}": line for line in manual_examples(manual)}
    with harness.world(args) as world:
        pages = {"": help_page(world, "")}
        for command in help_commands(pages[""]):
            pages[command] = help_page(world, command)
    for command, page in pages.items():
        yield harness.Case(
            f"quizctl.1 options of quizctl {command}".rstrip(),
            functools.partial(options_case, manual, page, command),
        )
        for line in help_examples(page):
            examples[f"help {command}/{line}"] = line
    for name, line in examples.items():
        yield harness.Case(name, functools.partial(example_case, args, line))


# --- questions/FORMAT.md ---


def format_case(args, info, text):
    judgement, _, rule = info.removeprefix("json ").partition(": ")
    with harness.world(args) as world:
        (world.work / "bank.json").write_text(text, encoding="utf-8")
        output = harness.run_in(world, ["quizctl", "check", "bank.json"])
    findings = re.findall(r"(error|warning): .* \[([a-z0-9-]+)\]$", output.stdout, re.MULTILINE)
    wanted = [("error" if judgement == "bad" else "warning", rule)] if rule else []
    good = output.status == (judgement == "bad") and findings == wanted
    return PASSED if good else failed(f"wanted {wanted}, got:\n{output.stdout}{output.stderr}")


def format_cases(args):
    path = args.source / "questions" / "FORMAT.md"
    if not path.exists():
        return
    for info, text, line in blocks(path):
        if info.startswith("json "):
            yield harness.Case(
                f"FORMAT.md line {line}, {info}",
                functools.partial(format_case, args, info, text),
            )


def main():
    args = harness.options(__doc__.splitlines()[0])
    cases = [harness.Case("README.md", functools.partial(readme_case, args))]
    cases += manual_and_help_cases(args)
    cases += format_cases(args)
    harness.leave(harness.run_all(cases, args.only))


if __name__ == "__main__":
    main()
