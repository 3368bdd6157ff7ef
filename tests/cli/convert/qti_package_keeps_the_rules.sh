# What is written as a QTI package keeps the rules of its manifest, by a judge that is not
# ours: every file is named and every name is a file, identifiers are unique and are
# names, types and schema are those of QTI 3.0, every item's key and feedback lead to
# something in it.
quizctl convert "$QUIZCTL_SOURCE/questions/aws-ml-storage" -o bank.zip --to qti3 >/dev/null
python3 - <<'PYTHON'
import re
import xml.etree.ElementTree as tree
import zipfile

PACKAGE = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
ITEM = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")

zipped = zipfile.ZipFile("bank.zip")
assert zipped.testzip() is None
names = zipped.namelist()
assert names[0] == "imsmanifest.xml" and len(set(names)) == len(names)
manifest = tree.fromstring(zipped.read("imsmanifest.xml"))
assert manifest.tag == PACKAGE + "manifest" and NAME.match(manifest.get("identifier"))
parts = [child.tag.replace(PACKAGE, "") for child in manifest]
assert parts == ["metadata", "organizations", "resources"], parts
head = manifest.find(PACKAGE + "metadata")
assert head.findtext(PACKAGE + "schema") == "QTI Package"
assert head.findtext(PACKAGE + "schemaversion").startswith("3.0")

resources = manifest.findall(f"{PACKAGE}resources/{PACKAGE}resource")
ids = [r.get("identifier") for r in resources]
assert len(set(ids)) == len(ids) and all(NAME.match(i) for i in ids)
assert {r.get("type") for r in resources} == {"imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"}
files = [f.get("href") for r in resources for f in r.findall(PACKAGE + "file")]
assert sorted(files + ["imsmanifest.xml"]) == sorted(names)
assert all(r.get("href") in [f.get("href") for f in r.findall(PACKAGE + "file")] for r in resources)
needed = [d.get("identifierref") for r in resources for d in r.findall(PACKAGE + "dependency")]
items = [r for r in resources if r.get("type") == "imsqti_item_xmlv3p0"]
assert sorted(needed) == sorted(r.get("identifier") for r in items)

test = tree.fromstring(zipped.read("test.xml"))
refs = [r.get("href") for r in test.iter(ITEM + "qti-assessment-item-ref")]
assert refs == [r.get("href") for r in items] and len(refs) > 50

for resource in items:
    item = tree.fromstring(zipped.read(resource.get("href")))
    assert item.tag == ITEM + "qti-assessment-item"
    assert item.get("identifier") == resource.get("identifier") and item.get("title")
    choices = [c.get("identifier") for c in item.find(ITEM + "qti-item-body").iter()
               if c.tag in (ITEM + "qti-simple-choice", ITEM + "qti-simple-associable-choice")]
    assert len(set(choices)) == len(choices) and all(NAME.match(c) for c in choices)
    key = item.findall(f"{ITEM}qti-response-declaration/{ITEM}qti-correct-response/{ITEM}qti-value")
    assert key and all(word in choices for v in key for word in v.text.split())
    outcome = [o for o in item.findall(ITEM + "qti-outcome-declaration")
               if o.get("identifier") == "FEEDBACK"][0]
    shown = [v.text for v in outcome.iter(ITEM + "qti-value")]
    modal = [m.get("identifier") for m in item.findall(ITEM + "qti-modal-feedback")]
    assert sorted(modal) == sorted(shown) and set(modal) <= set(choices) | {"EXPLANATION"}
PYTHON
quizctl convert bank.zip -o again.zip --to qti3 >/dev/null
cmp bank.zip again.zip
