#!/usr/bin/env python3
"""Who is meant: names and offices, on their day, against the notes of the U.S. Office of the Historian.

  score.py ANNALS [STATE_FOLDER] [--half even|odd|all] [--worst N] [--data DATA]

STATE_FOLDER (default ../shared/data/state) holds travels.jsonl (whom presidents and secretaries met, in telegraphic
remarks), visits.jsonl (foreign leaders in the United States, by title and name) and principals.jsonl (officers of the
Department of State). Of each row a text of a sentence or two is made, with its day, and `ANNALS actors resolve` reads it.

Asked for, in each text, by a parser of its own (patterns, no tree):
  named     "Prime Minister Mulroney", "Russian President Yeltsin", "Prince Sihanouk of Cambodia"
  offices   "the Presidents of Brazil, Egypt and France", "the Amir of Kuwait": nobody named
An office counts where data/actors has a holder of it on that day. Right for a name: annals gives, over those bytes, the
holder of that office whom the name fits. Right for an office: annals gives its holder. Who the holder is comes from the tables
themselves, so `offices` measures whether the words find him, and `named` also whether the tables are right.

Ids that are even were tuned on; odd ones are reported. Misses are told by cause.
"""
import argparse
import collections
import datetime
import difflib
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return re.sub(r"[^\w\s]", " ", "".join(c for c in text if not unicodedata.combining(c)).replace("'", "")).split()


def rows(path, columns):
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            fields = line.split("\t")
            assert len(fields) == columns, (path, line)
            yield fields


def day(text, last):
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    if not last:
        return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    month = parts[1] if len(parts) > 1 else 12
    return (datetime.date(parts[0] + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1))


class Base:
    """The tables, read anew: nothing here is the program's own reading of them."""

    def __init__(self, folder):
        self.names = collections.defaultdict(list)  # folded name of a state -> codes
        for row in rows(folder / "states.tsv", 12):
            for field in (row[2], row[4], row[5], row[6]):
                for name in field.split(";"):
                    name = " ".join(fold(re.sub(r"\{.*?\}", "", name)))
                    if name:
                        self.names[name.removeprefix("the ")].append(row[1])
        self.titles = collections.defaultdict(list)  # (title, country) -> roles
        for titles, country, role in rows(folder / "titles.tsv", 3):
            for title in titles.split(";"):
                self.titles[" ".join(fold(title)), country].append(role)
        self.persons = {}
        for name in ("persons.tsv", "persons_more.tsv"):
            for row in rows(folder / name, 5):
                names = [row[1]] + [a for a in row[3].split(";") if a.strip()]
                self.persons[row[0]] = (row[1], row[2], names)
        self.tenures = collections.defaultdict(list)  # country -> (from, to, role, person, office)
        for name in ("offices.tsv", "offices_more.tsv"):
            for row in rows(folder / name, 9):
                self.tenures[row[3]].append((day(row[5], False), day(row[6], True), row[2], row[0], row[1]))

    def roles(self, title, country):
        key = " ".join(fold(title))
        return self.titles.get((key, country)) or self.titles.get((key, "")) or []

    def holders(self, title, country, when):
        roles = self.roles(title, country)
        kings = {"king", "queen", "emperor", "sultan", "emir", "amir", "shah", "grand duke", "prince", "pope"}
        words = " ".join(fold(title))
        found = []
        for begin, end, role, person, office in self.tenures.get(country, ()):
            if role not in roles or begin and begin > when or end and end < when:
                continue
            low = set(fold(office))
            if role == "head of state" and words == "president" and not low & {"president", "chairman"}:
                continue
            if role == "head of state" and words in kings and not low & kings:
                continue
            found.append(person)
        return list(dict.fromkeys(found))

    def fits(self, name, person):
        asked = [w for w in fold(name) if len(w) > 1 and w not in ("the", "von", "bin", "jr", "al", "ii", "iii", "el", "de")]
        known = {w for n in self.persons[person][2] for w in fold(n)}
        def like(a, b):
            return a == b or len(a) > 2 and difflib.SequenceMatcher(None, a, b).ratio() >= .74
        return bool(asked) and any(like(a, b) for a in asked[-3:] for b in known)

    def states_in(self, text):
        words = [fold(w) for w in text.split()]
        words = [w[0] if w else "" for w in words]
        found = []
        for i in range(len(words)):
            for n in (3, 2, 1):
                for code in self.names.get(" ".join(words[i:i + n]), ())[:1]:
                    if code not in found:
                        found.append(code)
        return found

    def state(self, name, when):
        for candidate in state_spellings(name):
            codes = self.names.get(" ".join(fold(candidate)).removeprefix("the "))
            if codes:
                return codes[-1] if when < datetime.date(1992, 1, 1) and "SUN" in codes else codes[0]
        return None


def state_spellings(name):
    yield name
    if ", " in name:
        a, b = name.split(", ", 1)
        yield b + " " + a
        yield a
    if " (" in name:
        a, b = name.split(" (", 1)
        yield a
        yield b.rstrip(")")


