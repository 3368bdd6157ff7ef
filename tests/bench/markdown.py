#!/usr/bin/env python3
"""How fast 20 MB of Markdown are converted, beside reading the bytes.

    markdown.py [--program build/quizctl] [--rounds 7]

Makes two files of 20 MB, one of study notes and one of a collection, and converts each
with `quizctl convert FILE -o /dev/null`, beside `wc -l` and, where there is one, md2html.
Prints medians of wall time, how often that of the first row goes into it, of user and
system time, and the most memory. The bar is one second.
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

SIZE = 20 * 1000 * 1000

DOMAINS = ("Data Preparation", "Model Development", "Deployment", "Monitoring and Security")

NOTE = """# {d}: Subject {n}

## Question

A team keeps {n} files of training data on shared storage. Linux instances read them at
once, with **high** throughput and `{n}` microseconds of latency at most.

Which storage option meets these requirements?

A. Amazon Elastic File System (Amazon EFS)
B. Amazon FSx for Windows File Server
C. Amazon Simple Storage Service (Amazon S3)
D. Amazon FSx for Lustre

## Correct Answer

D: Amazon FSx for Lustre

## Explanation

### What is needed

- Files, not objects
- Many clients at once

### Why the right one fits

It spreads files over servers.

| need | feature |
|---|---|
| files | POSIX |

### Why the others do not fit

1. **Amazon EFS**
   - One client gets less.
2. **FSx for Windows**
   - SMB adds nothing here.
3. **Amazon S3**
   - No file calls.

### Real-world implementation

```sh
sudo mount -t lustre fs{n}:/x /fsx
```

## Key Takeaways

- Linux and many clients: Lustre.

## References

1. [A page](https://example.org/{n})

---

"""

QUESTION = """#### Q{n}. Which of these {n} things is an object store?

```bash
aws s3 ls s3://bucket-{n}
```

- [ ] Amazon EFS number {n}
- [x] Amazon S3
- [ ] Amazon EBS

**Explanation:** It stores objects, _not_ files.

[Reference](https://example.org/{n})

"""


def make(path, text):
    with open(path, "w", encoding="utf-8") as out:
        size = n = 0
        while size < SIZE:
            n += 1
            part = text.format(n=n, d=DOMAINS[n % len(DOMAINS)])
            out.write(part)
            size += len(part)
    return n


def measure(command, rounds):
    """Medians of wall, user + system seconds; the most memory in MB."""
    walls, works, most = [], [], 0
    for _ in range(rounds):
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            raise SystemExit(f"{command}: status {status}")
        walls.append(time.monotonic() - start)
        works.append(usage.ru_utime + usage.ru_stime)
        most = max(most, usage.ru_maxrss / 1024)
    return statistics.median(walls), statistics.median(works), most


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/quizctl")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("notes", NOTE), ("collection", QUESTION)):
            path = os.path.join(folder, name + ".md")
            count = make(path, text)
            print(f"{name}: {count} questions, {os.path.getsize(path) / 1e6:.0f} MB")
            rows = [["wc -l", ["wc", "-l", path]]]
            if shutil.which("md2html"):
                rows.append(["md2html", ["md2html", "--github", path]])
            rows.append(["quizctl convert", [program, "convert", path, "--to", "json", "-o", "/dev/null"]])
            first = None
            for label, command in rows:
                wall, work, most = measure(command, options.rounds)
                first = first or wall
                print(
                    f"  {label:16} {wall:6.3f} s {wall / first:7.1f} x"
                    f"   {work:6.3f} s work   {most:6.0f} MB"
                )


if __name__ == "__main__":
    main()
