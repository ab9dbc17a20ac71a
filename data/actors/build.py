#!/usr/bin/env python3
"""Packs facts about who held which office into persons.tsv and offices.tsv.

  build.py OFFICES_CSV STATE_FOLDER [BODY_NAMES]

OFFICES_CSV   qid,person,office,country,from,to,source: Wikidata's office-holders (CC0) as collected by the project
              every-politician-scrapers; STATE_FOLDER holds principals.jsonl of the U.S. Office of the Historian (CC0).
Read beside this script: states.tsv, and persons_more.tsv and offices_more.tsv, which are written by hand: a later holder
told there ends an earlier one here. Not needed at run time. The same input gives the same bytes.

An empty end in the source means "in office, or unknown". It is bounded here, and marked "~" (see README.md): by the day
before the next holder of the same title began, else by as many years as such an office is seldom held longer.
"""
import collections
import csv
import datetime
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent

# The first pattern that is found in the title (without the country) names the role.
DEPUTY = r"deputy|vice|under-?secretar|assistant|associate|junior|minister delegate|minister of state|state secretary|parliamentary secretary|state minister"
ROLES = [
    (r"^first lady|first gentleman|^spouse", None),
    (r"^ambassador", "ambassador"),
    (r"permanent representative|ambassador.*united nations", "permanent representative"),
    (r"^high commissioner (of|to)", "ambassador"),
    (r"special (envoy|representative)|^envoy|plenipotentiary envoy", "envoy"),
    (r"national security advis|secretary of the .*(security|defen[cs]e) council", "national security adviser"),
    (r"chief of (the )?(general |army |naval |navy |air |joint )*staff|chairman of the joint chiefs|commander.in.chief|"
     r"chief of (the )?(army|defen[cs]e|armed forces)|chairman of the general staff|supreme commander", "army chief"),
    (r"chief of staff|head of the presidential (administration|office)|cabinet director", "chief of staff"),
    (r"central intelligence|intelligence service|minister of intelligence|general intelligence|director of .*intelligence|"
     r"security service|minister of state security|director-general of the (mossad|shin)", "intelligence chief"),
    (r"police commander|chief of .*police|inspector.general of police|commissioner of police", "police chief"),
    (r"(governor|president|chairman|chairwoman) of the .*(central|national|reserve|federal) bank|governor of the bank|"
     r"chair of the federal reserve", "central bank governor"),
    (r"spokes(person|man|woman)|press secretary", "spokesperson"),
    (r"chief justice|president of the (supreme|constitutional|high) court|president of the court of cassation", "chief justice"),
    (r"^attorney.general|prosecutor.general|general prosecutor", "attorney general"),
    (r"^(justice|judge|supreme court)", None),
    (r"^(acting )?secretary of state$|foreign secretary|secretary of foreign", "foreign minister"),
    (r"secretary for foreign", "foreign minister"),
    (r"(minister|secretary|head).*\b(foreign (affairs|policy|relations)|external (affairs|relations)|international relations)|"
     r"foreign minister", "foreign minister"),
    (r"(minister|secretary).*\b(defen[cs]e|war\b|armed forces)", "defence minister"),
    (r"(minister|secretary).*\b(interior|internal affairs|home affairs|public security|homeland security|home department)|"
     r"home secretary|home minister", "interior minister"),
    (r"(minister|secretary).*\b(finance|treasury|econom)|chancellor of the exchequer|^treasurer", "finance minister"),
    (r"minister.*\bjustice|lord chancellor", "justice minister"),
    (r"(minister|secretary).*\b(energy|oil|petroleum)", "energy minister"),
    (r"(minister|secretary).*\b(trade|commerce)|trade representative", "trade minister"),
    (r"minister.*\b(information|communication|media)", "information minister"),
    (r"(minister|secretary).*\bhealth", "health minister"),
    (r"(minister|secretary).*\b(labou?r|employment)", "labour minister"),
    (r"(minister|secretary).*\b(agricultur|fisheries)", "agriculture minister"),
    (r"(minister|secretary).*\beducation", "education minister"),
    (r"(minister|secretary).*\btransport", "transport minister"),
    (r"(minister|secretary).*\benvironment", "environment minister"),
    (r"^(speaker|chairman|chairperson|president|chair|head) of (the )?.*(parliament|assembly|congress|senate|house|chamber|"
     r"knesset|duma|rada|sejm|bundestag|diet|diat|council of (nations|state|representatives|the republic)|federation council|majlis|"
     r"bundesrat|riksdag|riigikogu|seimas|saeima|council)", "speaker"),
    (r"^marshal of the se", "speaker"),
    (r"^(lord |deputy )?mayor", "mayor"),
    (r"^governor.general", "governor"),
    (r"^(lieutenant |vice.|deputy )*governor|^prefect|^intendant|^chief minister|^president of the province|"
     r"^head of (the )?(republic|region)|^minister.president", "governor"),
    (r"general secretary|^leader of|^chairman of the .*party|^(first )?secretary of the .*(party|central committee)", "party leader"),
    (r"^commander|^general|^admiral|commandant", "general"),
    (r"minister|secretary for|secretary of|chief secretary|tánaiste|commissioner", "minister"),
]
DEPUTY_OF = {"foreign minister": "deputy foreign minister"}
MINISTERS = {"defence minister", "interior minister", "finance minister", "justice minister", "energy minister", "trade minister",
             "information minister", "health minister", "labour minister", "agriculture minister", "education minister",
             "transport minister", "environment minister", "minister"}