TITLES = ["Prime Minister", "Foreign Minister", "Foreign Secretary", "Defense Minister", "Defence Minister", "Crown Prince", "Vice President",
          "Deputy Prime Minister", "Secretary of State", "Minister of Foreign Affairs", "Secretary General", "Secretary-General", "Chancellor", "President",
          "Premier", "King", "Queen", "Emperor", "Amir", "Emir", "Sultan", "Pope", "Chairman", "General Secretary", "Shah", "Taoiseach"]
PLURALS = {"Presidents": "President", "Prime Ministers": "Prime Minister", "Foreign Ministers": "Foreign Minister", "Kings": "King"}
TITLE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True)) + r")\b(?! Minister)")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAME = re.compile(r"\s+((?:(?!(?:" + MONTHS + r")\b|(?:Jr|Sr)?\.)(?:[A-Z]\.(?=\s|[A-Z])|[A-Z][\w’'-]*|\(\w+\)|al-[A-Z][\w’'-]*|bin|ibn|de|da|dos|van|von|den|der|del|la|el)\s?)+)")
LIST = re.compile(r"\bthe (" + "|".join(PLURALS) + r") of ((?:(?!;|\.(?:\s|$)|\b(?:and|the) (?:the )?(?:Presidents|Prime Ministers|Foreign Ministers|Kings|heads)\b).)+)")


def asked_of(text, host, base, when):
    """(kind, title, name, country, begin, end) of each name and office, by characters."""
    taken = []
    for found in LIST.finditer(text):
        title = PLURALS[found[1]]
        codes = []
        for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", found[2]):
            code = base.state(part.strip(), when)
            if code is None:
                break
            codes.append(code)
        taken.append((found.start(), found.end()))
        for code in codes:
            yield "offices", title, None, code, found.start(), found.end()
    for found in TITLE.finditer(text):
        if any(a <= found.start() < b for a, b in taken):
            continue
        before = text[:found.start()].split()
        if re.search(r"\b[Ff]ormer\W+(?:\w+\W+){0,2}$", text[:found.start()]):
            continue
        if before and before[-1].lower() in ("former", "deputy", "vice", "late", "acting", "then", "first", "president-elect", "assistant"):
            continue
        title, rest = found[1], text[found.end():]
        country, begin = host, found.start()
        for words in (3, 2, 1):  # "Egyptian President Mubarak"
            if len(before) >= words:
                code = base.names.get(" ".join(fold(" ".join(before[-words:]))))
                if code:
                    country = code[0]
                    break
        named = NAME.match(rest)
        if rest.startswith("-elect") or rest.startswith("s"):
            continue
        if named:
            name = re.sub(r"\s+(?:de|da|van|von|del|la|el|bin)$", "", named[1].strip()).rstrip(".,")
            name = re.sub(r"(’s|'s)$", "", name)
            if " of " in rest[:len(named[0]) + 30]:
                told = re.match(r"\s+of (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)", rest[len(named[0].rstrip()):])
                code = told and base.state(told[1], when)
                if code:
                    country = code
            yield "named", title, name, country, begin, found.end() + len(named[0].rstrip())
            continue
        told = re.match(r" of (?:the )?([A-Z]\w+(?: (?:and )?[A-Z]\w+)*)", rest)
        if told and text[:found.start()].lower().endswith("the "):
            code = base.state(told[1], when)
            if code:
                yield "offices", title, None, code, begin, found.end() + len(told[0])


def texts(folder, base):
    """(set, id, day, text, host, spans from which on it is asked)"""
    for line in open(folder / "travels.jsonl", encoding="utf-8"):
        row = json.loads(line)
        when = datetime.date.fromisoformat(row["from"])
        host = base.state(row["country"], when)
        lead = f"{row['name']} was in {row['locale'] or row['country']}, {row['country']}. "
        if row["remarks"] and host:
            yield "travels", row["id"], when, lead + row["remarks"], host, len(lead)
    for line in open(folder / "visits.jsonl", encoding="utf-8"):
        row = json.loads(line)
        when = datetime.date.fromisoformat(row["start-date"])
        host = base.state(row["from"], when)
        if host:
            text = f"{row['visitor']} of {row['from'].split(',')[0].split(' (')[0]} arrived in the United States."
            yield "visits", row["id"], when, text, host, 0
    for number, line in enumerate(open(folder / "principals.jsonl", encoding="utf-8")):
        row = json.loads(line)
        if not row.get("started") or len(row["started"]) < 10:
            continue
        when = datetime.date.fromisoformat(row["started"]) + datetime.timedelta(days=20)
        if row.get("ended") and len(row["ended"]) == 10 and when > datetime.date.fromisoformat(row["ended"]):
            continue
        last, *first = row["person"].split("-")
        name = " ".join(w.capitalize() + ("." if len(w) == 1 else "") for w in first + [last])
        yield "principals", str(number), when, f"The United States {row['title']}, {name}, spoke to reporters in Washington.", (row["title"], name), 0


