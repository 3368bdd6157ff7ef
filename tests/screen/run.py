#!/usr/bin/env python3
"""Keys in, screen out: run programs on a real pseudo-terminal with a terminal emulator.

    run.py --program PATH [--lines PATH] --source DIR [--filter GLOB]

A case is NAME.keys, a script, and NAME.screen, what the screen showed at each `snap`.
QUIZCTL_BLESS=1 writes the .screen files anew; read that diff. A case begins in an empty
home and working folder, with TERM=xterm-256color, LC_ALL=C.UTF-8 and little else in its
environment. It ends with `exit`. There are no sleeps: a statement waits, at most 10
seconds, for what it needs, and a case that fails shows the screen as it was then.

One statement a line; `#` begins a comment line. TEXT is the rest of the line. In double
quotes it is read as JSON, so that "line> " keeps its blank and "\\u001b" is one character.

  before `run`
    size 80x24              columns and rows; 80x24 when not said
    env NAME=VALUE          NAME= sets it to nothing
    unset NAME
    stty -echoctl noflsh    the terminal's modes before the program, as stty takes them
    ignore HUP              the program starts with this signal ignored, as under nohup
    run quizctl practice --seed 1
                            words as in a shell, but without one; {source} is the source
                            folder; quizctl and lines are on PATH, for `sh -c` too

  looking
    wait TEXT               until TEXT shows behind the place where the last `wait` found
                            its own: in the rest of that row, or in a row below
    see TEXT                until TEXT shows anywhere on the screen
    snap                    until the program has read all keys and sleeps, or has ended;
                            then add all that was shown, scrolled off or not, to the result
    modes                   the terminal's modes must be what they were before the program

  keys; `wait` for the prompt first, or they come before the program has the terminal
    type TEXT               the characters
    line TEXT               the characters and Enter
    key NAME [COUNT]        enter tab esc space backspace delete insert up down left right
                            home end pageup pagedown ctrl-a..ctrl-z ctrl-\\ alt-a..alt-z
    bytes C3 28             any bytes

  events
    resize 40x24            the window has another size; the program gets its WINCH, and has
                            dealt with it before the next statement
    signal TERM             send it to the program, to nobody else
    stop                    Ctrl-Z, then until the program has stopped
    continue                until the program has stopped, however; then `fg`, and until it
                            sleeps again
    hangup                  the terminal goes away: the shell gets HUP and passes it on

  the end
    exit 130                until the program has ended, with this status; 128 and N for
                            signal N, as in a shell. The terminal's modes must be as they
                            were; after `hangup`, under 200 ms of CPU may have been used

The program has a shell for a parent, as in life: it leads the session, puts the program
into the foreground, takes the terminal back when it stops, and does not touch the modes.
"""

import argparse
import contextlib
import difflib
import fcntl
import fnmatch
import json
import os
import pathlib
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import traceback

try:
    import pyte
except ImportError:
    sys.exit('screen: these tests need the terminal emulator pyte: '
             'apt-get install python3-pyte')

TIMEOUT_S = 10
CPU_AFTER_HANGUP_MS = 200
PICTURE_ROWS = 40  # of what scrolled off, when a case fails
KEPT_ENV = ('ASAN_', 'UBSAN_', 'LSAN_', 'TSAN_', 'LLVM_PROFILE_')
KEYS = {
    'enter': '\r', 'tab': '\t', 'esc': '\033', 'space': ' ', 'backspace': '\x7f',
    'up': '\033[A', 'down': '\033[B', 'right': '\033[C', 'left': '\033[D',
    'home': '\033[H', 'end': '\033[F', 'insert': '\033[2~', 'delete': '\033[3~',
    'pageup': '\033[5~', 'pagedown': '\033[6~', 'ctrl-\\': '\x1c',
}
for letter in 'abcdefghijklmnopqrstuvwxyz':
    KEYS['ctrl-' + letter] = chr(ord(letter) & 0x1F)
    KEYS['alt-' + letter] = '\033' + letter


class Failure(Exception):
    """A case does not hold; the text says why."""


