#!/usr/bin/env python3
"""Nothing in the code knows a person, place or outlet: what is known lies in data/, by the thousand.

  knows_no_seed.py
Reads every source under src/ and include/ for names of the seeds' people, places, outlets and bodies, and for names of states.
Comments and strings count alike; the words below stand for the knowledge that must be in data/.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = """Lavrov Kerry Mistura Gentiloni Putin Obama Assad Trump Sputnik Xinhua Oneindia IANS Hamburg Geneva Munich Rome Aleppo
Sakhour Damascus Moscow Washington Ankara Libya Syria Syrian Turkey Serbia Serbian Russia Russian Italy Italian Germany
American ISSG NATO ISIS OSCE Daesh""".split()
# A header's example in a comment may name a person or a place: it shows use and decides nothing.
COMMENT = re.compile(r"//.*$")


def main():
    pattern = re.compile(r"\b(" + "|".join(NAMES) + r")\b")
    found = []
    for path in sorted([*ROOT.glob("src/**/*"), *ROOT.glob("include/**/*")]):
        if path.suffix not in (".cc", ".h"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            hit = pattern.search(COMMENT.sub("", line))
            if hit:
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit.group(0)}")
    print("\n".join(found) if found else "no name of the seeds is known to the code")
    sys.exit(1 if found else 0)


main()
