#!/usr/bin/env python3
"""How fast `quizctl grade` is, side by side with `wc -l` and, with --peers, other tools.

    tests/bench/grade.py [--program PATH] [--sheets N] [--quick] [--peers] [--npm FOLDER]

It makes a bank of 65 questions and N sheets (a million when not said: 3 GB, one file at
a time) in a temporary folder, and reads each file once so that it is in memory. Rounds
alternate between the rows of a file, each figure is a median, and "x wc" is the ratio to
`wc -l` on the same file in the same rounds. The bars stand in the last column. That the
results are the same for any number of threads, and of the careful way, is checked.

--peers grades a file of 20,000 sheets (DuckDB: all of them) with jq, Python, awk and DuckDB
(npm installs it into FOLDER, or a temporary one). Each must find the same number of sheets
and the same sum of points.
"""
import argparse
import hashlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1024
PEER_SHEETS = 20_000
BYTES_A_SHEET = 3_100
STYLES = {  # style: (file, words for the table, bar for -j 1, bar for -j 2)
    'compact': ('sheets.jsonl', 'JSON Lines', 5, 3),
    'spaced': ('sheets.jsonl', 'JSON Lines as Python writes them', 5, 3),
    'shuffled': ('sheets.jsonl', 'JSON Lines, questions shuffled', 10, None),
    'csv': ('sheets.csv', 'CSV', 8, None),
    'array': ('sheets.json', 'one JSON array', None, None),
}


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        for name in ('gen', 'measure'):
            subprocess.run(['cc', '-O2', '-std=c11', '-D_DEFAULT_SOURCE', '-o', self.path(name),
                            os.path.join(HERE, name + '.c'), '-lm'], check=True)
        self.bank = self.path('bank.json')
        self.gen('bank', self.bank)

    def path(self, name):
        return os.path.join(self.folder, name)

    def gen(self, *args):
        subprocess.run([self.path('gen'), *map(str, args)], check=True)

    def grade(self, sheets, *options):
        return [self.program, 'grade', '--bank', self.bank, '--format', 'jsonl', *options, sheets]

    def once(self, argv, env=None, out=subprocess.DEVNULL):
        """One run: wall seconds, processor seconds, peak KiB."""
        report = self.path('report')
        run = subprocess.run([self.path('measure'), report, *argv], stdout=out,
                             stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})
        with open(report, encoding='ascii') as file:
            figures = file.read().split()
        if run.returncode != 0 or len(figures) != 3:
            sys.exit(f'{argv}: exit {run.returncode}')
        return [float(figure) for figure in figures]

    def rounds(self, rows, count):
        """Medians of each row's figures; the rows alternate."""
        figures = {name: [] for name in rows}
        for _ in range(count):
            for name, argv in rows.items():
                figures[name].append(self.once(argv))
        return {name: [statistics.median(column) for column in zip(*runs)]
                for name, runs in figures.items()}

    def digest(self, argv, env=None):
        run = subprocess.run(argv, stdout=subprocess.PIPE, env={**os.environ, **(env or {})},
                             check=True)
        return hashlib.sha256(run.stdout).hexdigest()

    def totals(self, sheets):
        """Sheets and points, as `quizctl grade` sums them up."""
        run = subprocess.run([self.program, 'grade', '--bank', self.bank, sheets],
                             stdout=subprocess.PIPE, check=True, text=True, encoding='utf-8',
                             env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        words = ' '.join(run.stdout[-400:].split('\n\n')[-1].split())
        return (int(re.search(r'(\d+) sheets?:', words).group(1)),
                int(re.search(r'In all (\d+) of', words).group(1)))


class Table:
    def __init__(self):
        print('| | seconds | sheets a second | x `wc -l` | peak MiB | bar |')
        print('|---|---:|---:|---:|---:|---|')

    def row(self, what, wall, sheets=None, ratio=None, kib=None, bar=''):
        rate = f'{sheets / wall:,.0f}' if sheets else ''
        ratio = f'{ratio:.1f}' if ratio else ''
        peak = f'{kib / MIB:.1f}' if kib else ''
        print(f'| {what} | {wall:.3f} | {rate} | {ratio} | {peak} | {bar} |', flush=True)


def verdict(text, is_met):
    return f'{text}: {"met" if is_met else "MISSED"}'


def bars(ratio, bound, kib):
    found = []
    if bound:
        found.append(verdict(f'at most {bound} x', ratio <= bound))
    found.append(verdict('under 16 MiB', kib < 16 * MIB))
    return ', '.join(found)


def check_same(bench, path):
    """The same bytes from any number of threads, and the careful way."""
    wanted = bench.digest(bench.grade(path, '-j1'))
    for threads in (2, 3, 8):
        if bench.digest(bench.grade(path, f'-j{threads}')) != wanted:
            sys.exit(f'{path}: -j{threads} gives other bytes than -j1')
    if bench.digest(bench.grade(path), {'QUIZCTL_GRADE_FAST': '0'}) != wanted:
        sys.exit(f'{path}: the careful way gives other bytes')


def grade_style(bench, table, style, sheets, rounds):
    name, words, bound_1, bound_2 = STYLES[style]
    path = bench.path(name)
    bench.gen('sheets', path, min(sheets, PEER_SHEETS), style)
    check_same(bench, path)
    bench.gen('sheets', path, sheets, style)
    rows = {
        'wc': ['wc', '-l', path],
        'cat': ['cat', path],
        'j1': bench.grade(path, '-j1'),
        'j2': bench.grade(path, '-j2'),
    }
    for argv in rows.values():
        bench.once(argv)  # to warm up
    medians = bench.rounds(rows, rounds)
    wc = medians['wc'][0]
    size = os.path.getsize(path)
    table.row(f'`wc -l` ({words}, {size / 1e6:,.0f} MB)', wc, sheets, 1)
    table.row('`cat`', medians['cat'][0], sheets, medians['cat'][0] / wc)
    for key, bound in (('j1', bound_1), ('j2', bound_2)):
        wall, _, kib = medians[key]
        table.row(f'`grade -{key}`, {words}', wall, sheets, wall / wc, kib,
                  bars(wall / wc, bound, kib))
    if style == 'compact':
        wall, _, kib = bench.once(bench.grade(path), {'QUIZCTL_GRADE_FAST': '0'})
        table.row('`grade`, the careful way', wall, sheets, wall / wc, kib)
    os.unlink(path)


def grade_thirty(bench, table):
    path = bench.path('thirty.jsonl')
    bench.gen('sheets', path, 30, 'compact')
    medians = bench.rounds({'true': ['true'], 'thirty': bench.grade(path)}, 100)
    wall = medians['thirty'][0]
    table.row('`true`', medians['true'][0])
    table.row('thirty sheets end to end', wall, 30, None, medians['thirty'][2],
              verdict('under 3 ms', wall < 0.003))


def put_key(bench, path):
    with open(bench.bank, encoding='utf-8') as file:
        bank = json.load(file)
    cells = [' '.join(option['id'] for option in question['options'] if option['correct'])
             for question in bank['questions']]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(','.join(['candidate', *cells]) + '\n')


def peer(bench, table, what, argv, sheets, wanted, ours, bar=None):
    with tempfile.TemporaryFile() as out:
        wall, _, kib = bench.once(argv, out=out)
        out.seek(max(0, out.seek(0, os.SEEK_END) - 200))
        found = tuple(int(word) for word in out.read().split(b'\n')[-2].split())
    if found != wanted:
        sys.exit(f'{what}: found {found}, wanted {wanted}')
    words = f'{wall / ours:,.0f} times the time of `grade -j1`'
    if bar:
        words += ', ' + verdict(f'at least {bar}', wall / ours >= bar)
    table.row(what, wall, sheets, None, kib, words)


def grade_peers(bench, table, sheets, npm):
    few = min(sheets, PEER_SHEETS)
    lines, rows, key = bench.path('few.jsonl'), bench.path('few.csv'), bench.path('key.csv')
    bench.gen('sheets', lines, few, 'compact')
    bench.gen('sheets', rows, few, 'csv')
    put_key(bench, key)
    wanted = bench.totals(lines)
    ours = {path: bench.rounds({'x': bench.grade(path, '-j1')}, 5)['x'][0]
            for path in (lines, rows)}
    peers = os.path.join(HERE, 'peers')
    found = [
        ('jq', ['jq', '-nr', '--slurpfile', 'bank', bench.bank, '-f', f'{peers}/grade.jq', lines],
         lines, 300),
        ('python3', ['python3', f'{peers}/grade.py', bench.bank, lines], lines, None),
        ('gawk', ['gawk', '-F,', '-f', f'{peers}/grade.awk', key, rows], rows, None),
        ('mawk', ['mawk', '-F,', '-f', f'{peers}/grade.awk', key, rows], rows, None),
    ]
    for name, argv, path, bar in found:
        if shutil.which(name) is None:
            print(f'| {name}: not there | | | | | |')
            continue
        kind = 'JSON Lines' if path == lines else 'CSV'
        peer(bench, table, f'{name}, {kind}', argv, few, wanted, ours[path], bar)
    grade_duckdb(bench, table, sheets, npm or bench.path('npm'))


def grade_duckdb(bench, table, sheets, npm):
    if shutil.which('npm') is None:
        print('| DuckDB: no npm | | | | | |')
        return
    if not os.path.isdir(os.path.join(npm, 'node_modules', '@duckdb')):
        os.makedirs(npm, exist_ok=True)
        subprocess.run(['npm', 'install', '--no-fund', '--no-audit', '@duckdb/node-api'], cwd=npm,
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    script = os.path.join(HERE, 'peers', 'grade_duckdb.mjs')
    for style, name, kind, bar in (('compact', 'all.jsonl', 'JSON Lines', 20),
                                   ('csv', 'all.csv', 'CSV', None)):
        path = bench.path(name)
        bench.gen('sheets', path, sheets, style)
        bench.once(['cat', path])
        ours = bench.rounds({'x': bench.grade(path, '-j1')}, 3)['x'][0]
        peer(bench, table, f'DuckDB, one thread, {kind}',
             ['node', script, bench.bank, path, '1', npm], sheets, bench.totals(path), ours, bar)
        os.unlink(path)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument('--program', default='build/quizctl')
    args.add_argument('--sheets', type=int, default=1_000_000)
    args.add_argument('--rounds', type=int, default=5)
    args.add_argument('--quick', action='store_true', help='50,000 sheets, three rounds')
    args.add_argument('--peers', action='store_true')
    args.add_argument('--npm', metavar='FOLDER', help='where DuckDB is, or will be')
    args = args.parse_args()
    if args.quick:
        args.sheets, args.rounds = min(args.sheets, 50_000), 3
    with tempfile.TemporaryDirectory() as folder:
        need = args.sheets * BYTES_A_SHEET + 500_000_000
        if shutil.disk_usage(folder).free < need:
            sys.exit(f'{folder}: {need / 1e9:.1f} GB are needed; set TMPDIR or --sheets')
        bench = Bench(os.path.abspath(args.program), folder)
        table = Table()
        for style in STYLES:
            grade_style(bench, table, style, args.sheets, args.rounds)
        grade_thirty(bench, table)
        if args.peers:
            grade_peers(bench, table, args.sheets, args.npm and os.path.abspath(args.npm))


if __name__ == '__main__':
    main()
