#!/usr/bin/env python3
"""Accounts that differ, and look-alikes where nothing does, as tests/cases/record/disagreements.cases tells.

  disagreements.py ANNALS
"""
import collections
import html
import json
import sys

from harness import ROOT, Folder, annals, lines

FILE = ROOT / "tests/cases/record/disagreements.cases"


def cases():
    """(line, [page as JSON], [(field, values)])"""
    pages, wanted, began = [], [], 0
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines() + [""], 1):
        if line.startswith("page "):
            began = began or number
            _, day, outlet = line.split(" ", 2)
            pages.append({"published": day, "outlet": outlet, "paragraphs": [], "captions": []})
        elif line.startswith("caption>"):
            pages[-1]["captions"].append(line[8:].strip())
        elif line.startswith(">"):
            pages[-1]["paragraphs"].append(line[1:].strip())
        elif line.startswith("="):
            field, _, values = line[1:].partition(":")
            if field.strip() != "none":
                wanted.append((field.strip(), tuple(value.strip() for value in values.split("|"))))
        elif not line and pages:
            yield began, pages, wanted
            pages, wanted, began = [], [], 0


def record(number, page):
    """Beside the story stands what stands beside stories: a page of one sentence is hardly one."""
    figures = "".join(f"<figure><img src='p.jpg'><figcaption>{html.escape(one)}</figcaption></figure>" for one in page["captions"])
    body = "".join(f"<p>{html.escape(one)}</p>" for one in page["paragraphs"])
    text = f"<html><body><article><h1>Report of the day</h1>{figures}{body}</article></body></html>"
    return json.dumps({"id": f"p{number}", "published": page["published"], "outlet": page["outlet"], "html": text})


def said(event, bad, began):
    """Each side names claims that there are, and who says so."""
    for one in event["disagreements"]:
        for side in one["sides"]:
            if not side["claims"] or not (side["outlets"] or side["said_by"]):
                bad.append(f"{FILE.name}:{began}: nobody says {one['field']} {side['value']}")
    return [(one["field"], tuple(side["value"] for side in one["sides"])) for one in event["disagreements"]]


def main():
    bad, count = [], 0
    with Folder() as folder:
        for began, pages, wanted in cases():
            count += 1
            source, store = folder / f"{began}.jsonl", folder / f"{began}.annals"
            source.write_text("\n".join(record(i, page) for i, page in enumerate(pages)) + "\n", encoding="utf-8")
            annals("ingest", "--format", "jsonl", store, source)
            found = [one for event in lines(annals("export", store).stdout) for one in said(event, bad, began)]
            if collections.Counter(found) != collections.Counter(wanted):
                bad.append(f"{FILE.name}:{began}: expected {wanted}, found {found}")
    print("\n".join(bad))
    print(f"{count - len(bad)} of {count} right")
    sys.exit(1 if bad else 0)


main()
