#!/usr/bin/env python3
"""Change one fact of a copy of the shipped bank; say which questions no longer hold.

    changed_fact.py BANK

For each row below: the change, the exit status of `quizctl prove --all`, and the questions
that are not proved any more. Every question holds before.
"""
import json
import pathlib
import shutil
import subprocess
import sys

# subject, property, value: as if the service had changed, or its page had been misread
CHANGES = [
    ("efs", "elastic", False),
    ("efs", "client-throughput", "unlimited"),
    ("efs", "tiers-cold-data", False),
    ("efs", "sharing", "one-task"),
    ("efs", "clients", ["linux", "windows", "macos"]),
    ("fsx-lustre", "latency", "tens-of-ms"),
    ("fsx-lustre", "client-throughput", "1000 MB/s"),
    ("fsx-lustre", "starts-before-download", False),
    ("fsx-lustre", "to-run", "service"),
    ("fsx-windows", "windows-security", ["ntfs-acls"]),
    ("fsx-windows", "total-throughput", "unlimited"),
    ("fsx-ontap", "protocol", ["smb", "iscsi", "nvme-tcp", "s3-api"]),
    ("fsx-openzfs", "nas-features", ["snapshots"]),
    ("s3-vectors", "latency", "sub-ms"),
    ("s3-vectors", "idle-cost", True),
    ("sagemaker-fast-file", "starts-before-download", False),
    ("dynamodb", "latency", "hours"),
    ("datasync", "open-to-new", False),
]


def change(folder, subject, prop, value):
    """Write VALUE as what SUBJECT says on PROP, wherever in FOLDER that stands."""
    changed = 0
    for path in sorted(folder.glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        for entry in text.get("facts", {}).get("subjects", []):
            for fact in entry.get("facts", []):
                if entry["id"] == subject and fact["property"] == prop:
                    if fact["value"] == value:
                        sys.exit(f"{prop} of {subject} is {value!r} already")
                    fact["value"] = value
                    changed += 1
        path.write_text(json.dumps(text), encoding="utf-8")
    if changed == 0:
        sys.exit(f"nobody says what {prop} of {subject} is")


def prove(folder):
    """The exit status, and the questions that do not hold."""
    done = subprocess.run(
        ["quizctl", "prove", "--all", "--bank", folder, "--format", "json"],
        stdout=subprocess.PIPE, check=False,
    )
    questions = json.loads(done.stdout)["questions"]
    return done.returncode, [
        q["id"] for q in questions if q["state"] not in ("proved", "given up")
    ]


def main():
    bank = pathlib.Path(sys.argv[1])
    if prove(bank) != (0, []):
        sys.exit("not every question holds before a fact is changed")
    for subject, prop, value in CHANGES:
        folder = pathlib.Path("changed")
        shutil.copytree(bank, folder)
        change(folder, subject, prop, value)
        status, ids = prove(folder)
        print(f"{prop} of {subject} is {json.dumps(value)}: exit {status}")
        for name in ids:
            print(f"  {name}")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
