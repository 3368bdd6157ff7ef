#!/usr/bin/env python3
"""How fast `quizctl grade` is, side by side with `wc -l` and, with --peers, other tools.

    tests/bench/grade.py [--program PATH] [--sheets N] [--ids long|short] [--quick]
                         [--peers] [--npm FOLDER]

It makes a bank of 65 questions and N sheets (a million when not said: 3 GB, one file at
a time) in a temporary folder, and reads each file once so that it is in memory. Rounds
alternate between the rows of a file, each figure is a median, and "x wc" is the ratio to
`wc -l` on the same file in the same rounds. The bars stand in the last column. That the
results are the same for any number of threads, and of the careful way, is checked. Ids
are as long as people make them, or with --ids short as short as can be.

--peers has jq, Python, awk and DuckDB (npm installs it into FOLDER, or a temporary one)
do two jobs on one thread: a score for each sheet; and the same with item statistics,
which `grade` does with --summary. Both read the same file, 20,000 sheets (DuckDB: all of
them), and both must find the same sums. Ours do more: they check every byte, look for
candidates with two sheets, and give marks in each domain.
"""
import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1024
MARK = 1000
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
    def __init__(self, program, folder, ids='long'):
        self.program, self.folder, self.ids = program, folder, ids
        for name in ('gen', 'measure'):
            subprocess.run(['cc', '-O2', '-std=c11', '-D_DEFAULT_SOURCE', '-o', self.path(name),
                            os.path.join(HERE, name + '.c'), '-lm'], check=True)
        self.bank = self.path('bank.json')
        self.gen('bank', self.bank)

    def path(self, name):
        return os.path.join(self.folder, name)

    def gen(self, *args):
        subprocess.run([self.path('gen'), *map(str, args), self.ids], check=True)

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

    def with_items(self, sheets):
        return self.grade(sheets, '-j1', '--summary', self.path('summary.json'))

    def totals(self, sheets):
        """Sheets, points; and of the first question: how often right, and the sum of the
        scores of those who had it right."""
        subprocess.run(self.with_items(sheets), stdout=subprocess.DEVNULL, check=True)
        with open(self.path('summary.json'), encoding='utf-8') as file:
            summary = json.load(file)
        first = summary['questions'][0]
        return (summary['graded'], summary['totals']['points'] // MARK, first['right'],
                int(first['products']) // MARK // MARK)


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
    """A peer's run. It has to end with as many of the WANTED figures as its job has."""
    with tempfile.TemporaryFile() as out:
        wall, _, kib = bench.once(argv, out=out)
        out.seek(max(0, out.seek(0, os.SEEK_END) - 200))
        found = tuple(int(word) for word in out.read().split(b'\n')[-2].split())
    if len(found) < 2 or found != wanted[:len(found)]:
        sys.exit(f'{what}: found {found}, wanted {wanted}')
    words = f'{wall / ours:,.0f} times the time of `grade`'
    if bar:
        words += ', ' + verdict(f'at least {bar}', wall / ours >= bar)
    table.row(what, wall, sheets, None, kib, words)


JOBS = ('scores', 'items')
WORDS = {'scores': 'scores', 'items': 'scores and item statistics'}


def ours_for(bench, table, path, kind, sheets, rounds):
    """Seconds for each job of ours on the file."""
    medians = bench.rounds({'scores': bench.grade(path, '-j1'), 'items': bench.with_items(path)},
                           rounds)
    for job in JOBS:
        wall, _, kib = medians[job]
        table.row(f'`grade -j1{" --summary" if job == "items" else ""}`, {kind}, {WORDS[job]}',
                  wall, sheets, None, kib)
    return {job: medians[job][0] for job in JOBS}


def grade_peers(bench, table, sheets, npm):
    few = min(sheets, PEER_SHEETS)
    lines, rows, key = bench.path('few.jsonl'), bench.path('few.csv'), bench.path('key.csv')
    bench.gen('sheets', lines, few, 'compact')
    bench.gen('sheets', rows, few, 'csv')
    put_key(bench, key)
    wanted = bench.totals(lines)
    ours = {lines: ours_for(bench, table, lines, f'JSON Lines, {few:,} sheets', few, 5),
            rows: ours_for(bench, table, rows, f'CSV, {few:,} sheets', few, 5)}
    peers = os.path.join(HERE, 'peers')
    jq = ['jq', '-nr', '--slurpfile', 'bank', bench.bank, '-f']
    found = [
        ('jq', [*jq, f'{peers}/grade.jq', lines], lines, 'scores', 300),
        ('jq', [*jq, f'{peers}/items.jq', lines], lines, 'items', 300),
        ('python3', ['python3', f'{peers}/grade.py', bench.bank, lines], lines, 'scores', None),
        ('gawk', ['gawk', '-F,', '-f', f'{peers}/grade.awk', key, rows], rows, 'scores', None),
        ('mawk', ['mawk', '-F,', '-f', f'{peers}/grade.awk', key, rows], rows, 'scores', None),
    ]
    for name, argv, path, job, bar in found:
        if shutil.which(name) is None:
            print(f'| {name}: not there | | | | | |')
            continue
        kind = 'JSON Lines' if path == lines else 'CSV'
        peer(bench, table, f'{name}, {kind}, {WORDS[job]}', argv, few, wanted, ours[path][job],
             bar)
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
        ours = ours_for(bench, table, path, kind, sheets, 3)
        wanted = bench.totals(path)
        for job in JOBS:
            peer(bench, table, f'DuckDB, one thread, {kind}, {WORDS[job]}',
                 ['node', script, bench.bank, path, '1', npm, job], sheets, wanted, ours[job],
                 bar)
        os.unlink(path)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument('--program', default='build/quizctl')
    args.add_argument('--sheets', type=int, default=1_000_000)
    args.add_argument('--rounds', type=int, default=5)
    args.add_argument('--ids', choices=('long', 'short'), default='long')
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
        bench = Bench(os.path.abspath(args.program), folder, args.ids)
        table = Table()
        for style in STYLES:
            grade_style(bench, table, style, args.sheets, args.rounds)
        grade_thirty(bench, table)
        if args.peers:
            grade_peers(bench, table, args.sheets, args.npm and os.path.abspath(args.npm))


if __name__ == '__main__':
    main()
