#!/usr/bin/env python3
"""trips.py TIME_TOOL DATA TRAVELS.jsonl [--split dev|train|all] [--rival] [--worst N]: the day of each trip.

Every trip of a president or secretary of state (from the Office of the Historian) is told in a sentence of a template of
ours with its own fields, its time written in one of many ways: in full, without its year, by its weekday, as "yesterday",
"three days ago", "last Friday", as a span of days. The page's day goes with the way (a page that says "on Tuesday" is of
that week). Right is the trip's own first and last day, exactly. Way and template follow from a hash of the trip's id;
even: train, odd: dev. --rival runs dateparser (search_dates) over the same sentences, with the same day.
"""
import argparse, collections, datetime, hashlib, json, os, re, subprocess

DAY = datetime.timedelta(days=1)
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WORDS = "zero one two three four five six seven eight nine ten".split()
ORDINAL = lambda n: f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"

# way: (a function of the day to its words, how many days later the page is, whether the weekday stands for a past day)
ONE = {
    "December 8, 2016": (lambda d: f"on {MONTHS[d.month - 1]} {d.day}, {d.year}", (0, 900)),
    "8 December 2016": (lambda d: f"on {d.day} {MONTHS[d.month - 1]} {d.year}", (0, 900)),
    "Dec. 8": (lambda d: f"on {SHORT[d.month - 1]} {d.day}", (0, 200)),
    "the 8th of December": (lambda d: f"on the {ORDINAL(d.day)} of {MONTHS[d.month - 1]}", (0, 200)),
    "Thursday, December 8": (lambda d: f"on {WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}", (0, 200)),
    "2016-12-08": (lambda d: f"on {d.isoformat()}", (0, 900)),
    "Thursday": (lambda d: f"on {WEEKDAYS[d.weekday()]}", (0, 6)),
    "Thursday morning": (lambda d: f"on {WEEKDAYS[d.weekday()]} morning", (0, 6)),
    "late Thursday": (lambda d: f"late {WEEKDAYS[d.weekday()]}", (0, 6)),
    "yesterday": (lambda d: "yesterday", (1, 1)),
    "today": (lambda d: "today", (0, 0)),
    "the day before yesterday": (lambda d: "the day before yesterday", (2, 2)),
    "three days ago": (lambda d, n=0: f"{WORDS[n]} days ago", (2, 9)),
    "Thursday at 3 p.m.": (lambda d: f"on {WEEKDAYS[d.weekday()]} at 3 p.m.", (0, 6)),
    "Thursday last week": (lambda d: f"on {WEEKDAYS[d.weekday()]} last week", (7, 7)),
    "the 8th": (lambda d: f"on the {ORDINAL(d.day)}", (0, 20)),
}
MANY = {
    "December 8 to 10, 2016": lambda a, b: f"from {MONTHS[a.month - 1]} {a.day} to {b.day}, {a.year}",
    "December 8-10": lambda a, b: f"on {MONTHS[a.month - 1]} {a.day}-{b.day}",
    "8-10 December 2016": lambda a, b: f"on {a.day}-{b.day} {MONTHS[a.month - 1]} {a.year}",
    "between 8 and 10 December": lambda a, b: f"between {a.day} and {b.day} {MONTHS[a.month - 1]}",
    "from 8 December until 10 December 2016":
        lambda a, b: f"from {a.day} {MONTHS[a.month - 1]} until {b.day} {MONTHS[b.month - 1]} {b.year}",
}
TEMPLATES = ["{who} visited {where} {when}, officials said.",
             "{When}, {who} visited {where} for talks with his hosts.",
             "{who}, who visited {where} {when}, made no comment.",
             "Officials said that {who} had visited {where} {when} with a small delegation."]


def pick(key, options):
    options = list(options)
    return options[int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % len(options)]


def made(trip):
    a, b = (datetime.date.fromisoformat(trip[k]) for k in ("from", "to"))
    where = (trip["locale"].split(",")[0].split("(")[0].strip() or trip["country"].split(",")[0])
    if a == b:
        way = pick(trip["id"] + "way", ONE)
        words, (least, most) = ONE[way]
        later = pick(trip["id"] + "later", range(least, most + 1))
        if way == "Thursday last week":
            monday = a - a.weekday() * DAY
            later = (monday + 7 * DAY - a).days + pick(trip["id"] + "in", range(5))
        if way == "the 8th":
            later = min(later, 28 - a.day) if a.day < 28 else 0
        when = words(a, later) if way == "three days ago" else words(a)
    else:
        if a.month != b.month:
            way = "from 8 December until 10 December 2016"
            if a.year != b.year:
                return None
        else:
            way = pick(trip["id"] + "way", MANY)
        when, later = MANY[way](a, b), (b - a).days + pick(trip["id"] + "later", range(1, 200))
    text = pick(trip["id"] + "template", TEMPLATES).format(
        who=trip["name"], where=where, when=when, When=when[0].upper() + when[1:])
    return {"id": trip["id"], "published": (a + later * DAY).isoformat(), "paragraphs": [text], "way": way,
            "from": trip["from"], "to": trip["to"]}


def by_dateparser(pages):
    from dateparser.search import search_dates
    right = collections.Counter()
    for page in pages:
        day = datetime.datetime.fromisoformat(page["published"])
        try:
            found = search_dates(page["paragraphs"][0], languages=["en"],
                                 settings={"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past"}) or []
        except Exception:
            found = []
        days = sorted({d.date().isoformat() for _, d in found})
        right[page["way"]] += bool(days) and days[0] == page["from"] and days[-1] == page["to"]
    return right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data")
    parser.add_argument("travels")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--rival", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    a = parser.parse_args()
    if not os.path.exists(a.travels):
        print("skipped: no", a.travels)
        return
    trips = [json.loads(line) for line in open(a.travels)]
    odd = lambda t: int(hashlib.sha256(t["id"].encode()).hexdigest()[:8], 16) % 2
    trips = [t for t in trips if a.split == "all" or odd(t) == (a.split == "dev")]
    pages = [p for p in map(made, trips) if p]
    ran = subprocess.run([a.tool, a.data], input="".join(json.dumps(p) + "\n" for p in pages), capture_output=True,
                         text=True, check=True)
    all_of, right, wrong = collections.Counter(), collections.Counter(), []
    for page, out in zip(pages, map(json.loads, ran.stdout.splitlines())):
        visit = next((w for w in out["words"] if w["lemma"] == "visit" and w["upos"] == "VERB"), None)
        all_of[page["way"]] += 1
        if visit and (visit["from"], visit["to"]) == (page["from"], page["to"]):
            right[page["way"]] += 1
        else:
            wrong.append((page, visit))
    rival = by_dateparser(pages) if a.rival else None
    for way in list(ONE) + list(MANY):
        if all_of[way]:
            beside = f", dateparser {rival[way] / all_of[way]:.3f}" if rival else ""
            print(f"  {way}: {right[way] / all_of[way]:.3f} of {all_of[way]}{beside}")
    one = sum(all_of[w] for w in ONE)
    print(f"trips ({a.split}): {sum(right.values())} of {sum(all_of.values())} exact "
          f"({sum(right.values()) / sum(all_of.values()):.3f}); of one day {sum(right[w] for w in ONE) / one:.3f}" +
          (f"; dateparser {sum(rival.values()) / sum(all_of.values()):.3f}" if rival else ""))
    for page, visit in wrong[:a.worst]:
        print(page["published"], page["paragraphs"][0], "|", page["from"], page["to"], "| ours",
              (visit["from"], visit["to"], visit["status"], visit["why"]) if visit else None)


main()