ONE_MAN = {"head of state", "head of government", "foreign minister", "defence minister", "interior minister", "finance minister"}
# Years after which an end that nobody has told is past in all likelihood.
YEARS = {"head of state": 12, "heir": 20, "head of government": 7, "ambassador": 5, "permanent representative": 6, "speaker": 6,
         "mayor": 8, "governor": 6, "party leader": 10, "chief justice": 10, "foreign minister": 6, "defence minister": 6}
MONARCH = re.compile(r"\b(king|queen|emperor|empress|sultan|emir|monarch|pope|grand duke|prince of|supreme leader)\b", re.I)
# Ministers of parts of states and courts' members have titles like those of states' ministers.
PART_OF_STATE = re.compile(r"\b(flemish|walloon|scottish|welsh|northern ireland|wales|scotland|catalonia|basque|shadow|"
                           r"quebec|kurdistan region|zanzibar|brussels-capital|åland|greenland|faroe)\b", re.I)
EAST_ASIAN = set("CHN TWN HKG KOR PRK VNM SGP MAC".split())
BODIES = {"United Nations": "Q1065", "International Court of Justice": "Q7801", "World Trade Organization": "Q7825",
          "Council of Europe": "Q8908", "Union for Foreign Affairs": "Q458", "OSCE": "Q81299", "Arab Parliament": "Q7172"}


def rows_of(name, columns):
    path = HERE / name
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert all(len(row) == columns for row in rows), name
    return rows


def fold(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in text if not unicodedata.combining(c))))


def first_day(text):
    parts = [int(p) for p in text.split("-")]
    return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def usable(text):
    try:
        return not text or bool(first_day(text))
    except ValueError:
        return False


def country_names():
    names = {}
    for row in rows_of("states.tsv", 12):
        plain = [re.sub(r"\{.*?\}", "", n).strip() for n in [row[2], row[4]] + row[5].split(";")]
        names[row[1]] = {fold(n).removeprefix("the ") for n in plain if n}
    return names


def of_whole_state(office, country, names):
    """The office's words before its state's name; None when it is of a part of the state or of a body in it."""
    match = re.match(r"(.*?) of (?:the )?(.+)$", office)
    while match:
        if fold(match[2]).removeprefix("the ") in names.get(country, ()):
            return match[1]
        rest = match[1]
        match = re.match(re.escape(rest) + r" of (?:the )?(.*? of (?:the )?.+)$", office)
        parts = office[len(rest) + 4:].split(" of ", 1)
        if len(parts) < 2:
            return None
        candidate = rest + " of " + parts[0]
        if fold(parts[1]).removeprefix("the ") in names.get(country, ()):
            return candidate
        match = re.match(r"(" + re.escape(candidate) + r") of (?:the )?(.+)$", office)
    return None


