"""Run a practice under strace, with something happening at the n-th call of one name.

strace counts `when=n` for each name by itself, so every name gets a loop of its own; a
mixed set would skip most of them.
"""

import practised

WRITING = ["pwrite64", "write", "fsync", "fdatasync", "unlink", "ftruncate", "openat"]


def run(home, call, what, answers):
    """WHAT is strace's wording: "signal=SIGKILL:when=3"."""
    arguments = ["strace", "-f", "-qq", "-o", "trace.log", "-e", f"trace={call}"]
    arguments += ["-e", f"inject={call}:{what}"]
    return home.run(arguments + practised.command(answers), practised.feed(answers))


def calls(home, call, answers):
    """The numbers of the calls of that name from the first one that concerns the store."""
    arguments = ["strace", "-f", "-qq", "-y", "-o", "trace.log", "-e", f"trace={call}"]
    done = home.run(arguments + practised.command(answers), practised.feed(answers))
    if done.returncode != 0 or practised.verdicts(done.stdout) != answers:
        raise SystemExit(f"it does not run under strace: {done.stderr.decode()}")
    with open("trace.log", encoding="utf-8", errors="replace") as log:
        lines = [line for line in log if f" {call}(" in line]
    for first, line in enumerate(lines):
        if call == "write" or str(home.data) in line:
            return range(first + 1, len(lines) + 1)
    return range(0)