class Screen(pyte.Screen):
    """A screen that keeps the rows that scrolled off, and resizes as xterm does."""

    def __init__(self, columns, rows):
        self.past = []
        super().__init__(columns, rows)

    def row(self, y):
        line = self.buffer[y]
        return ''.join(line[x].data for x in range(self.columns)).rstrip()

    def index(self):
        if self.cursor.y == (self.margins.bottom if self.margins else self.lines - 1):
            self.past.append(self.row(self.margins.top if self.margins else 0))
        super().index()

    def resize(self, lines=None, columns=None):
        while lines and self.cursor.y >= lines:
            self.past.append(self.row(0))
            for y in range(self.lines - 1):
                self.buffer[y] = self.buffer[y + 1]
            self.buffer.pop(self.lines - 1, None)
            self.cursor.y -= 1
        if lines:
            for y in range(lines, self.lines):
                self.buffer.pop(y, None)
            self.lines = lines
        super().resize(lines, columns)
        self.cursor.x = min(self.cursor.x, self.columns - 1)

    def visible(self):
        return [self.row(y) for y in range(self.lines)]

    def transcript(self):
        """All rows from the first on, without the blank ones at the end."""
        rows = self.past + self.visible()
        while rows and not rows[-1]:
            rows.pop()
        return rows


def shell(slave, orders, reports, argv, env, cwd, ignored):
    """The parent of the program, in a process of its own. Never returns.

    Reports a JSON line for each of: started, stopped, ended. Goes on by a byte of ORDERS.
    """
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for sig in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN,
                signal.SIGTTOU):
        signal.signal(sig, signal.SIG_IGN)

    def report(**what):
        os.write(reports, (json.dumps(what) + '\n').encode())

    def hang_up(*_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGHUP)

    go, gate = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(go, 1)  # until this process is in the foreground
        for sig in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(sig, signal.SIG_DFL)
        for sig in ignored:
            signal.signal(sig, signal.SIG_IGN)
        for fd in 0, 1, 2:
            os.dup2(slave, fd)
        os.closerange(3, 64)
        os.chdir(cwd)
        try:
            os.execvpe(argv[0], argv, env)
        except OSError as problem:
            os.write(2, f'{argv[0]}: {problem.strerror}\r\n'.encode())
            os._exit(127)

    os.setpgid(pid, pid)
    os.tcsetpgrp(slave, pid)
    signal.signal(signal.SIGHUP, hang_up)
    report(started=pid)
    os.write(gate, b'g')
    is_stopped = False
    while True:
        # A stopped program may be killed, or go on in the background, without an order.
        options = os.WUNTRACED | (os.WNOHANG if is_stopped else 0)
        changed, status, used = os.wait4(pid, options)
        if changed and not os.WIFSTOPPED(status):
            break
        if changed and not is_stopped:
            is_stopped = True
            os.tcsetpgrp(slave, os.getpgrp())
            report(stopped=os.WSTOPSIG(status))
        if select.select([orders], [], [], 0.01)[0]:
            os.read(orders, 1)
            is_stopped = False
            os.tcsetpgrp(slave, pid)
            os.killpg(pid, signal.SIGCONT)
    code = os.waitstatus_to_exitcode(status)
    report(ended=code if code >= 0 else 128 - code,
           cpu_ms=1000 * (used.ru_utime + used.ru_stime))
    os.read(orders, 1)  # the terminal stays until it was looked at
    os._exit(0)


