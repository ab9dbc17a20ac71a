"""Scores `annals clean` against labelled pages: body text, title, byline, day of publication.

    annals clean PAGES/aeb/html PAGES/segments/html PAGES/wcxb/html PAGES/dates/html > clean.jsonl
    python3 eval/clean/score.py PAGES clean.jsonl [--half dev|train|all] [--worst N]

PAGES is the folder of labelled pages. The story is the text of the lead, body and quote blocks. Each set has its own rule:
  aeb       word 4-grams, precision and recall a page, F1 of their means
  segments  sentences that must and must not be in the text, counted over all pages
  wcxb      bag of lower-cased words, F1 a page, mean; title and byline equal but for case and spaces; exact day
  dates     exact day: a wrong one is a false positive, none a false negative
A page is of the dev half where the SHA-256 of its id is odd; the scorer of blocks is learned on the other half.
Standard library only.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import sys

WORD = re.compile(r"\w+")
STORY = {"lead", "body", "quote"}


def is_dev(name):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def fold(text):
    return " ".join(text.split())


def stem_of(path):
    """aeb/html/x.html.gz and aeb/x.html alike: (aeb, x.html)."""
    parts = [part for part in pathlib.PurePath(path).parts if part != "html"]
    name = parts[-1][:-3] if parts[-1].endswith(".gz") else parts[-1]
    return (parts[-2], name)


def story_of(document):
    return "\n".join(block["text"] for block in document["blocks"] if block["kind"] in STORY)


def value_of(field):
    if isinstance(field, dict):
        return field.get("value")
    return field


def day_of(document):
    published = document.get("published")
    if published and published.get("from") and published["from"] == published.get("to"):
        return published["from"]
    best = None
    for hint in document.get("dates", []):
        day = hint.get("day") or (hint.get("from") if hint.get("from") == hint.get("to") else None)
        if not day or hint["kind"] in ("caption",):
            continue
        sure = hint["confidence"] - (0.5 if hint["kind"] == "updated" else 0)
        if best is None or sure > best[0]:
            best = (sure, day)
    return best[1] if best else None


def shingles(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else collections.Counter()


def overlap(gold, got):
    """(precision, recall) of two Counters."""
    hit = sum((gold & got).values())
    more, less = sum(got.values()) - hit, sum(gold.values()) - hit
    if more == less == 0:
        return 1.0, 1.0
    return (hit / (hit + more) if hit + more else 0.0), (hit / (hit + less) if hit + less else 0.0)


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def score_aeb(folder, documents, keep):
    rows = []
    for name, entry in json.loads((folder / "aeb/ground-truth.json").read_text()).items():
        if keep(name):
            document = documents.get(("aeb", name + ".html"))
            rows.append((*overlap(shingles(entry["articleBody"]), shingles(story_of(document) if document else "")), name))
    precision, recall = mean(row[0] for row in rows), mean(row[1] for row in rows)
    print(f"aeb       {len(rows)} pages  P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f}")
    return [(f1(row[0], row[1]), "aeb", row[2]) for row in rows]


def score_segments(folder, documents, keep):
    hit = missed = wrong = pages = 0
    rows = []
    for url, entry in json.loads((folder / "segments/labels.json").read_text()).items():
        if not keep(url):
            continue
        pages += 1
        document = documents.get(("segments", entry["file"]))
        text = fold(story_of(document)) if document else ""
        found = sum(fold(one) in text for one in entry["with"])
        bad = sum(fold(one) in text for one in entry["without"])
        hit += found
        missed += len(entry["with"]) - found
        wrong += bad
        rows.append((found / max(1, len(entry["with"]) + bad), "segments", entry["file"]))
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
    print(f"segments  {pages} pages  P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f}")
    return rows


def same_name(gold, got):
    def plain(name):
        return sorted(WORD.findall((name or "").lower().replace(" and ", " ")))
    return bool(gold) and plain(gold) == plain(got)


def score_wcxb(folder, documents, keep):
    scores, titles, names, days, rows = [], [], [], [], []
    wrong_days = 0
    for path in sorted((folder / "wcxb/labels").glob("*.json")):
        gold = json.loads(path.read_text())["ground_truth"]
        if not keep(path.stem) or not gold.get("main_content"):
            continue
        document = documents.get(("wcxb", path.stem + ".html"))
        text = story_of(document) if document else ""
        score = f1(*overlap(collections.Counter(WORD.findall(gold["main_content"].lower())), collections.Counter(WORD.findall(text.lower()))))
        scores.append(score)
        rows.append((score, "wcxb", path.stem))
        document = document or {}
        if gold.get("title"):
            titles.append(fold(gold["title"]).casefold() == fold(value_of(document.get("title")) or "").casefold())
        if gold.get("author"):
            names.append(same_name(gold["author"], value_of(document.get("byline"))))
        if gold.get("publish_date"):
            day = day_of(document) if document else None
            days.append(gold["publish_date"][:10] == day)
            wrong_days += bool(day) and gold["publish_date"][:10] != day
    print(f"wcxb      {len(scores)} pages  F1 {mean(scores):.3f}  title {mean(titles):.3f}  byline {mean(names):.3f}  "
          f"day {mean(days):.3f} (wrong {wrong_days} of {len(days)})")
    return rows


def score_dates(folder, documents, keep):
    hit = wrong = none = 0
    rows = []
    for url, entry in json.loads((folder / "dates/labels.json").read_text()).items():
        if not keep(url):
            continue
        where = pathlib.PurePath(entry.get("html", "html")).parts
        document = documents.get((where[-2] if len(where) > 1 else "dates", entry["file"]))
        day = day_of(document) if document else None
        hit += day == entry["date"]
        wrong += day is not None and day != entry["date"]
        none += day is None
        if day != entry["date"]:
            rows.append((0.0 if day else 0.5, "dates", f"{entry['file']} {entry['date']} got {day}"))
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + none)
    print(f"dates     {hit + wrong + none} pages  P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f} (wrong {wrong}, none {none})")
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--half", choices=["dev", "train", "all"], default="dev")
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    documents = {}
    with open(arguments.output) as lines:
        for line in lines:
            document = json.loads(line)
            documents[stem_of(document["path"])] = document
    keep = {"dev": is_dev, "train": lambda name: not is_dev(name), "all": lambda name: True}[arguments.half]
    print(f"half: {arguments.half}; {len(documents)} documents read")
    for score in (score_aeb, score_segments, score_wcxb, score_dates):
        rows = score(arguments.pages, documents, keep)
        for row in sorted(rows)[:arguments.worst]:
            print(f"    {row[0]:.3f} {row[1]} {row[2]}")


if __name__ == "__main__":
    sys.exit(main())
