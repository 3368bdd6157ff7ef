#!/usr/bin/env python3
"""How long quizctl takes to start, side by side with `true` in one run.

    tests/bench/start.py [--program PATH] [--rounds N]

Rows alternate, so that a busy machine slows all of them alike; each figure is a median.
`user+sys` is the time of the process itself, `wall` from its start to its first byte (or,
for `true`, to its end). The bars stand in the last column: --version at most 2 ms of
user+sys over `true`, the first question on the screen within 20 ms.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def once(argv, env, stop_at_output):
    """One run: (user+sys, wall) in milliseconds. A run that asks is stopped at its output."""
    start = time.perf_counter()
    child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, env=env)
    seen = b''
    while stop_at_output and b'Answer>' not in seen:
        more = os.read(child.stdout.fileno(), 65536)
        if not more:
            sys.exit(f'{argv}: ended before its first question')
        seen += more
    wall = time.perf_counter() - start
    if stop_at_output:
        child.stdin.close()
        child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f'{argv}: exit {child.returncode}')
    if not stop_at_output:
        wall = time.perf_counter() - start
    return (usage.ru_utime + usage.ru_stime) * 1000, wall * 1000


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument('--program', default='build/quizctl')
    args.add_argument('--rounds', type=int, default=100)
    args = args.parse_args()
    program = os.path.abspath(args.program)
    rows = [
        ('true', ['true'], False, ''),
        ('--version', [program, '--version'], False, 'user+sys at most 2 ms over true'),
        ('list', [program, 'list'], False, ''),
        ('prove --all', [program, 'prove', '--all'], False, 'wall at most 50 ms'),
        ('prove --all, as JSON', [program, 'prove', '--all', '--format', 'json', '-o', os.devnull],
         False, ''),
        ('first question, nothing recorded', [program, 'practice', '--no-record'], True,
         'wall at most 20 ms'),
        ('first question, store open', [program, 'practice'], True, 'wall at most 20 ms'),
    ]
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, HOME=home, XDG_DATA_HOME=home, LC_ALL='C.UTF-8', TERM='dumb')
        figures = {name: [] for name, *_ in rows}
        for _ in range(args.rounds):
            for name, argv, stops, _ in rows:
                figures[name].append(once(argv, env, stops))
    base = [statistics.median(column) for column in zip(*figures['true'])]
    print(f'{"":34} {"user+sys ms":>12} {"over true":>10} {"wall ms":>8}   bar')
    for name, _, _, bar in rows:
        cpu, wall = (statistics.median(column) for column in zip(*figures[name]))
        print(f'{name:34} {cpu:12.2f} {cpu - base[0]:10.2f} {wall:8.2f}   {bar}')


if __name__ == '__main__':
    main()