def role_of(office, country, names):
    if PART_OF_STATE.search(office) or country == "USA" and re.match(r"secretary of state of \w+.* of the united states", office, re.I):
        return "other"
    head = of_whole_state(office, country, names)
    low = re.sub(r"secretary of state (for|of) ", "secretary for ", (head or office).lower())
    if head:
        if re.fullmatch(r"(acting |interim |transitional |federal )?(president|king|queen|emperor|sultan|emir|monarch|supreme leader|"
                        r"head of state|grand duke|prince|sovereign|ruler|pope)", low):
            return "head of government" if country == "IRN" and "president" in low else "head of state"
        if re.fullmatch(r"(acting |interim |federal |caretaker )?(prime minister|chancellor|taoiseach|premier|premier of the state council|"
                        r"head of government|minister of state|chairman of the (council of ministers|government)|chief executive|"
                        r"president of the (council of ministers|government)|state counsellor)", low):
            return "head of state" if country == "HKG" else "head of government"
        if re.fullmatch(r"(first |second |executive )?(vice.president|deputy president)", low):
            return "vice head of state"
        if re.search(r"(deputy|vice) (prime minister|premier|chancellor)|tánaiste|^vice-chancellor", low) and "office" not in low:
            return "deputy head of government"
        if re.fullmatch(r"(deputy )?crown prince", low):
            return "heir"
    for pattern, role in ROLES:
        if re.search(pattern, low):
            if role is None:
                return None
            if (role in MINISTERS or role == "foreign minister") and re.search(DEPUTY, low):
                return DEPUTY_OF.get(role, "deputy minister")
            return role
    return "other"


def role_of_body(office):
    low = office.lower()
    if low.startswith("judge"):
        return None
    if "deputy" in low or "under-secretary" in low or low.startswith("vice"):
        return "deputy head of body"
    if "high representative" in low:
        return "foreign policy chief"
    if "general assembly" in low or "parliament" in low or "international court" in low:
        return "speaker"
    return "head of body"


def surname_of(name, country):
    words = re.sub(r",.*| (Jr|Sr|II|III|IV)\.?$", "", name).split()
    if len(words) < 2:
        return words[0] if words else name
    if country in EAST_ASIAN and all(w[:1].isupper() for w in words):
        return words[0]
    for i, word in enumerate(words[:-1]):
        if i and word.lower() in ("al", "el", "bin", "ibn", "van", "von", "de", "da", "dos", "du", "le", "la", "ter", "den", "di"):
            return " ".join(words[i:])
    return words[-1]


def clean_name(name):
    name = re.sub(r",.*", "", name).strip()
    return re.sub(r"\s*\(.*?\)", "", name)


def read_offices(path, names):
    persons, rows = {}, []
    for row in csv.DictReader(open(path, encoding="utf-8")):
        if not row["from"] and not row["to"] or not usable(row["from"]) or not usable(row["to"]):
            continue
        if row["from"] and row["to"] and row["from"][:len(row["to"])] > row["to"][:len(row["from"])]:
            continue  # a slip of the source
        if not any("LATIN" in unicodedata.name(c, "") for c in row["person"]) or "\t" in row["office"]:
            continue
        country, office = row["country"], row["office"][0].upper() + row["office"][1:]
        role = role_of(office, country, names) if country else role_of_body(row["office"])
        if role is None or role == "other" and row["to"][:4] < "1990" and row["to"]:
            continue
        if role in ("deputy minister", "mayor", "other", "governor") and row["to"] and row["to"][:4] < "1980":
            continue
        body = next((q for n, q in BODIES.items() if n in office), "") if not country else ""
        toward = ""
        if role == "ambassador":
            match = re.search(r" to (?:the )?(.+)$", office)
            toward = next((c for c, n in names.items() if match and fold(match[1]).removeprefix("the ") in n), "")
        source = "Wikidata: " + row["source"]
        persons.setdefault(row["qid"], (clean_name(row["person"]), country, "Wikidata"))
        rows.append([row["qid"], office, role, country or body, toward, row["from"], row["to"], "", source])
    return persons, rows


PRINCIPALS = {  # keys of the U.S. Office of the Historian that matter, and the role
    "secretary": "foreign minister", "deputy-secretary": "deputy foreign minister",
    "representative-to-un": "permanent representative", "president": "head of state",
    "ambassador-at-large": "envoy", "us-trade-representative": "trade minister",
}
# Below the deputy: by how the key begins, since 1945 only.
LESSER_PRINCIPALS = [
    (r"(deputy-)?under-secretary|assistant-secretary", "deputy foreign minister"),
    (r"coordinator|counselor|director-policy-planning|legal-adviser|administrator-|director-us|executive-secretary|chief-of-protocol|"
     r"inspector-general|director-general", "other"),
]


def role_of_principal(row):
    if row["office"] in PRINCIPALS:
        return PRINCIPALS[row["office"]]
    if row.get("started", "") < "1945":
        return None
    return next((role for pattern, role in LESSER_PRINCIPALS if re.match(pattern, row["office"])), None)


