#!/usr/bin/env python3
"""Texts that we wrote and coded (texts/*.txt, README.md says how they are written down).

    texts.py FILE ...                 checks them
    texts.py --unpack FOLDER FILE ... writes them as FOLDER/docs/SET/ID.txt and FOLDER/gold/SET.jsonl, for score.py and the training;
                                      a set is the part of a file's name before the dash
"""

import collections
import hashlib
import json
import pathlib
import re
import sys

MODES = {
    "CONSULT": "visit third-party multilateral phone meeting press-conference letter contact", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence", "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
}
STATUSES = "happened ongoing planned possible requested cancelled denied".split()


def is_learned(key):
    """Whether the training may learn from the text `SET/ID`: a tenth of our own is kept apart to measure with."""
    return hashlib.sha256(key.encode()).digest()[0] >= 26


def find(text, trigger):
    """Where a trigger begins: `talks#2` is the second."""
    wanted = re.fullmatch(r"(.*)#(\d+)", trigger)
    words, count = (wanted[1], int(wanted[2])) if wanted else (trigger, 1)
    at = -1
    for _ in range(count):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return (at, at + len(words)) if words else None


def code(line, sentence):
    """(claim, what is wrong with it)"""
    fields = [field.strip() for field in line[1:].split("|")]
    if len(fields) < 9:
        return None, f"{len(fields)} fields, 9 wanted"
    several = lambda cell: [name.strip() for name in cell.split(";") if name.strip()]
    kind, modes, spot = fields[0], several(fields[1]), find(sentence, fields[2])
    if kind not in MODES:
        return None, f"no type {kind!r}"
    if spot is None:
        return None, f"the trigger {fields[2]!r} is not in the sentence"
    for mode in modes:
        if mode not in MODES[kind].split():
            return None, f"no mode {mode!r} of {kind}"
    if fields[5] not in STATUSES:
        return None, f"no status {fields[5]!r}"
    return {"trigger": spot, "type": kind, "mode": modes, "actor": several(fields[3]), "recipient": several(fields[4]), "status": fields[5],
            "said_by": several(fields[6]), "place": fields[7] or None, "time": fields[8] or None, "event": fields[9] if len(fields) > 9 else ""}, None


def read(path):
    """(documents as (id, paragraphs of (sentence, claims)), faults)"""
    documents, faults, none = [], [], set()
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line.startswith("#doc "):
            documents.append((line[5:].strip(), [[]]))
        elif line == "#none":
            none.add(documents[-1][0])
        elif line.startswith("#") or not documents:
            continue
        elif not line:
            if documents[-1][1][-1]:
                documents[-1][1].append([])
        elif line.startswith(">"):
            paragraph = documents[-1][1][-1]
            claim, fault = code(line, paragraph[-1][0]) if paragraph else (None, "codes without a sentence")
            if fault:
                faults.append(f"{path}:{number}: {fault}")
            else:
                paragraph[-1][1].append(claim)
        else:
            documents[-1][1][-1].append((line, []))
    for name, paragraphs in documents:
        coded = any(claims for paragraph in paragraphs for _, claims in paragraph)
        if coded == (name in none):
            faults.append(f"{path}: {name} " + ("bears #none and has codes" if coded else "has neither codes nor #none"))
    return documents, faults


def lay_out(paragraphs):
    """The text of a document, and its claims as gold has them. The first two lines stand alone: day and headline."""
    text, claims = "", []
    for p, paragraph in enumerate(paragraphs):
        if p:
            text += "\n"
        for s, (sentence, own) in enumerate(paragraph):
            start = len(text)
            for claim in own:
                first, last = claim["trigger"]
                claims.append({"start": start, "end": start + len(sentence), "trigger_start": start + first, "trigger_end": start + last}
                              | {key: value for key, value in claim.items() if key != "trigger"})
            text += sentence + ("\n" if (p == 0 and s < 2) or s + 1 == len(paragraph) else " ")
    return text, claims


def write(folder, sets):
    """Sets of (id, paragraphs) as files; the first line of the first paragraph is the day, or -."""
    for name, documents in sets.items():
        rows = []
        for key, paragraphs in documents:
            if paragraphs[0] and paragraphs[0][0][0] == "-":  # no day is known
                paragraphs[0].pop(0)
                paragraphs[0].insert(0, ("", []))
            text, claims = lay_out(paragraphs)
            text, cut = text.lstrip("\n"), len(text) - len(text.lstrip("\n"))
            where = folder / "docs" / name / f"{key}.txt"
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(text, encoding="utf-8")
            for claim in claims:
                for field in ("start", "end", "trigger_start", "trigger_end"):
                    claim[field] -= cut
            rows += [{"doc": key} | claim for claim in claims] or [{"doc": key, "none": True}]
        (folder / "gold").mkdir(parents=True, exist_ok=True)
        (folder / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def unpack(folder, files):
    sets = collections.defaultdict(list)
    for path in files:
        sets[path.stem.rsplit("-", 1)[0]] += read(path)[0]
    write(folder, sets)


def main(arguments):
    target = None
    if arguments[:1] == ["--unpack"]:
        target, arguments = pathlib.Path(arguments[1]), arguments[2:]
    files = [pathlib.Path(name) for name in arguments]
    if not files:
        sys.exit(__doc__)
    wrong = 0
    for path in files:
        documents, faults = read(path)
        wrong += len(faults)
        sentences = [sentence for _, paragraphs in documents for paragraph in paragraphs for sentence in paragraph]
        print(*faults, sep="\n", end="\n" if faults else "")
        print(f"{path.name}: {len(documents)} documents, {sum(len(s.split()) for s, _ in sentences)} words, {sum(len(c) for _, c in sentences)} claims")
    if target and not wrong:
        unpack(target, files)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