class Terminal:
    """A program on a pseudo-terminal, and the screen it draws."""

    def __init__(self, columns, rows, argv, env, cwd, ignored, modes):
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.master, self.slave = os.openpty()
        self.set_size(columns, rows)
        if modes:
            subprocess.run(['stty'] + modes, stdin=self.slave, check=True)
        self.first_modes = termios.tcgetattr(self.slave)
        self.pid = self.cpu_at_hangup_ms = self.ended = None
        self.is_stopped = False
        self.barriers = 0
        self.mark = (0, 0)  # where the last `wait` found its text: row, column behind it

        orders, self.orders = os.pipe()
        self.reports, reports = os.pipe()
        self.shell = os.fork()
        if self.shell == 0:
            try:
                os.close(self.master)
                shell(self.slave, orders, reports, argv, env, cwd, ignored)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(orders)
        os.close(reports)
        self.until(lambda: self.pid, 'the program starts')

    # ---- what comes in

    def take(self, wait_s):
        """Take what the program wrote and the shell reports, if anything comes in time."""
        places = [fd for fd in (self.master, self.reports) if fd is not None]
        ready, _, _ = select.select(places, [], [], wait_s)
        if self.master in ready:
            try:
                self.stream.feed(os.read(self.master, 65536))
            except OSError:
                pass  # nobody has the other end open
        if self.reports in ready:
            told = os.read(self.reports, 4096)
            if not told:
                os.close(self.reports)
                self.reports = None
                raise Failure('the test shell died')
            for line in told.decode().splitlines():
                self.hear(json.loads(line))

    def hear(self, told):
        self.pid = told.get('started', self.pid)
        self.is_stopped = 'stopped' in told
        if 'ended' in told:
            self.ended = told

    def until(self, is_so, what, is_over=lambda: False):
        """Go on taking until IS_SO says yes; IS_OVER says that it never will."""
        end = time.monotonic() + TIMEOUT_S
        while not (result := is_so()):
            if is_over():
                raise Failure(f'the program ended with {self.ended["ended"]} before {what}')
            left = end - time.monotonic()
            if left <= 0:
                raise Failure(f'{TIMEOUT_S} s went by before {what}')
            self.take(min(left, 0.02))
        return result

    def flush(self):
        """Take all that was written up to now: a window title of ours comes behind it."""
        if self.slave is None:
            return
        self.barriers += 1
        title = f'barrier {self.barriers}'
        os.write(self.slave, f'\033]2;{title}\033\\'.encode())
        self.until(lambda: self.screen.title == title, 'all output was taken')

    def activity(self):
        """What the program did so far if it sleeps with no key unread, else None."""
        try:
            with open(f'/proc/{self.pid}/status') as file:
                status = dict(line.split(':', 1) for line in file)
        except (OSError, ValueError):
            return None
        unread = struct.unpack('i', fcntl.ioctl(self.slave, termios.FIONREAD, b'\0' * 4))[0]
        if 'voluntary_ctxt_switches' not in status or unread > 0:
            return None
        if not status['State'].strip().startswith('S'):
            return None
        return status['voluntary_ctxt_switches'], status['nonvoluntary_ctxt_switches']

    def is_quiet(self):
        if self.ended or self.is_stopped:
            return True
        before = self.activity()
        if before is None:
            return False
        self.flush()
        self.take(0.01)
        return self.activity() == before

    def settle(self):
        if self.slave is not None:
            self.until(self.is_quiet, 'the program waited for keys')
        self.flush()

    # ---- what a script can do

    def send(self, data):
        if self.master is None:
            raise Failure('the terminal is gone')
        while data:
            self.take(0)
            data = data[os.write(self.master, data[:1024]):]

    def set_size(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack('4H', rows, columns, 0, 0))

    def resize(self, columns, rows):
        self.settle()
        self.screen.resize(rows, columns)
        self.mark = min(self.mark, (len(self.screen.past) + rows, 0))
        self.set_size(columns, rows)
        self.settle()

    def wait(self, text):
        def find():
            row, column = self.mark
            rows = self.screen.past + self.screen.visible()
            for y in range(row, len(rows)):
                # A blank at the end of TEXT may be one that row() stripped.
                at = (rows[y] + ' ').find(text, column if y == row else 0)
                if at >= 0:
                    return y, at + len(text)
            return None
        self.mark = self.until_shown(find, text)

    def see(self, text):
        self.until_shown(lambda: any(text in row + ' ' for row in self.screen.visible()),
                         text)

    def until_shown(self, is_so, text):
        def is_over():
            if not self.ended:
                return False
            self.flush()
            return not is_so()
        return self.until(is_so, f'{text!r} showed', is_over)

    def check_modes(self):
        self.settle()
        now = termios.tcgetattr(self.slave)
        if now != self.first_modes:
            raise Failure(f'the terminal\'s modes are\n    {now}\n  and were\n'
                          f'    {self.first_modes}')

    def wait_stopped(self):
        self.until(lambda: self.is_stopped, 'the program stopped', lambda: self.ended)

    def go_on(self):
        self.wait_stopped()
        self.flush()
        self.is_stopped = False
        os.write(self.orders, b'c')
        self.settle()

    def hangup(self):
        self.settle()
        with open(f'/proc/{self.pid}/stat') as file:
            words = file.read().rsplit(')', 1)[1].split()
        ticks = int(words[11]) + int(words[12])
        self.cpu_at_hangup_ms = 1000 * ticks / os.sysconf('SC_CLK_TCK')
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = None

    def wait_end(self, status):
        self.until(lambda: self.ended, 'the program ended')
        self.flush()
        if self.ended['ended'] != status:
            raise Failure(f'the program ended with {self.ended["ended"]}, not {status}')
        if self.slave is not None:
            self.check_modes()
        else:
            used_ms = self.ended['cpu_ms'] - self.cpu_at_hangup_ms
            if used_ms > CPU_AFTER_HANGUP_MS:
                raise Failure(f'after the hangup it used {used_ms:.0f} ms of CPU')

    def close(self):
        """End what is left of it."""
        for pid in (self.pid if not self.ended else None, self.shell):
            if pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        os.waitpid(self.shell, 0)
        for fd in (self.master, self.slave, self.orders, self.reports):
            if fd is not None:
                os.close(fd)


