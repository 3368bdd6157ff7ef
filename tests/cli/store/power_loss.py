"""Cut the power behind each system call of a practice: what got feedback is on the disk.

One practice is recorded with strace. Behind each call the folder is built as a power cut
may leave it: of what was written to a file since its last sync, all is there, nothing,
all but one write, or one write alone; files made or removed since the folder's last sync
are there, or they are not. In each such folder SQLite must find every answer whose
feedback was shown before.

With --no-sync the same log is replayed as if no sync had reached the disk: the test must
find answers lost then, or it could not find any. The same goes for the way to the folder:
folders that are made must be synced into their parents before the first answer.
"""

import pathlib
import re
import sqlite3
import sys

import practised

ANSWERS = 3
CALLS = "openat,close,pwrite64,write,fsync,fdatasync,unlink,ftruncate,mkdir"
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (\d+)")
PATH = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def text_bytes(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


class File:
    """What is surely on the disk, and what was written since."""

    def __init__(self):
        self.synced = b""
        self.pending = []  # (offset, bytes), or (size, None) for a truncation

    def content(self, survives):
        data = bytearray(self.synced)
        for i, (at, written) in enumerate(self.pending):
            if not survives(i):
                continue
            if written is None:
                data[at:] = b""
                data.extend(bytes(at - len(data)))
            else:
                data.extend(bytes(max(0, at - len(data))))
                data[at : at + len(written)] = written
        return bytes(data)

    def sync(self):
        self.synced = self.content(lambda i: True)
        self.pending = []


class Disk:
    """A folder while the log goes by."""

    def __init__(self, folder, has_sync):
        self.folder, self.has_sync = folder, has_sync
        self.open = {}  # descriptor: path
        self.live, self.durable = {}, {}  # name: File
        self.acknowledged = 0
        self.unsynced_parents = set()

    def name(self, path):
        path = pathlib.Path(path)
        return path.name if path.parent == self.folder else None

    def file(self, descriptor):
        return self.live.get(self.name(self.open.get(descriptor, "/")))

    def take(self, call, arguments, result):
        """Take one call of the log. True when it may have changed the folder."""
        first = arguments.split(",")[0]
        if call in ("openat", "mkdir", "unlink"):
            return self.take_name(call, arguments, result)
        number = int(first)
        if call == "close":
            self.open.pop(number, None)
        elif call == "write" and number == 1:
            self.acknowledged += practised.verdicts(
                b"".join(map(text_bytes, PATH.findall(arguments)))
            )
        elif call == "pwrite64" and self.file(number):
            written = text_bytes(PATH.search(arguments)[1])
            self.file(number).pending.append((int(arguments.split(",")[-1]), written))
        elif call == "ftruncate" and self.file(number):
            self.file(number).pending.append((int(arguments.split(",")[-1]), None))
        elif call in ("fsync", "fdatasync") and self.has_sync:
            self.take_sync(number)
        else:
            return False
        return True

    def take_name(self, call, arguments, result):
        path = text_bytes(PATH.search(arguments)[1]).decode()
        name = self.name(path)
        if call == "openat":
            self.open[result] = path
            if name and "O_CREAT" in arguments:
                self.live.setdefault(name, File())
        elif call == "mkdir":
            self.unsynced_parents.add(str(pathlib.Path(path).parent))
        else:
            self.live.pop(name, None)
        return name is not None

    def take_sync(self, descriptor):
        path = self.open.get(descriptor, "")
        self.unsynced_parents.discard(path)
        if path == str(self.folder):
            self.durable = dict(self.live)
        elif self.file(descriptor):
            self.file(descriptor).sync()

    def images(self):
        """The folders that a power cut may leave now, each a dict of name to bytes."""
        for view in (self.live, self.durable):
            yield image(view, lambda name, i: True)
            yield image(view, lambda name, i: False)
            for odd, file in view.items():
                for k in range(len(file.pending)):
                    yield image(view, lambda name, i: (name, i) != (odd, k))
                    yield image(view, lambda name, i: (name, i) == (odd, k))


def image(view, survives):
    return {
        name: file.content(lambda i, name=name: survives(name, i))
        for name, file in view.items()
        if not name.endswith("-shm")  # rebuilt from the WAL
    }


def answers_in(folder, files):
    """Answers that SQLite finds in FILES, put into FOLDER; -1 for a damaged store."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if not files.get("progress.db") and not files.get("progress.db-wal"):
        return 0
    db = sqlite3.connect(folder / "progress.db")
    try:
        if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return -1
        has_table = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answer'")
        if has_table.fetchone()[0] == 0:
            return 0
        return db.execute("SELECT count(*) FROM answer").fetchone()[0]
    except sqlite3.DatabaseError:
        return -1
    finally:
        db.close()


def record(home):
    """The calls of one practice."""
    arguments = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-o", "trace.log"]
    arguments += ["-e", f"trace={CALLS}"] + practised.command(ANSWERS)
    done = home.run(arguments, practised.feed(ANSWERS))
    if done.returncode != 0 or practised.verdicts(done.stdout) != ANSWERS:
        raise SystemExit(f"it does not run under strace: {done.stderr.decode()}")
    with open("trace.log", encoding="ascii") as log:
        return [match.groups() for match in map(LINE.match, log) if match]


def replay(home, log, has_sync):
    """How many folders were looked at, and what is wrong with them."""
    disk = Disk(home.folder, has_sync)
    scratch = pathlib.Path("image").absolute()
    seen, wrong = set(), []
    for at, (call, arguments, result) in enumerate(log):
        if not disk.take(call, arguments, int(result)):
            continue
        if disk.acknowledged and disk.unsynced_parents:
            wrong.append(f"call {at}: {disk.unsynced_parents} not synced")
        for files in disk.images():
            key = (hash(tuple(sorted(files.items()))), disk.acknowledged)
            if key in seen:
                continue
            seen.add(key)
            found = answers_in(scratch, files)
            if found < disk.acknowledged:
                wrong.append(f"call {at} ({call}): {found} of {disk.acknowledged} answers")
    if disk.acknowledged != ANSWERS:
        wrong.append(f"{disk.acknowledged} answers in the log: this tests nothing")
    return len(seen), wrong


def main():
    practised.need_strace()
    practised.write_bank()
    home = practised.Home("a/data")
    log = record(home)
    images, wrong = replay(home, log, has_sync=sys.argv[1:] != ["--no-sync"])
    if sys.argv[1:] == ["--no-sync"]:
        wrong = [] if wrong else ["nothing was lost without any sync"]
    elif images < 20:
        wrong.append(f"only {images} folders: this tests nothing")
    practised.finish(wrong[:10])


main()
