"""Kill -9 a practice at each system call that writes: what got feedback is recorded."""

import practised
import traced

ANSWERS = 3


def main():
    practised.need_strace()
    practised.write_bank()
    wrong, points = [], 0
    for call in traced.WRITING:
        for n in traced.calls(practised.Home(), call, ANSWERS):
            home = practised.Home()
            done = traced.run(home, call, f"signal=SIGKILL:when={n}", ANSWERS)
            points += done.returncode != 0
            acknowledged = practised.verdicts(done.stdout)
            wrong += [f"{call} {n}: {sentence}" for sentence in home.lost(acknowledged)]
    if points < 20:
        wrong.append(f"only {points} calls were hit: this tests nothing")
    practised.finish(wrong)


main()
