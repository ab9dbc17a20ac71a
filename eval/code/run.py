#!/usr/bin/env python3
"""Scores the coder on hand-coded documents, every set in one command.

    eval/code/run.py ANNALS EVENTS [SET...]        ANNALS: the built binary; EVENTS: the folder with docs/, gold/, score.py

Prints precision, recall and F1 of each set, and how often each field is right on the claims found (--types: by type too).
The sets to develop on are the default; dispatches-2 and 5 to 20 are for learning. Exit status 1 when a set falls below
the floor that the house has set (--floor, 0.35).
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import coding

SETS = ["dispatches-1", "re3d-uk-government", "re3d-wikipedia", "re3d-dfat", "gum-news"]
FIELDS = ["actor", "recipient", "status", "said_by", "mode", "place"]


def score(annals, folder, name, claims, scorer):
    """What the scorer prints of one set; its claims are left in the file `claims`."""
    texts = sorted((folder / "docs" / name).glob("*.txt"))
    claims.write_bytes(coding.output(annals, texts))
    gold = folder / "gold" / f"{name}.jsonl"
    return subprocess.run([sys.executable, scorer, gold, claims], capture_output=True, text=True, check=True).stdout


def figures(text):
    """The figures in what the scorer prints, as it prints them: P, R, F1, "right actor", quiet, and each field that was coded."""
    p, r, f1 = re.search(r"P ([\d.]+) R ([\d.]+) F1 ([\d.]+) on", text).groups()
    documents, claims = re.search(r"without an event: (\d+), claims coded in them: (\d+)", text).groups()
    fields = dict(re.findall(r"^(\w+) +right on \d+/\d+ = ([\d.]+)", text, re.M))
    return {"P": p, "R": r, "F1": f1, "right actor": re.search(r"right actor F1 ([\d.]+)", text).group(1), **fields, "quiet": f"{claims} in {documents}"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annals")
    parser.add_argument("events", type=pathlib.Path)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--types", action="store_true")
    parser.add_argument("--floor", type=float, default=0.35)
    options = parser.parse_args()
    if not options.events.is_dir():
        print(f"skipped: no folder {options.events}")
        return 0
    below = False
    print(f"{'set':20} {'P':>6} {'R':>6} {'F1':>6} {'+actor':>6}  " + " ".join(f"{field:>9}" for field in FIELDS) + "  quiet")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.sets:
            text = score(options.annals, options.events, name, pathlib.Path(folder) / f"{name}.jsonl", options.events / "score.py")
            row = figures(text)
            print(f"{name:20} " + " ".join(f"{row[key]:>6}" for key in ("P", "R", "F1", "right actor")) + "  "
                  + " ".join(f"{row.get(field, '-'):>9}" for field in FIELDS) + f"  {row['quiet']}")
            if options.types:
                print("\n".join("    " + line for line in text.splitlines() if " gold " in line))
            below = below or float(row["F1"]) < options.floor
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
