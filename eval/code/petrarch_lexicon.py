#!/usr/bin/env python3
"""PETRARCH's unit records from raw text, coded with their own dictionaries (`annals code --lexicon`).

  petrarch_lexicon.py ANNALS [FOLDER] [--show]

Data: ../shared/data/petrarch (MIT): 272 of its 284 sentences carry a day. The dictionaries are small and written for
these records; so is what PETRARCH gives for them. Counted are dyads, each an event: by the first three letters of both
codes with the root of the event's code, and by the whole codes. Events that PETRARCH codes only with its option for
events without a target ("---") count as missed. Rivals, parses given: UniversalPetrarch F1 .68, PETRARCH2 .41.
"""
import json
import pathlib
import sys

import coding
import petrarch


def code(annals, folder, records):
    given = "".join(json.dumps({k: r[k] for k in ("id", "text", "published")}) + "\n" for r in records)
    out = coding.output(annals, ["--format", "jsonl", "--lexicon", folder, "-"], given.encode("utf-8"))
    return {d["id"]: d for d in map(json.loads, out.decode("utf-8").splitlines())}


def score(records, made, key):
    gold = found = coded = 0
    for record in records:
        left = [key(*dyad) for dyad in made[record["id"]]]
        coded += len(left)
        for event in record["events"]:
            gold += 1
            if key(*event) in left:
                left.remove(key(*event))
                found += 1
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*coding.shares(found, coded, gold))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--show"]
    folder = pathlib.Path(arguments[1]) if len(arguments) > 1 else petrarch.FOLDER
    if not folder.exists():
        print(f"skipped: {folder} is absent")
        return
    records = [record for record in petrarch.read(folder) if record["published"]]
    documents = code(arguments[0], folder, records)
    made = {r["id"]: [] for r in records}
    in_claims = {r["id"]: [] for r in records}
    for name, document in documents.items():
        for event in document.get("petrarch", []):
            made[name] += [(d["source"], d["target"], d["code"]) for d in event["dyads"]]
        for claim in document["claims"]:
            if "petrarch" in claim:
                in_claims[name] += [(d["source"], d["target"], d["code"]) for d in claim["petrarch"]["dyads"]]
    root = lambda source, target, event: (source[:3], target[:3], event[:2])
    print(f"petrarch with its dictionaries: {len(records)} sentences, {sum(len(r['events']) for r in records)} events")
    print("  dyad and root    ", score(records, made, root))
    print("  whole codes      ", score(records, made, lambda *dyad: dyad))
    print("  in claims alone  ", score(records, in_claims, root), " (comments and codes without a type make none)")
    if "--show" in sys.argv:
        for record in records:
            want, got = sorted(root(*g) for g in record["events"]), sorted(root(*d) for d in made[record["id"]])
            if want != got:
                print(f"{record['id']}: {record['text']}\n    want {record['events']}\n    coded {made[record['id']]}")


main()
