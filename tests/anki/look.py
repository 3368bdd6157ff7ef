#!/usr/bin/env python3
"""Open what quizctl writes for Anki as somebody else would: with Python's zipfile and
sqlite3, knowing only how Anki describes its packages.

    look.py QUIZCTL SOURCE
"""

import hashlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

CARD_COLUMNS = """id nid did ord mod usn type queue due ivl factor reps lapses left odue
    odid flags data""".split()
NOTE_COLUMNS = "id guid mid mod usn tags flds sfld csum flags data".split()
DAY = 24 * 60 * 60


def convert(quizctl, source, to, epoch):
    env = dict(os.environ, SOURCE_DATE_EPOCH=str(epoch), TZ="Asia/Tokyo")
    subprocess.run(
        [quizctl, "convert", "-o", to, source], check=True, env=env, stdout=subprocess.DEVNULL
    )
    return pathlib.Path(to).read_bytes()


def rows(db, table):
    cursor = db.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    return names, [dict(zip(names, row)) for row in cursor]


def opened(package, folder):
    with zipfile.ZipFile(package) as file:
        assert file.testzip() is None
        assert file.namelist() == ["collection.anki2", "media"], file.namelist()
        assert json.loads(file.read("media")) == {}
        where = file.extract("collection.anki2", folder)
    db = sqlite3.connect(where)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return db


def check_model(model):
    """Anki refuses a template that names a field which is not there."""
    fields = [field["name"] for field in model["flds"]]
    assert [field["ord"] for field in model["flds"]] == list(range(len(fields)))
    (template,) = model["tmpls"]
    for side in ("qfmt", "afmt"):
        for name in re.findall(r"\{\{[#/^]?([^}]*)\}\}", template[side]):
            assert name in fields + ["FrontSide"], name
    (ord_, how, needed), = model["req"]
    assert (ord_, how) == (0, "any") and all("{{%s}}" % fields[i] in template["qfmt"] for i in needed)
    return fields


def check_collection(db, bank, epoch):
    (ver, models, decks, mod) = db.execute("SELECT ver, models, decks, mod FROM col").fetchone()
    assert ver == 11 and mod == epoch * 1000
    (model,) = json.loads(models).values()
    fields = check_model(model)
    names, notes = rows(db, "notes")
    assert names == NOTE_COLUMNS, names
    assert len(notes) == len(bank["questions"]) == len({note["guid"] for note in notes})
    for note, question in zip(notes, bank["questions"]):
        values = note["flds"].split("\x1f")
        assert len(values) == len(fields)
        assert values[0] == note["sfld"] == question["id"]
        digest = hashlib.sha1(values[0].encode()).digest()
        assert note["csum"] == int.from_bytes(digest[:4], "big")
        assert note["mid"] == model["id"] and note["mod"] == epoch
        assert note["tags"].split() == question.get("topics", [])
        for option in question["options"]:
            assert option["text"].split()[0].strip("`*") in values[fields.index("Options")]
    names, cards = rows(db, "cards")
    assert names == CARD_COLUMNS, names
    assert [card["nid"] for card in cards] == [note["id"] for note in notes]
    assert {str(card["did"]) for card in cards} <= set(json.loads(decks))
    assert json.loads(decks)[str(cards[0]["did"])]["name"] == bank["title"]
    return {note["sfld"]: (note["guid"], note["mod"]) for note in notes}


def main():
    quizctl, root = sys.argv[1:]
    source = f"{root}/questions/aws-ml-storage"
    with tempfile.TemporaryDirectory() as folder:
        convert(quizctl, source, f"{folder}/bank.json", 1)
        bank = json.loads(pathlib.Path(f"{folder}/bank.json").read_text(encoding="utf-8"))
        one = convert(quizctl, f"{folder}/bank.json", f"{folder}/one.apkg", 50 * DAY)
        two = convert(quizctl, f"{folder}/bank.json", f"{folder}/two.apkg", 50 * DAY)
        assert one == two, "the same bank at the same time gives other bytes"
        first = check_collection(opened(f"{folder}/one.apkg", folder), bank, 50 * DAY)

        # A day later, with a question more in front: the others keep their guid and are newer.
        bank["questions"].insert(0, dict(bank["questions"][0], id="one-more"))
        pathlib.Path(f"{folder}/bank.json").write_text(json.dumps(bank), encoding="utf-8")
        convert(quizctl, f"{folder}/bank.json", f"{folder}/three.apkg", 51 * DAY)
        later = check_collection(opened(f"{folder}/three.apkg", folder), bank, 51 * DAY)
        for name, (guid, mod) in first.items():
            assert later[name][0] == guid and later[name][1] > mod, name
        print(f"{len(first)} notes, and one more a day later")


if __name__ == "__main__":
    main()
