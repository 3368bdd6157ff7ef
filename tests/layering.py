#!/usr/bin/env python3
"""Hold every #include of src/ and include/ against the layers of src/CMakeLists.txt.

    layering.py SOURCE "layer|uses|headers"...
    layering.py --self-test

A layer may include its own headers and those of the layers it uses; cmd and main.c may
include all. A header without "quizctl/" before it stands beside the file that includes
it. An outside library is met only where OUTSIDE says. File stems are unique.
"""

import pathlib
import re
import sys
import tempfile

# Header of an outside library: where it may be included, as a folder or a file of src/.
OUTSIDE = {
    "cjson/cJSON.h": ["base/json.c"],
    "sodium.h": ["base/digest.c"],
    "md4c.h": ["format/markdown_lines.c"],
    "utf8proc.h": ["base"],
    "expat.h": ["format/xml.c"],
    "zip.h": ["format/zip_library.h"],
    "zstd.h": ["format/anki_package.c"],
    "sqlite3.h": ["store", "format/anki_collection.c", "format/anki_deck.c"],
    "histedit.h": ["term"],
    "termcap.h": ["term"],
    "pthread.h": ["base/parallel.c", "grade"],
    "emmintrin.h": ["grade/word.h"],
}

# C11 and POSIX.1-2008, plus what Linux and the BSDs share.
SYSTEM = set(
    """assert ctype dirent dlfcn errno fcntl float getopt inttypes langinfo limits locale math poll
    setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn
    string strings sys/file sys/ioctl sys/mman sys/resource sys/select sys/stat sys/statfs
    sys/statvfs sys/time sys/types sys/uio sys/vfs sys/wait termios time uchar unistd wchar
    wctype""".split()
)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


class Layers:
    def __init__(self, rows):
        self.uses, self.owner = {}, {}
        for row in rows:
            name, uses, headers = row.split("|")
            self.uses[name] = uses.split()
            for header in headers.split():
                self.owner[header] = name

    def may_see(self, layer, header):
        if layer in ("cmd", "main"):
            return True
        owner = self.owner[header]
        return owner == layer or owner in self.uses[layer]


def layer_of(path, layers):
    """src/score/tally.c is of score, src/main.c of main, include/quizctl/bank.h of model."""
    if path.parts[0] == "include":
        return layers.owner.get(path.name)
    return path.parts[1] if len(path.parts) > 2 else "main"


def check_own(path, name, layer, layers, root):
    """An include in quotes."""
    if name.startswith("quizctl/"):
        header = name[len("quizctl/"):]
        if header not in layers.owner:
            return f"no layer has {name}"
        if not layers.may_see(layer, header):
            return f"{layer} may not use {layers.owner[header]} ({name})"
        return None
    if layer == "main":
        return None if (root / "src" / name).exists() else f"there is no src/{name}"
    if "/" in name:
        return f"{name} leads out of the folder"
    if not (root / path.parent / name).exists():
        return f"{name} does not stand beside it"
    return None


def check_outside(path, name):
    """An include in angle brackets."""
    if name.endswith(".h") and name[:-2] in SYSTEM:
        return None
    inside = "/".join(path.parts[1:])
    places = OUTSIDE.get(name)
    if places is None:
        return f"<{name}> is neither the system's nor a library's that OUTSIDE knows"
    if any(inside == place or inside.startswith(place + "/") for place in places):
        return None
    return f"<{name}> may be met only in {', '.join(places)}"


def check_file(path, layers, root):
    layer = layer_of(path, layers)
    if layer is None:
        return [f"{path}: no layer of src/CMakeLists.txt has this header"]
    if layer not in layers.uses and layer not in ("cmd", "main"):
        return [f"{path}: {layer} is no layer of src/CMakeLists.txt"]
    found = []
    text = (root / path).read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        kind, name = match.groups()
        wrong = (
            check_own(path, name, layer, layers, root)
            if kind == '"'
            else check_outside(path, name)
        )
        if wrong:
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path}:{line}: {wrong}")
    return found


def check_stems(paths):
    first, found = {}, []
    for path in paths:
        kind = (path.stem, path.suffix)
        if kind in first:
            found.append(f"{path}: its name is taken by {first[kind]}")
        first.setdefault(kind, path)
    return found


