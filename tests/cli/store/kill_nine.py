"""Kill -9 a practice right after the feedback of the k-th answer, for each k.

What got feedback is recorded, with how sure one was, and the next practice goes on with
the question behind it.

With --early an answer counts as soon as it is sent, before its feedback: the test must
find answers lost then, or it could not find any.
"""

import subprocess
import sys

import practised


def practise(home, answers, is_early):
    """Answer ANSWERS questions one by one, then kill. Returns how many count."""
    with subprocess.Popen(
        practised.command() + ["--confidence"], env=home.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        output = b""
        for i in range(answers):
            program.stdin.write(practised.ANSWERS[i].encode() + b" sure\n")
            program.stdin.flush()
            while practised.verdicts(output) <= i and not (is_early and i == answers - 1):
                chunk = program.stdout.read1()
                if not chunk:
                    raise SystemExit(f"it ended after {i} answers: {output.decode()}")
                output += chunk
        program.kill()
    return answers if is_early else practised.verdicts(output)


def left_wrong(home, k):
    """What is wrong with the store after a kill behind the k-th answer."""
    count, sure = len(home.recorded()), home.confidence()
    if count != k or sure != ["sure"] * k:
        yield f"{count} answers are recorded, {sure}"
    shown = home.run(practised.command()[:4]).stdout
    left = practised.QUESTIONS - k
    going_on, next_one = b"\nGoing on with" in shown, f"\nQuestion {k + 1} of".encode() in shown
    # Behind the last answer there is nothing to go on with: the end may be recorded or not.
    if left and not (going_on and next_one):
        yield f"it does not go on: {shown.decode()}"


def main():
    is_early = sys.argv[1:] == ["--early"]
    wrong, lost = [], 0
    practised.write_bank()
    for k in range(1, practised.QUESTIONS + 1):
        home = practised.Home()
        acknowledged = practise(home, k, is_early)
        if acknowledged != k:
            wrong.append(f"k={k}: {acknowledged} verdicts")
        found = home.lost(acknowledged)
        lost += len(found)
        if not is_early:
            wrong += [f"k={k}: {sentence}" for sentence in found]
            wrong += [f"k={k}: {sentence}" for sentence in left_wrong(home, k)]
    if is_early and lost == 0:
        wrong.append("no answer was lost though they counted before they were recorded")
    practised.finish(wrong)


main()
