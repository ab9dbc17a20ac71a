"""Scores `annals clean` against labelled pages: body text, title, byline, day of publication.

    annals clean PAGES/aeb/html PAGES/segments/html PAGES/wcxb/html PAGES/dates/html > clean.jsonl
    python3 eval/clean/score.py PAGES clean.jsonl [--half dev|train|all] [--worst N]

PAGES is the folder of labelled pages. The story is the text of the lead, body and quote blocks. Each set has its own rule:
  aeb       word 4-grams, precision and recall a page, F1 of their means
  segments  sentences that must and must not be in the text, counted over all pages
  wcxb      bag of lower-cased words, F1 a page, mean; title equal but for case and spaces, and the same for its words alone
            (whose quotation marks and dashes differ between page and label); byline of the same words; exact day
  dates     exact day: a wrong one is a false positive, none a false negative
A page is of the dev half where the SHA-256 of its id is odd; the scorer of blocks is learned on the other half.
compare.py sets the same figures beside those of others. Standard library only.
"""
import argparse
import collections
import dataclasses
import hashlib
import json
import pathlib
import re
import sys
import typing

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


@dataclasses.dataclass
class Said:
    """What one system says of one page."""
    text: str = ""
    title: str = ""
    byline: str = ""
    day: str | None = None


def read_annals(path):
    """{stem_of(page): Said} out of the lines that `annals clean` prints."""
    said = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            said[stem_of(document["path"])] = Said(story_of(document), value_of(document.get("title")) or "",
                                                   value_of(document.get("byline")) or "", day_of(document))
    return said


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


def share(part, whole):
    return part / (whole + 1e-12)


def f1(precision, recall):
    return share(2 * precision * recall, precision + recall)


# The figures: each out of the mean of its pages' rows, whether of numbers or of columns of numbers.

def f1_of_means(row):
    return f1(row[0], row[1])


def f1_of_counts(row):  # hit, wrong, missed
    return share(2 * row[0], 2 * row[0] + row[1] + row[2])


def plain_mean(row):
    return row[0]


def show_counts(row):
    return f"P {share(row[0], row[0] + row[1]):.3f}  R {share(row[0], row[0] + row[2]):.3f}"


@dataclasses.dataclass
class Measure:
    """A figure of a set: a row of numbers for each page with a label, and what to make of their mean."""
    name: str
    figure: typing.Callable
    rows: dict = dataclasses.field(default_factory=dict)  # by the page's id
    show: typing.Callable = lambda row: ""

    def mean(self, keep):
        rows = [row for name, row in self.rows.items() if keep(name)]
        return [sum(column) / len(rows) for column in zip(*rows)], len(rows)


NOTHING = Said()


def of_aeb(folder, said):
    measure = Measure("aeb F1", f1_of_means, show=lambda row: f"P {row[0]:.3f}  R {row[1]:.3f}")
    for name, entry in json.loads((folder / "aeb/ground-truth.json").read_text()).items():
        text = said.get(("aeb", name + ".html"), NOTHING).text
        measure.rows[name] = overlap(shingles(entry["articleBody"]), shingles(text))
    return [measure]


def of_segments(folder, said):
    measure = Measure("segments F1", f1_of_counts, show=show_counts)
    for url, entry in json.loads((folder / "segments/labels.json").read_text()).items():
        text = fold(said.get(("segments", entry["file"]), NOTHING).text)
        hit = sum(fold(one) in text for one in entry["with"])
        measure.rows[url] = (hit, sum(fold(one) in text for one in entry["without"]), len(entry["with"]) - hit)
    return [measure]


def same_name(gold, got):
    def plain(name):
        return sorted(WORD.findall((name or "").lower().replace(" and ", " ")))
    return plain(gold) == plain(got)


def day_row(gold, got):
    return (got == gold, bool(got) and got != gold, not got)


def of_wcxb(folder, said):
    body, title = Measure("wcxb F1", plain_mean), Measure("wcxb title", plain_mean)
    words_of_title = Measure("wcxb title words", plain_mean)
    byline, exact = Measure("wcxb byline", plain_mean), Measure("wcxb day", plain_mean)
    day = Measure("wcxb day F1", f1_of_counts, show=show_counts)
    for path in sorted((folder / "wcxb/labels").glob("*.json")):
        gold = json.loads(path.read_text())["ground_truth"]
        if not gold.get("main_content"):
            continue
        one = said.get(("wcxb", path.stem + ".html"), NOTHING)
        words = [collections.Counter(WORD.findall(text.lower())) for text in (gold["main_content"], one.text)]
        body.rows[path.stem] = (f1(*overlap(*words)),)
        if gold.get("title"):
            title.rows[path.stem] = (fold(gold["title"]).casefold() == fold(one.title).casefold(),)
            words_of_title.rows[path.stem] = (WORD.findall(gold["title"].casefold()) == WORD.findall(one.title.casefold()),)
        if gold.get("author"):
            byline.rows[path.stem] = (same_name(gold["author"], one.byline),)
        if gold.get("publish_date"):
            day.rows[path.stem] = day_row(gold["publish_date"][:10], one.day)
            exact.rows[path.stem] = day.rows[path.stem][:1]
    return [body, title, words_of_title, byline, exact, day]


def of_dates(folder, said):
    measure = Measure("dates F1", f1_of_counts, show=show_counts)
    for url, entry in json.loads((folder / "dates/labels.json").read_text()).items():
        where = pathlib.PurePath(entry.get("html", "html")).parts
        one = said.get((where[-2] if len(where) > 1 else "dates", entry["file"]), NOTHING)
        measure.rows[url] = day_row(entry["date"], one.day)
    return [measure]


def measures_of(folder, said):
    return [measure for of in (of_aeb, of_segments, of_wcxb, of_dates) for measure in of(folder, said)]


HALVES = {"dev": is_dev, "train": lambda name: not is_dev(name), "all": lambda name: True}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--half", choices=list(HALVES), default="dev")
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    said, keep = read_annals(arguments.output), HALVES[arguments.half]
    print(f"half: {arguments.half}; {len(said)} documents read")
    for measure in measures_of(arguments.pages, said):
        row, pages = measure.mean(keep)
        print(f"{measure.name:<16} {pages:4} pages  {measure.figure(row):.3f}  {measure.show(row)}".rstrip())
        worst = sorted((measure.figure(one), name) for name, one in measure.rows.items() if keep(name))
        for figure, name in worst[:arguments.worst]:
            print(f"    {figure:.3f} {name}")


if __name__ == "__main__":
    sys.exit(main())
