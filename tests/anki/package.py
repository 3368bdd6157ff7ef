#!/usr/bin/env python3
"""Make the Anki package that a JSON file describes, and run a command on it.

    package.py FILE.json COMMAND...

The package is made in a folder of its own, with the name of FILE; the command runs there
with that name behind it. In FILE, all of it optional:

    kind     "legacy1" (the default), "legacy2", "latest": as Anki's own programs write it
    schema   11 or 18, where it is not that of the kind
    types    {"Basic": ["Front", "Back"]}: kinds of note and their fields
    notes    [{"type": "Basic", "fields": ["...", "..."], "tags": "a b", "id": 1}]
    sql      statements that are run on the database at the end
    database text that stands in the place of the database; {"zeros": N} so many zeros
    meta     the bytes of the member `meta`, in hexadecimal; null for none
    without  names of members that are left out
    cut      so many bytes of the package are left
    cut_packed  the same of the packed database
"""

import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

FIRST_ID = 1700000000000
MEMBER = {
    "legacy1": "collection.anki2",
    "legacy2": "collection.anki21",
    "latest": "collection.anki21b",
}
META = {"legacy1": None, "legacy2": "0802", "latest": "0803"}

NOTES = """
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,
  factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
"""
TABLES_OF_18 = """
CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL);
CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL,
  name text NOT NULL COLLATE unicase, config blob NOT NULL, PRIMARY KEY (ntid, ord))
  WITHOUT ROWID;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase,
  mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL,
  kind blob NOT NULL);
"""


def unicase(a, b):
    a, b = a.casefold(), b.casefold()
    return (a > b) - (a < b)


def models(types):
    """The kinds of note as schema 11 says them."""
    return {
        str(FIRST_ID + place): {
            "id": FIRST_ID + place,
            "name": name,
            "flds": [{"name": field, "ord": i} for i, field in enumerate(fields)],
        }
        for place, (name, fields) in enumerate(types.items())
    }


def fill_types(db, types, schema):
    text = json.dumps(models(types)) if schema == 11 else ""
    db.execute("INSERT INTO col VALUES (1,0,0,0,?,0,0,0,'{}',?,'{}','{}','{}')", (schema, text))
    if schema == 11:
        return
    db.executescript(TABLES_OF_18)
    for place, (name, fields) in enumerate(types.items()):
        db.execute("INSERT INTO notetypes VALUES (?,?,0,0,x'')", (FIRST_ID + place, name))
        for i, field in enumerate(fields):
            db.execute("INSERT INTO fields VALUES (?,?,?,x'')", (FIRST_ID + place, i, field))


def fill_notes(db, types, notes):
    places = {name: place for place, name in enumerate(types)}
    for i, note in enumerate(notes):
        at = note.get("id", FIRST_ID + i)
        model = FIRST_ID + places.get(note["type"], len(types))
        flds = "\x1f".join(note["fields"])
        db.execute(
            "INSERT INTO notes VALUES (?,?,?,0,-1,?,?,'',0,0,'')",
            (at, f"guid{i}", model, note.get("tags", ""), flds),
        )
        db.execute(
            "INSERT INTO cards VALUES (?,?,1,0,0,-1,0,0,?,0,0,0,0,0,0,0,0,'')", (at, at, i)
        )


def database(said, schema):
    instead = said.get("database")
    if isinstance(instead, dict):
        return bytes(instead["zeros"])
    if instead is not None:
        return instead.encode()
    with tempfile.NamedTemporaryFile() as file:
        db = sqlite3.connect(file.name)
        db.create_collation("unicase", unicase)
        db.executescript(NOTES)
        types = said.get("types", {})
        fill_types(db, types, schema)
        fill_notes(db, types, said.get("notes", []))
        db.commit()
        for statement in said.get("sql", []):
            db.execute(statement)
            db.commit()
        db.close()
        return pathlib.Path(file.name).read_bytes()


def zstd(data):
    """A frame of blocks that are stored, or of one byte again and again (RFC 8878)."""
    most = 128 * 1024
    frame = b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x58"  # no size, a window of 2 MiB
    for at in range(0, len(data) or 1, most):
        block = data[at : at + most]
        is_last = at + most >= len(data)
        is_run = len(set(block)) == 1
        head = len(block) << 3 | (2 if is_run else 0) | is_last
        frame += head.to_bytes(3, "little") + (block[:1] if is_run else block)
    return frame


def members(said):
    kind = said.get("kind", "legacy1")
    schema = said.get("schema", 18 if kind == "latest" else 11)
    meta = said.get("meta", META[kind])
    data = database(said, schema)
    if kind == "latest":
        data = zstd(data)[: said.get("cut_packed")]
    found = {}
    if meta is not None:
        found["meta"] = bytes.fromhex(meta)
    if kind != "legacy1":  # what an old program is to see
        found[MEMBER["legacy1"]] = database(
            {"types": {"Basic": ["Front", "Back"]},
             "notes": [{"type": "Basic", "fields": ["Please update", ""]}]}, 11)
    found[MEMBER[kind]] = data
    found["media"] = b"{}"
    return {name: data for name, data in found.items() if name not in said.get("without", [])}


def package(said):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members(said).items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()[: said.get("cut")]


def main():
    source, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    said = json.loads(source.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        name = source.stem + ".apkg"
        (pathlib.Path(folder) / name).write_bytes(package(said))
        return subprocess.run(command + [name], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
