"""Kill -9 a practice right after the feedback of the k-th answer, for each k.

With --early an answer counts as soon as it is sent, before its feedback: the test must
find answers lost then, or it could not find any.
"""

import subprocess
import sys

import practised


def practise(home, answers, is_early):
    """Answer ANSWERS questions one by one, then kill. Returns how many count."""
    with subprocess.Popen(
        practised.command(), env=home.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        output = b""
        for i in range(answers):
            program.stdin.write(practised.ANSWERS[i].encode() + b"\n")
            program.stdin.flush()
            while practised.verdicts(output) <= i and not (is_early and i == answers - 1):
                chunk = program.stdout.read1()
                if not chunk:
                    raise SystemExit(f"it ended after {i} answers: {output.decode()}")
                output += chunk
        program.kill()
    return answers if is_early else practised.verdicts(output)


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
            count = len(home.recorded())
            if count != k:
                wrong.append(f"k={k}: {count} answers are recorded")
    if is_early and lost == 0:
        wrong.append("no answer was lost though they counted before they were recorded")
    practised.finish(wrong)


main()