def text_of(rest):
    return json.loads(rest) if len(rest) > 1 and rest[0] == rest[-1] == '"' else rest


def size_of(rest):
    columns, rows = rest.split('x')
    return int(columns), int(rows)


class Case:
    """One script, its terminal, and the snaps it took."""

    def __init__(self, path, options):
        self.path = path
        self.source = options.source
        self.programs = {'quizctl': options.program, 'lines': options.lines}
        self.size = (80, 24)
        self.ignored = []
        self.unset = []
        self.modes = []
        self.env = {}
        self.terminal = None
        self.has_exit = False
        self.snaps = []
        self.statement = ''

    def run(self):
        """None, or why the case does not hold."""
        with tempfile.TemporaryDirectory(prefix='quizctl-screen-') as folder:
            self.folder = pathlib.Path(folder)
            try:
                for number, line in enumerate(self.path.read_text().split('\n'), 1):
                    line = line.lstrip()
                    if line and not line.startswith('#'):
                        self.statement = f'{self.path.name}:{number}: {line}'
                        self.step(*(line + ' ').split(' ', 1))
                self.statement = self.path.name
                if not self.has_exit:
                    raise Failure('the script ends without `exit`')
                return self.compare()
            except (Failure, ValueError, KeyError, OSError) as problem:
                return f'{self.statement}\n  {problem_text(problem)}{self.picture()}'
            finally:
                if self.terminal:
                    self.terminal.close()

    def step(self, verb, rest):
        rest = rest[:-1]
        if verb in BEFORE:
            if self.terminal:
                raise Failure(f'`{verb}` stands before `run`')
            BEFORE[verb](self, rest)
        elif verb in DURING:
            if not self.terminal:
                raise Failure(f'`{verb}` stands behind `run`')
            DURING[verb](self, rest)
        else:
            raise Failure(f'there is no statement `{verb}`; those there are: '
                          + ' '.join(list(BEFORE) + list(DURING)))

    def set_env(self, rest):
        name, value = rest.split('=', 1)
        self.env[name] = value

    def start(self, rest):
        home, bin_folder = self.folder / 'home', self.folder / 'bin'
        for folder in (home, home / 'data', bin_folder):
            folder.mkdir()
        for name, path in self.programs.items():
            if path:
                (bin_folder / name).symlink_to(pathlib.Path(path).resolve())
        env = {name: value for name, value in os.environ.items()
               if name.startswith(KEPT_ENV)}
        env |= {'PATH': f'{bin_folder}:/usr/local/bin:/usr/bin:/bin', 'HOME': str(home),
                'XDG_DATA_HOME': str(home / 'data'), 'TERM': 'xterm-256color',
                'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}
        env |= self.env
        for name in self.unset:
            env.pop(name, None)
        argv = [word.replace('{source}', self.source) for word in shlex.split(rest)]
        found = shutil.which(argv[0], path=env.get('PATH'))
        if not found:
            raise Failure(f'there is no program {argv[0]}; what --program and --lines name '
                          'must be built')
        self.terminal = Terminal(*self.size, [found] + argv[1:], env, str(home),
                                 self.ignored, self.modes)

    def key(self, rest):
        name, count = (rest.split() + ['1'])[:2]
        if name not in KEYS:
            raise Failure(f'there is no key {name}')
        self.terminal.send(KEYS[name].encode() * int(count))

    def stop(self, _):
        self.terminal.settle()
        self.terminal.send(KEYS['ctrl-z'].encode())
        self.terminal.wait_stopped()

    def snap(self, _):
        self.terminal.settle()
        screen = self.terminal.screen
        head = f'---- {len(self.snaps) + 1}: {screen.columns}x{screen.lines}'
        self.snaps.append('\n'.join([head] + screen.transcript()) + '\n')

    def exit(self, rest):
        self.terminal.wait_end(int(rest))
        self.has_exit = True

    def compare(self):
        """Hold the snaps against NAME.screen, or write it."""
        file = self.path.with_suffix('.screen')
        got = ''.join(self.snaps)
        if os.environ.get('QUIZCTL_BLESS'):
            if got:
                file.write_text(got)
            else:
                file.unlink(missing_ok=True)
            return None
        if bool(got) != file.exists():
            return (f'{self.path.name}: {file.name} '
                    + ('is missing; QUIZCTL_BLESS=1 writes it' if got else
                       'is there, but the script never says `snap`'))
        want = file.read_text() if got else ''
        if got == want:
            return None
        return ''.join(difflib.unified_diff(want.splitlines(True), got.splitlines(True),
                                            file.name, 'the screen'))

    def picture(self):
        if not self.terminal:
            return ''
        screen = self.terminal.screen
        edge = '  +' + '-' * screen.columns + '+\n'
        past = ''.join(f'   {row}\n' for row in screen.past[-PICTURE_ROWS:])
        rows = ''.join(f'  |{row}\n' for row in screen.visible())
        return f'\n{past}{edge}{rows}{edge}'.rstrip('\n')


def problem_text(problem):
    return str(problem) if isinstance(problem, Failure) else repr(problem)


BEFORE = {
    'size': lambda case, rest: setattr(case, 'size', size_of(rest)),
    'env': Case.set_env,
    'unset': lambda case, rest: case.unset.append(rest),
    'stty': lambda case, rest: case.modes.extend(rest.split()),
    'ignore': lambda case, rest: case.ignored.append(signal.Signals['SIG' + rest]),
    'run': Case.start,
}
DURING = {
    'wait': lambda case, rest: case.terminal.wait(text_of(rest)),
    'see': lambda case, rest: case.terminal.see(text_of(rest)),
    'snap': Case.snap,
    'modes': lambda case, rest: case.terminal.check_modes(),
    'type': lambda case, rest: case.terminal.send(text_of(rest).encode()),
    'line': lambda case, rest: case.terminal.send(text_of(rest).encode() + b'\r'),
    'key': Case.key,
    'bytes': lambda case, rest: case.terminal.send(bytes.fromhex(rest)),
    'resize': lambda case, rest: case.terminal.resize(*size_of(rest)),
    'signal': lambda case, rest: os.kill(case.terminal.pid, signal.Signals['SIG' + rest]),
    'stop': Case.stop,
    'continue': lambda case, rest: case.terminal.go_on(),
    'hangup': lambda case, rest: case.terminal.hangup(),
    'exit': Case.exit,
}


def main():
    options = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    options.add_argument('--program', required=True, help='the quizctl to test')
    options.add_argument('--lines', help='the test program lines')
    options.add_argument('--source', required=True, help='the source folder')
    options.add_argument('--filter', default='*', help='names of cases, e.g. "lines_*"')
    options = options.parse_args()

    try:
        for end in os.openpty():
            os.close(end)
    except OSError as error:
        sys.exit(f'screen: this system has no pseudo-terminals ({error.strerror}): '
                 'mount /dev/pts, as in: mount -t devpts devpts /dev/pts')

    here = pathlib.Path(__file__).resolve().parent
    paths = [path for path in sorted(here.glob('*.keys'))
             if fnmatch.fnmatch(path.stem, options.filter)]
    orphans = [path.name for path in sorted(here.glob('*.screen'))
               if not path.with_suffix('.keys').exists()]
    failed = [f'{name} has no script' for name in orphans]
    for path in paths:
        problem = Case(path, options).run()
        if problem:
            failed.append(problem)
            print(f'FAILED {problem}\n', flush=True)
    if not paths:
        sys.exit(f'screen: no case is named {options.filter}')
    print(f'screen: {len(paths)} cases, {len(failed)} failed')
    for name in orphans:
        print(f'  {name} has no script')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
