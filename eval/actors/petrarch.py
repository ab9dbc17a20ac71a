#!/usr/bin/env python3
"""Codes on their days: PETRARCH's dated records, and a whole dictionary, through `annals actors import`.

  petrarch.py ANNALS [PETRARCH_FOLDER] [DICTIONARIES] [--worst N] [--data DATA]

1. The unit records of category DATE play on days around the ends of dated codes. Their dictionary (PETR.Validate.actors.txt) is imported
   into an empty folder; for every actor of it that a record names, the code on the record's day must begin the source or target of a
   coded event of that record.
2. Every dated code of DICTIONARIES/Phoenix.Countries.actors.txt: imported, it must be told on its first, last and middle day, except on days
   of two codes, where the one that began later holds.
3. Of the persons in that dictionary with a government's code of a state: how many the installed tables know by name and state, and how many of
   these as holding some office in the middle of those days.
"""
import argparse
import collections
import datetime
import json
import pathlib
import random
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def import_into(options, folder, *files):
    run = subprocess.run([options.annals, "--data", options.data, "--actors", folder, "actors", "import", "--format", "phoenix", *map(str, files)],
                         capture_output=True, text=True)
    return run.stderr.splitlines()


def standings(folder):
    """{id: [(code, from, to)]} as imported, and {name: id}."""
    codes, names = collections.defaultdict(list), {}
    for line in open(pathlib.Path(folder) / "standings.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            who, _, _, code, begin, end, _ = line.rstrip("\n").split("\t")
            codes[who].append((code, begin, end))
    for name, column in (("added.tsv", 9), ("persons.tsv", 3)):
        path = pathlib.Path(folder) / name
        for line in open(path, encoding="utf-8") if path.exists() else []:
            if not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                for each in [fields[1]] + fields[column].split(";"):
                    names[each.strip().casefold()] = fields[0]
    return codes, names


def code_on(rows, day):
    best = None
    for code, begin, end in rows:
        if (begin and begin > day) or (end and end < day):
            continue
        if best is None or (begin or "") > (best[1] or "") or ((begin or "") == (best[1] or "") and end and not best[2]):
            best = (code, begin, end)
    return best[0] if best else None


def ask(options, folder, name, day):
    run = subprocess.run([options.annals, "--data", options.data, "--actors", folder, "actors", name, "--on", day, "--json"],
                         capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def records(options, folder_of):
    text = open(folder_of / "PETR.UnitTest.records.xml", encoding="utf-8").read()
    right, asked, wrong = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        import_into(options, folder, folder_of / "PETR.Validate.actors.txt")
        codes, names = standings(folder)
        dated = {name: who for name, who in names.items() if any(b or e for _, b, e in codes[who])}
        for found in re.finditer(r'<Sentence date="(\d{8})" id="(DATE-\d+)".*?</Sentence>', text, re.S):
            day = f"{found[1][:4]}-{found[1][4:6]}-{found[1][6:]}"
            wanted = re.findall(r'(?:source|target)code="([^"]*)"', found[0])
            sentence = re.search(r"<Text>(.*?)</Text>", found[0], re.S)[1].casefold()
            for name, who in dated.items():
                if name not in sentence or any(name != other and name in other and other in sentence for other in dated):
                    continue
                asked += 1
                cards = [c for c in ask(options, folder, name, day) if c["id"] == who]
                told = cards and code_on([(s["code"], s["from"] or "", s["to"] or "") for s in cards[0]["standings"]], day)
                said = cards and ((cards[0]["country"] or "") + (cards[0]["sector"] or "")).replace("CVL", "CIV")
                good = told and any(code.startswith(told) for code in wanted)
                right += bool(good)
                if not good:
                    wrong.append(f"{found[2]} {day} {name}: {told} ({said}), wanted {wanted}")
    print(f"dated records: {right} of {asked} actors with the code of their day")
    print("\n".join("  " + line for line in wrong[:options.worst]))


def dictionary(options, path):
    with tempfile.TemporaryDirectory() as folder:
        told = import_into(options, folder, path)
        print(told[-1] if told else "nothing told")
        for line in told[:-1][:options.worst]:
            print("  " + line)
        codes, names = standings(folder)
        text = open(path, encoding="utf-8", errors="replace").read()
        lost = found = 0
        for who, rows in codes.items():
            for code, begin, end in rows:
                if not (begin and end):
                    continue
                for day in (begin, end):
                    expected = code_on(rows, day)
                    overlapping = [r for r in rows if (not r[1] or r[1] <= day) and (not r[2] or r[2] >= day)]
                    found += expected in {r[0] for r in overlapping}
                    lost += expected is None
        dated_in_text = len(re.findall(r"\[[^\]]*\d{6}[^\]]*\]", re.sub(r"#.*", "", text)))
        kept = sum(1 for rows in codes.values() for _, b, e in rows if b or e)
        print(f"dated codes in the dictionary {dated_in_text}, kept {kept} (states and repeated rows apart), days asked {found + lost}, lost {lost}")
        known_persons(options, path, text)


def known_persons(options, path, text):
    """Whom the installed tables know; a sample, seeded."""
    entries, head = [], None
    for line in text.splitlines():
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        name = line.split("[")[0].strip()
        if name and not name.startswith("+"):
            head = name.replace("_", " ").strip()
        for code, begin, end in re.findall(r"\[([A-Z]{3}GOV\w*)\s+(\d{6,8})\s*-\s*(\d{6,8})\]", line):
            days = []
            for number in (begin, end):
                number = number if len(number) == 8 else ("20" if int(number[:2]) <= 30 else "19") + number
                try:
                    days.append(datetime.date(int(number[:4]), int(number[4:6]), int(number[6:])))
                except ValueError:
                    break
            if len(days) == 2 and days[0] <= days[1] and head and " " in head:
                entries.append((head, code[:3], days[0] + (days[1] - days[0]) / 2))
    random.Random(7).shuffle(entries)
    entries = entries[:options.sample]
    known = office = 0
    for name, state, day in entries:
        cards = ask_plain(options, name.title(), day.isoformat())
        mine = [c for c in cards if c["kind"] == "person" and c["country"] == state]
        known += bool(mine)
        office += any(o["of"] == state for c in mine for o in c["offices"])
    print(f"persons of the dictionary in a government, a sample: {len(entries)}; known by name and state {known}, in office that day {office}")


def ask_plain(options, name, day):
    run = subprocess.run([options.annals, "--data", options.data, "actors", name, "--on", day, "--json"], capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("annals")
    parser.add_argument("petrarch", nargs="?", default=str(SHARED / "petrarch"))
    parser.add_argument("dictionaries", nargs="?", default=str(SHARED / "dictionaries"))
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--data", default=str(ROOT / "data"))
    options = parser.parse_args()
    for folder, measure in ((options.petrarch, lambda p: records(options, p)),
                            (options.dictionaries, lambda p: dictionary(options, p / "Phoenix.Countries.actors.txt"))):
        if pathlib.Path(folder).is_dir():
            measure(pathlib.Path(folder))
        else:
            print(f"skipped: no {folder}")


main()
