#!/usr/bin/env python3
"""Where an act was, how it was done, when and by whom, as tests/cases/record/choices.cases and days.cases tell.

  choices.py ANNALS
"""
import sys

from harness import ROOT, Folder, annals, lines

FILES = [ROOT / "tests/cases/record" / name for name in ("choices.cases", "days.cases")]


def cases(file):
    """(line, page, [(type, place, mode[, time[, actors]])])"""
    page, wanted, began = [], [], 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines() + [""], 1):
        if line.startswith(">"):
            began = began or number
            page.append(line[1:].strip())
        elif line and not line.startswith("#"):
            wanted.append(tuple(part.strip() for part in line.split("|")))
        elif not line and page:
            yield began, page, wanted
            page, wanted, began = [], [], 0


def days(claim, likely=False):
    """"2015-03-03", "2015-03-03..2015-03-10", "?..2015-03-10", "?"; with its likeliest day "?..2015-03-10 ~2015-03-09"."""
    first, last = claim["time"]["from"], claim["time"]["to"]
    likeliest = f" ~{claim['time'].get('likely') or '?'}" if likely else ""
    return (first or "?" if first == last else f"{first or '?'}..{last or '?'}") + likeliest


def actors(claim):
    return ", ".join(p["name"] for p in claim["participants"] if p["role"] == "actor") or "-"


def fits(claim, kind, place, mode, time="*", who="*"):
    name = (claim["place"] or {}).get("name") or "-"
    return claim["type"] == kind and place in ("*", name) and (mode == "*" or mode in claim["mode"]) and time in ("*", days(claim, "~" in time)) and who in ("*", actors(claim))


def main():
    bad = count = 0
    with Folder() as folder:
        told = [(file, *case) for file in FILES for case in cases(file)]
        paths = []
        for file, began, page, _ in told:
            paths.append(folder / f"{file.stem}-{began:04}.txt")
            paths[-1].write_text("Report of the day\n\n" + "\n\n".join(page) + "\n", encoding="utf-8")
        coded = {document["path"]: document["claims"] for document in lines(annals("code", "--format", "text", *paths, check=0).stdout)}
        for (file, began, _, wanted), path in zip(told, paths):
            for one in wanted:
                count += 1
                if not any(fits(claim, *one) for claim in coded[str(path)]):
                    bad += 1
                    found = [(c["type"], (c["place"] or {}).get("name"), c["mode"], days(c, True), actors(c)) for c in coded[str(path)]]
                    print(f"{file.name}:{began}: expected {' | '.join(one)}, found {found}")
    print(f"{count - bad} of {count} right")
    sys.exit(1 if bad else 0)


main()
