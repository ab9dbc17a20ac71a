#!/usr/bin/env python3
"""PLOVER's gold standard records: a claim of the right type in each sentence, and its actors and recipients.

  plover.py ANNALS [RECORDS.json] [--show]

Data: ../shared/data/plover_gsr/records.json (163 sentences, CC BY-SA 4.0, Open Event Data Alliance). Each sentence is coded by
itself, with the record's own date. Older names: FIGHT = ASSAULT, DEMAND = REQUEST, DISAPPROVE and INVESTIGATE = ACCUSE.
A party is found when a participant of the claim holds a word of it, or has its country; on AGREE, CONSULT and COOPERATE either role will do.
Even hashes of the id are for learning and odd ones for tuning (../shared/data/README.md); what is there of either is printed.
"""
import hashlib
import json
import pathlib
import re
import sys

import coding

RENAMED = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
MUTUAL = {"AGREE", "CONSULT", "COOPERATE"}
DEFAULT = pathlib.Path(__file__).resolve().parents[3] / "shared/data/plover_gsr/records.json"


def words(text):
    return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 1 and w not in {"the", "of", "and", "in"}}


def parties(record, side):
    found = record.get(side)
    return [p for p in found if p.get("actorText")] if isinstance(found, list) else []


def is_party(party, participant):
    text = words(party["actorText"])
    own = words(participant.get("name") or "") | words(participant.get("as_written") or "")
    return bool(text & own) or (len(party.get("code", "")) == 3 and party["code"] == participant.get("country"))


def score(annals, records_path, show=False):
    """[sentences, with a claim of the right type, claims, parties found, parties given, parties in gold] of all and of each half."""
    records = [r for r in json.loads(records_path.read_text()) if r["event"] != "DOCUMENT" and r.get("text")]
    coded = coding.claims_by_id(annals, [{"id": r["id"], "text": r["text"], "published": r["date"]} for r in records])
    total = {part: [0, 0, 0, 0, 0, 0] for part in ("all", "even (learn)", "odd (tune)")}
    for record in records:
        want = RENAMED.get(record["event"], record["event"])
        claims = coded.get(record["id"], [])
        right = [c for c in claims if c["type"] == want]
        gold = [(side, p) for side in ("source", "target") for p in parties(record, side)]
        best = (0, 0, 0)
        for claim in right:
            given_roles = claim["participants"]
            hit = 0
            used = set()
            for side, party in gold:
                for i, one in enumerate(given_roles):
                    fits = want in MUTUAL or one["role"] == ("actor" if side == "source" else "recipient")
                    if i not in used and fits and is_party(party, one):
                        used.add(i)
                        hit += 1
                        break
            best = max(best, (hit, -len(given_roles), 1), key=lambda b: (b[0], b[1]))
        part = "even (learn)" if int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 2 == 0 else "odd (tune)"
        for key in ("all", part):
            t = total[key]
            t[0] += 1
            t[1] += bool(right)
            t[2] += len(claims)
            t[3] += best[0]
            t[4] += -best[1] if right else 0
            t[5] += len(gold)
        if show and not right:
            print(f"{record['id']}: {record['text']}\n    want {want} ({record.get('eventText')}), coded {[c['type'] for c in claims]}")
    return total


def main():
    arguments = [a for a in sys.argv[1:] if a != "--show"]
    records_path = pathlib.Path(arguments[1]) if len(arguments) > 1 else DEFAULT
    if not records_path.exists():
        print(f"skipped: {records_path} is absent")
        return
    for part, (n, hit, claims, *counts) in score(arguments[0], records_path, "--show" in sys.argv).items():
        if n == 0:
            continue
        precision, recall, f1 = coding.shares(*counts)
        print(f"plover_gsr {part}: right type in {hit}/{n} = {hit / n:.3f} sentences, {claims / n:.2f} claims a sentence; "
              f"parties P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
