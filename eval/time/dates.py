#!/usr/bin/env python3
"""dates.py TIME_TOOL DATA GUM.conllu [--rival] [--worst N]: dates as people write them, and what day each is.

GUM marks the dates of its texts with their value (`<date when="1805-07">`); those that name a year, a month of a year, a
day, or a span from one to another are counted, without the academic texts, whose dates are of citations. Found: a time of ours overlaps it; extent: begins and ends where gold does
(prepositions, articles and marks apart); value: the same first and last day, of all. GUM marks no plain durations and few
words like "now", so what is found beside its dates says nothing and is not counted. Each text's day is its meta data's.
--rival runs dateparser (search_dates) over the same sentences, with the same day.
"""
import argparse, datetime, json, os, re, subprocess

PART = re.compile(r'<date ([^>]*)>')
SMALL = {"in", "on", "the", "of", "at", "from", "since", "by", "until", "and", "to", ",", "(", ")", "during", "between", "a"}


def read(path):
    documents, document, start, open_date = [], None, True, None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            document = {"id": line.split("= ")[1], "day": None, "paragraphs": [], "gold": []}
            documents.append(document)
            open_date = None
        elif line.startswith("# meta::dateCreated"):
            document["day"] = line.split("= ")[1]
        elif line.startswith("# newpar"):
            start = True
        elif line and not line.startswith("#"):
            f = line.split("\t")
            if not f[0].isdigit() and "-" not in f[0]:
                continue
            if "-" in f[0]:
                continue
            if start or not document["paragraphs"]:
                document["paragraphs"].append("")
                start = False
            text = document["paragraphs"][-1]
            begin = sum(len(p.encode()) + 2 for p in document["paragraphs"][:-1]) + len(text.encode())
            end = begin + len(f[1].encode())
            document["paragraphs"][-1] = text + f[1] + ("" if "SpaceAfter=No" in f[9] else " ")
            for piece in re.findall(r"</?date[^>]*>", f[9]):
                if piece.startswith("<date"):
                    open_date = {"values": dict(re.findall(r'(\w+):::"([^"]*)"', piece)), "begin": begin}
                elif open_date:
                    open_date.update(end=end)
                    document["gold"].append(open_date)
                    open_date = None
    return documents


def days(value):
    m = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if not m:
        return None
    y, mo, d = int(m[1]), m[2] and int(m[2]), m[3] and int(m[3])
    try:
        if d:
            return (datetime.date(y, mo, d),) * 2
        if mo:
            after = datetime.date(y + mo // 12, mo % 12 + 1, 1)
            return datetime.date(y, mo, 1), after - datetime.timedelta(days=1)
        return datetime.date(y, 1, 1), datetime.date(y, 12, 31)
    except ValueError:
        return None


def interval(values):
    if "when" in values:
        return days(values["when"])
    if "from" in values and "to" in values:
        a, b = days(values["from"]), days(values["to"])
        return (a[0], b[1]) if a and b else None
    return None


def trimmed(text, begin, end):
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(rb"\w+|[^\w\s]", text[begin:end])]
    while words and words[0][2].decode(errors="replace").lower() in SMALL:
        words.pop(0)
    while words and words[-1][2].decode(errors="replace").lower() in SMALL:
        words.pop()
    return (begin + words[0][0], begin + words[-1][1]) if words else (begin, end)


def by_dateparser(text, day):
    from dateparser.search import search_dates
    out, at = [], 0
    settings = {"PREFER_DATES_FROM": "past", "RETURN_TIME_SPAN": False}
    if day:
        settings["RELATIVE_BASE"] = datetime.datetime.fromisoformat(day)
    for paragraph in text.split("\n\n"):
        try:
            found = search_dates(paragraph, languages=["en"], settings=settings) or []
        except Exception:
            found = []
        place = 0
        for words, when in found:
            i = paragraph.find(words, place)
            if i < 0:
                continue
            place = i + len(words)
            begin = at + len(paragraph[:i].encode())
            day_told = re.search(r"\b([0-3]?\d)(st|nd|rd|th)?\b(?!\d)", words) or re.search(r"day|ago|night", words)
            month_told = re.search(r"[A-Za-z]{3}", words)
            value = when.date().isoformat()
            value = value if day_told else value[:7] if month_told else value[:4]
            out.append({"span": [begin, begin + len(words.encode())], "days": days(value)})
        at += len(paragraph.encode()) + 2
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data")
    parser.add_argument("gum")
    parser.add_argument("--rival", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    a = parser.parse_args()
    if not os.path.exists(a.gum):
        print("skipped: no", a.gum)
        return
    documents = read(a.gum)
    asked = [{"id": d["id"], "published": d["day"] if d["day"] and days(d["day"]) else None,
              "paragraphs": d["paragraphs"]} for d in documents]
    ran = subprocess.run([a.tool, a.data], input="".join(json.dumps(p) + "\n" for p in asked), capture_output=True,
                         text=True, check=True)
    systems = {"annals": {}}
    for out in map(json.loads, ran.stdout.splitlines()):
        systems["annals"][out["id"]] = [
            {"span": t["span"], "days": tuple(datetime.date.fromisoformat(t[k]) if t[k] else None for k in ("from", "to"))}
            for t in out["times"]]
    if a.rival:
        systems["dateparser"] = {p["id"]: by_dateparser("\n\n".join(p["paragraphs"]), p["published"]) for p in asked}
    for name, times in systems.items():
        gold = found = extent = right = 0
        wrong = []
        for document in documents:
            text = "\n\n".join(document["paragraphs"]).encode()
            for date in document["gold"] if "_academic_" not in document["id"] else []:
                value = interval(date["values"])
                if value is None:
                    continue
                gold += 1
                over = [t for t in times[document["id"]] if t["span"][0] < date["end"] and date["begin"] < t["span"][1]]
                found += bool(over)
                same = [t for t in over if trimmed(text, *t["span"]) == trimmed(text, date["begin"], date["end"])]
                extent += bool(same)
                if any(t["days"] == value for t in over):
                    right += 1
                else:
                    wrong.append((document["id"], text[max(0, date["begin"] - 40):date["end"] + 20].decode(errors="replace"),
                                  value, [t["days"] for t in over]))
        print(f"{name}: {gold} dates, found {found / gold:.3f}, extent {extent / gold:.3f}, value {right / gold:.3f} "
              f"(of those found {right / max(found, 1):.3f})")
        if name == "annals":
            for w in wrong[:a.worst]:
                print("  ", w[0], repr(w[1]), "gold", *w[2], "ours", *[str(x[0]) + ".." + str(x[1]) for x in w[3]])


main()
