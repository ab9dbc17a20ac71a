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

SETS = ["dispatches-1", "re3d-uk-government", "re3d-wikipedia", "re3d-dfat", "gum-news"]
FIELDS = ["actor", "recipient", "status", "said_by", "mode", "place"]


def score(annals, events, name, folder):
    texts = sorted((events / "docs" / name).glob("*.txt"))
    coded = subprocess.run([annals, "code", *texts], capture_output=True, check=False)
    claims = folder / f"{name}.jsonl"
    claims.write_bytes(coded.stdout)
    gold = events / "gold" / f"{name}.jsonl"
    return subprocess.run([sys.executable, events / "score.py", gold, claims], capture_output=True, text=True, check=True).stdout


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
            text = score(options.annals, options.events, name, pathlib.Path(folder))
            p, r, f = re.search(r"P ([\d.]+) R ([\d.]+) F1 ([\d.]+) on", text).groups()
            actor = re.search(r"right actor F1 ([\d.]+)", text).group(1)
            fields = {key: value for key, value in re.findall(r"^(\w+) +right on \d+/\d+ = ([\d.]+)", text, re.M)}
            quiet = re.search(r"without an event: (\d+), claims coded in them: (\d+)", text).groups()
            print(f"{name:20} {p:>6} {r:>6} {f:>6} {actor:>6}  " + " ".join(f"{fields.get(field, '-'):>9}" for field in FIELDS)
                  + f"  {quiet[1]} in {quiet[0]}")
            if options.types:
                print("\n".join("    " + line for line in text.splitlines() if " gold " in line))
            below = below or float(f) < options.floor
    return 1 if below else 0


sys.exit(main())
