"""Let the disk be full (or fail) from the n-th write on, for each n.

What got feedback is recorded. An answer that cannot be recorded gets none: the program
says so and ends with status 4.
"""

import practised
import traced

ANSWERS = 3
FAULTS = [("pwrite64", "ENOSPC"), ("fdatasync", "ENOSPC"), ("pwrite64", "EIO")]
REASON = ("database or disk is full", "no space left on device", "disk I/O error")


def judge(done, home):
    acknowledged = practised.verdicts(done.stdout)
    told = done.stderr.decode()
    wrong = home.lost(acknowledged)
    if done.returncode == 0 and acknowledged != ANSWERS:
        wrong.append(f"exit status 0 after {acknowledged} answers")
    if done.returncode not in (0, 4):
        wrong.append(f"exit status {done.returncode}")
    if done.returncode == 4 and not (
        "cannot" in told and str(home.store) in told and any(reason in told for reason in REASON)
    ):
        wrong.append(f"unclear: {told}")
    return wrong


def main():
    practised.need_strace()
    practised.write_bank()
    wrong = []
    for call, error in FAULTS:
        refused = 0
        for n in traced.calls(practised.Home(), call, ANSWERS):
            home = practised.Home()
            done = traced.run(home, call, f"error={error}:when={n}+", ANSWERS)
            refused += done.returncode == 4 and b"cannot record the answer" in done.stderr
            wrong += [f"{call} {error} {n}: {what}" for what in judge(done, home)]
        if refused == 0:
            wrong.append(f"{call} {error}: no answer was refused, this tests nothing")
    practised.finish(wrong)


main()