def check_order(rows):
    """Rows stand in the order data flows: a layer uses only those above it."""
    seen, found = set(), []
    for row in rows:
        name, uses, _ = row.split("|")
        found += [
            f"src/CMakeLists.txt: {name} uses {used}, which does not stand above it"
            for used in uses.split()
            if used not in seen
        ]
        seen.add(name)
    return found


def check(root, rows):
    layers = Layers(rows)
    paths = sorted(
        path.relative_to(root)
        for folder in ("include", "src")
        for path in (root / folder).rglob("*.[ch]")
    )
    found = check_order(rows) + check_stems(paths)
    for path in paths:
        found += check_file(path, layers, root)
    return found


# --- the test of this test ---

CLEAN = {
    "include/quizctl/buf.h": "#include <stddef.h>\n",
    "include/quizctl/bank.h": '#include "quizctl/buf.h"\n',
    "include/quizctl/store.h": '#include "quizctl/bank.h"\n',
    "src/base/buf.c": '#include "quizctl/buf.h"\n#include <utf8proc.h>\n',
    "src/model/bank.c": '#include "quizctl/bank.h"\n#include "bank_inside.h"\n',
    "src/model/bank_inside.h": "",
    "src/store/store.c": '#include "quizctl/store.h"\n#include <sqlite3.h>\n',
    "src/cmd/cmd.c": '#include "quizctl/store.h"\n',
    "src/main.c": '#include "cmd/cmd.h"\n',
    "src/cmd/cmd.h": "",
}
CLEAN_ROWS = ["base||buf.h", "model|base|bank.h", "store|base model|store.h"]

# (why, file, text, what must be said of it)
PLANTED = [
    ("an arrow the wrong way", "src/model/bad.c", '#include "quizctl/store.h"\n',
     "src/model/bad.c:1: model may not use store"),
    ("the same in a public header", "include/quizctl/buf.h", '\n#include "quizctl/bank.h"\n',
     "include/quizctl/buf.h:2: base may not use model"),
    ("written with spaces", "src/base/bad.c", '  #  include  "quizctl/bank.h"\n',
     "src/base/bad.c:1: base may not use model"),
    ("a header that nobody has", "src/base/bad.c", '#include "quizctl/none.h"\n',
     "no layer has quizctl/none.h"),
    ("a neighbour's inside", "src/store/bad.c", '#include "../model/bank_inside.h"\n',
     "leads out of the folder"),
    ("a local header of elsewhere", "src/store/bad.c", '#include "bank_inside.h"\n',
     "does not stand beside it"),
    ("a library in the wrong file", "src/base/bad.c", "#include <cjson/cJSON.h>\n",
     "may be met only in base/json.c"),
    ("a library in cmd", "src/cmd/bad.c", "#include <sqlite3.h>\n",
     "may be met only in store"),
    ("a folder that only begins like it", "src/storehouse/bad.c", "#include <sqlite3.h>\n",
     "storehouse is no layer"),
    ("a library nobody knows", "src/base/bad.c", "#include <openssl/ssl.h>\n",
     "neither the system's"),
    ("a stem taken twice", "src/store/bank.c", "", "its name is taken by"),
    ("a public header of no layer", "include/quizctl/stray.h", "", "no layer"),
]


def self_test():
    failed = []

    def found_in(files, rows=CLEAN_ROWS):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return check(root, rows)

    if found_in(CLEAN):
        failed.append(f"a clean tree: {found_in(CLEAN)}")
    for why, name, text, wanted in PLANTED:
        found = found_in({**CLEAN, name: text})
        if not any(wanted in line for line in found):
            failed.append(f"{why}: wanted '{wanted}', got {found}")
    upward = ["base|model|buf.h", "model|base|bank.h", "store|base model|store.h"]
    if not any("does not stand above" in line for line in found_in(CLEAN, upward)):
        failed.append("a row that uses a layer below it was not found")
    return failed


def main(args):
    if args == ["--self-test"]:
        found = self_test()
        good = f"{len(PLANTED) + 2} planted trees judged rightly"
    else:
        found = check(pathlib.Path(args[0]), args[1:])
        good = "every #include follows the layers"
    print("\n".join(found) if found else good)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
