#!/usr/bin/env python3
"""News pages that we coded by hand (pages.jsonl): codes and offsets, no words of theirs.

    standoff.py --pack ANNALS FILE ...    working files (as texts/*.txt are written; a document's id is SET-PAGE) to pages.jsonl
    standoff.py --unpack FOLDER ANNALS    cleans the pages again with that program and writes FOLDER/docs/pages/ID.txt and
                                          FOLDER/gold/pages.jsonl, for score.py and the training

A sentence is where it stands in the cleaned text, and the first 12 hex digits of the SHA-256 of its bytes: by these it is found
again where cleaning has changed since. What is not found is left out, with its claims, and counted.
"""

import hashlib
import json
import pathlib
import subprocess
import sys

import texts

HERE = pathlib.Path(__file__).resolve().parent
PAGES = HERE.parents[2] / "shared" / "data" / "pages"
STORY = ("title", "lead", "body", "quote")
FIELDS = ("type", "mode", "actor", "recipient", "status", "said_by", "place", "time", "event")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def cleaned(annals, pages):
    """{page: its headline and story, a block a line}"""
    found = {}
    paths = {str(PAGES / page): page for page in pages if (PAGES / page).is_file()}
    run = subprocess.run([annals, "clean", "--threads", "1", *paths], stdout=subprocess.PIPE, encoding="utf-8") if paths else None
    if run and run.returncode > 1:
        sys.exit(f"{annals} clean: exit status {run.returncode}")
    for line in run.stdout.splitlines() if run else ():
        document = json.loads(line)
        blocks = [(block["kind"], " ".join(block["text"].split())) for block in document["blocks"] if block["kind"] in STORY]
        if document.get("title") and not any(kind == "title" for kind, _ in blocks):
            blocks.insert(0, ("title", " ".join(document["title"].split())))
        found[paths[document["path"]]] = "\n".join(text for _, text in blocks if text)
    return found


def page_of(key):
    name, page = key.split("-", 1)
    return f"{name}/html/{page}.html.gz"


def pack(annals, files):
    documents, faults = [], []
    for path in files:
        of_file, wrong = texts.read(path)
        documents, faults = documents + of_file, faults + wrong
    story = cleaned(annals, [page_of(key) for key, _ in documents])
    rows = []
    for key, paragraphs in documents:
        if page_of(key) not in story:
            faults.append(f"{key}: no page {page_of(key)}")
            continue
        text, at, sentences, claims = story[page_of(key)], 0, [], []
        day, *first = paragraphs[0]
        for sentence, own in first + [one for paragraph in paragraphs[1:] for one in paragraph]:
            start = text.find(sentence, at)
            if start < 0:
                faults.append(f"{key}: not in the cleaned page: {sentence[:60]}")
                continue
            at = start + len(sentence)
            claims += [{"sentence": len(sentences), "trigger": list(claim["trigger"])} | {field: claim[field] for field in FIELDS} for claim in own]
            sentences.append([start, at, digest(sentence)[:12]])
        rows.append({"doc": key, "page": page_of(key), "day": None if day[0] == "-" else day[0], "sha256": digest(text), "sentences": sentences, "claims": claims})
    print(*faults, sep="\n", end="\n" if faults else "")
    if faults:
        return 1
    (HERE / "pages.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"pages.jsonl: {len(rows)} documents, {sum(len(r['sentences']) for r in rows)} sentences, {sum(len(r['claims']) for r in rows)} claims")
    return 0


def find(text, at, shift, sentence):
    """Where a sentence stands now, at or after `at`: where it stood, moved with the one before it, else by its hash."""
    start, end, sign = sentence
    length = end - start
    same = lambda first: digest(text[first:first + length])[:12] == sign
    if at <= start + shift and same(start + shift):
        return start + shift
    return next((first for first in range(at, len(text) - length + 1) if (first == 0 or text[first - 1].isspace()) and same(first)), None)


def unpack(folder, annals):
    rows = [json.loads(line) for line in open(HERE / "pages.jsonl", encoding="utf-8")]
    story = cleaned(annals, [row["page"] for row in rows])
    documents, lost_pages, changed, lost_sentences, lost_claims = [], 0, 0, 0, 0
    for row in rows:
        text = story.get(row["page"])
        if text is None:
            lost_pages += 1
            lost_claims += len(row["claims"])
            continue
        changed += digest(text) != row["sha256"]
        paragraphs, at, shift = [[(row["day"] or "-", [])]], 0, 0
        for number, sentence in enumerate(row["sentences"]):
            own = [{field: claim[field] for field in ("trigger", *FIELDS)} for claim in row["claims"] if claim["sentence"] == number]
            start = find(text, at, shift, sentence)
            if start is None:
                lost_sentences += 1
                lost_claims += len(own)
                continue
            if number and (len(paragraphs) == 1 or "\n" in text[at:start]):
                paragraphs.append([])
            shift, at = start - sentence[0], start + sentence[1] - sentence[0]
            paragraphs[-1].append((text[start:at], own))
        documents.append((row["doc"], paragraphs))
    texts.write(folder, {"pages": documents})
    print(f"pages: {len(documents)} documents; cleaned otherwise than when coded: {changed}; left out, not found again: "
          f"{lost_pages} pages, {lost_sentences} sentences, {lost_claims} claims")
    return 0


def main(arguments):
    if arguments[:1] == ["--pack"] and len(arguments) > 2:
        return pack(arguments[1], [pathlib.Path(name) for name in arguments[2:]])
    if arguments[:1] == ["--unpack"] and len(arguments) == 3:
        return unpack(pathlib.Path(arguments[1]), arguments[2])
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