def read_principals(folder, persons, more):
    """Persons are told by slugs like "kerry-john-forbes". What is told by hand is left out."""
    begun = {(r[2], r[3]): [] for r in more}
    for r in more:
        if r[5]:
            begun[(r[2], r[3])].append(first_day(r[5]))
    by_name = collections.defaultdict(set)
    for qid, (name, country, _) in persons.items():
        if country == "USA":
            words = fold(name).split()
            by_name[(words[0], words[-1])].add(qid)
    rows, fresh = [], {}
    for line in open(folder / "principals.jsonl", encoding="utf-8"):
        row = json.loads(line)
        role = role_of_principal(row)
        if not role or not row.get("started"):
            continue
        start = first_day(row["started"])
        if any(abs((start - day).days) < 60 for day in begun.get((role, "USA"), [])):
            continue
        words = [w for w in row["person"].split("-")]
        found = by_name.get((words[1] if len(words) > 1 else "", words[0]), set())
        if len(found) == 1:
            qid = next(iter(found))
        else:
            name = " ".join(w.capitalize() if len(w) > 1 else w.upper() + "." for w in words[1:] + words[:1])
            qid = "x:" + "-".join(words[1:] + words[:1])
            fresh[qid] = (name, "USA", "Office of the Historian")
        rows.append([qid, row["title"], role, "USA", "", row["started"], row.get("ended") or "", "",
                     "Office of the Historian"])
    return fresh, rows


def bound_ends(rows, more):
    """Fills empty ends: see above."""
    series = collections.defaultdict(list)
    for row in rows + more:
        if row[5]:
            series[(row[3], row[4], row[2] if row[2].startswith(("head of", "foreign", "defence", "interior")) else fold(row[1]))].append(
                (first_day(row[5]), row[0]))
    for holders in series.values():
        holders.sort()
    out = []
    for row in rows:
        row = list(row)
        if not row[6] and row[5]:
            begin = first_day(row[5])
            key = (row[3], row[4], row[2] if row[2].startswith(("head of", "foreign", "defence", "interior")) else fold(row[1]))
            later = [day for day, person in series[key] if day > begin and person != row[0]]
            monarch = MONARCH.search(row[1])
            years = 60 if monarch else YEARS.get(row[2], 6)
            # One man's office without a later holder: he held it when the source was read, in 2022.
            if row[2] in ONE_MAN and begin.year + years < 2024:
                years = 2024 - begin.year
            if later and not (monarch and later[0].year - begin.year < 1):
                row[6] = (later[0] - datetime.timedelta(days=1)).isoformat()
            else:
                row[6] = str(begin.year + years)
            row[7] = "~"
        out.append(row)
    return out


def main():
    names = country_names()
    persons, rows = read_offices(sys.argv[1], names)
    more = rows_of("offices_more.tsv", 9)
    fresh, principals = read_principals(pathlib.Path(sys.argv[2]), persons, more)
    persons.update(fresh)
    own = {(r[0], r[2], r[3]) for r in rows}
    rows += [r for r in principals if (r[0], r[2], r[3]) not in own]
    known = {r[0] for r in rows_of("persons_more.tsv", 5)}
    rows = bound_ends(rows, more)
    # What is told by hand about a person's office replaces the source's row of the same office and beginning.
    by_hand = {(r[0], r[2], r[3]) for r in more}
    rows = [r for r in rows if (r[0], r[2], r[3]) not in by_hand]
    rows = sorted({tuple(r) for r in rows})
    used = {r[0] for r in rows} | {r[0] for r in more}
    with open(HERE / "offices.tsv", "w", encoding="utf-8") as out:
        out.write("# Who held which office, from when to when. Made by build.py; corrections belong in offices_more.tsv.\n"
                  "#person\toffice\trole\tof\ttoward\tfrom\tto\tend\tsource\n")
        out.writelines("\t".join(r) + "\n" for r in rows)
    with open(HERE / "persons.tsv", "w", encoding="utf-8") as out:
        out.write("# Persons of offices.tsv. Made by build.py; spellings belong in persons_more.tsv.\n"
                  "#id\tname\tsurname\taliases\tsource\n")
        count = 0
        for qid in sorted(used & set(persons)):
            if qid in known:
                continue
            name, country, source = persons[qid]
            out.write("\t".join([qid, name, surname_of(name, country), "", source]) + "\n")
            count += 1
    print(len(rows), "tenures,", count, "persons;", collections.Counter(r[2] for r in rows).most_common())


main()