def gold_of_principal(base, title, name, when):
    words = set(fold(title)) - {"of", "the", "for", "and", "state", "affairs"}
    last = fold(name)[-1]
    office = [t for t in base.tenures["USA"]
              if (not t[0] or t[0] <= when) and (not t[1] or t[1] >= when) and
              set(fold(t[4])) - {"of", "the", "for", "and", "state", "affairs", "united", "states"} == words and
              ("state" in fold(title)) <= ("state" in fold(t[4]))]
    if not office:
        return None, []
    fit = [t[3] for t in office if last in {w for n in base.persons[t[3]][2] for w in fold(n)}]
    return (fit[0] if fit else None), [t[3] for t in office]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("annals")
    parser.add_argument("folder", nargs="?", default=str(ROOT.parent / "shared" / "data" / "state"))
    parser.add_argument("--half", default="odd", choices=["even", "odd", "all"])
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--data", default=str(ROOT / "data"))
    options = parser.parse_args()
    folder = pathlib.Path(options.folder)
    if not folder.is_dir():
        print(f"skipped: no {folder}")
        return
    base = Base(pathlib.Path(options.data) / "actors")
    kept, lines = {}, []
    for which, ident, when, text, host, begin in texts(folder, base):
        half = "even" if int(ident) % 2 == 0 else "odd"
        if options.half not in (half, "all"):
            continue
        key = f"{which}-{ident}"
        kept[key] = (which, when, text, host, begin)
        lines.append(json.dumps({"id": key, "published": when.isoformat(), "text": text}, ensure_ascii=False))
    run = subprocess.run([options.annals, "--data", options.data, "actors", "resolve", "-", "--format", "jsonl"], input="\n".join(lines) + "\n",
                         capture_output=True, text=True, encoding="utf-8")
    answers = {}
    for line in run.stdout.splitlines():
        row = json.loads(line)
        answers[row["id"]] = row["actors"]
    counts, causes, shown = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for key, (which, when, text, host, begin) in kept.items():
        found = answers.get(key, [])
        if which == "principals":
            gold, holders = gold_of_principal(base, *host, when)
            items = [("named", host[0], host[1], "USA", 0, len(text), gold, holders)]
        else:
            items = []
            for kind, title, name, country, a, b in asked_of(text, host, base, when):
                if a < begin:
                    continue
                holders = base.holders(title, country, when)
                gold = None
                if kind == "offices":
                    gold = holders[0] if holders else None
                else:
                    # Whose president it is, where no state stands beside him: the host's, the traveller's ("Accompanied President
                    # Ford"), or one that the remark names.
                    for where in [country] if country != host else [host, "USA"] + base.states_in(text):
                        fit = [p for p in base.holders(title, where, when) if base.fits(name, p)]
                        if fit:
                            gold, holders = fit[0], fit
                            break
                items.append((kind, title, name, country, a, b, gold, holders))
        for kind, title, name, country, a, b, gold, holders in items:
            group = which, kind
            counts[group, "asked"] += 1
            if not holders:
                counts[group, "office not in the base"] += 1
                cause = f"no holder: {title}, {country}"
                if len(shown[group, "no holder"]) < options.worst:
                    shown[group, "no holder"].append(f"{when} {title} {name or ''} of {country}")
                continue
            counts[group, "in the base"] += 1
            here = [f for f in found if overlaps(f, text, a, b)]
            ids = [f["id"] for f in here]
            if gold is not None and gold in ids or kind == "offices" and set(ids) & set(holders):
                counts[group, "right"] += 1
                continue
            persons = [f for f in here if f["kind"] == "person"]
            if gold is None:
                cause = "the base has another holder"
            elif not persons:
                cause = "nobody found"
            elif any(f["known"] for f in persons):
                cause = "another person"
            else:
                cause = "taken for unknown"
            causes[group, cause] += 1
            if len(shown[group, cause]) < options.worst:
                wanted = base.persons[gold or holders[0]][0]
                shown[group, cause].append(f"{when} {key}: {text[max(0, a - 30):b + 15][:120]!r} is {wanted}; annals: "
                                           + "; ".join(f"{f['name']} ({f['as_written'][:40]})" for f in persons)[:200])
    print(f"half: {options.half}")
    for group in dict.fromkeys(k[0] for k in counts):
        asked, base_has, right = counts[group, "asked"], counts[group, "in the base"], counts[group, "right"]
        tail = ", ".join(f"{cause} {n}" for (g, cause), n in causes.most_common() if g == group)
        print(f"{group[0]:10} {group[1]:8} asked {asked}, office in the base {base_has}, right {right} ({right / max(1, base_has):.3f}); {tail}")
    for (group, cause), examples in shown.items():
        print("\n" + " ".join(group) + ": " + cause)
        print("\n".join("  " + e for e in examples))


def overlaps(actor, text, a, b):
    raw_a, raw_b = len(text[:a].encode()), len(text[:b].encode())
    # Offsets are into the JSON field's own bytes; these texts hold nothing that JSON escapes.
    return any(x < raw_b and raw_a < y for x, y in actor["spans"])


main()
