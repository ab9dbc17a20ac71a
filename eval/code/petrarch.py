#!/usr/bin/env python3
"""PETRARCH's unit records from raw text: dyads and root codes.

  petrarch.py ANNALS [FOLDER] [--show]

Data: ../shared/data/petrarch (284 sentences, MIT). The records use WEIS-like codes and a made-up world with its own
dictionary of actors; a participant's code is the first three letters of what that dictionary gives for its words.
A gold event is found when some claim has a type that its root code allows and the same pair of codes, in that order
(in either where the claim is mutual). Rivals on the same records, parses given: UniversalPetrarch F1 .68, PETRARCH2 .41.
"""
import json
import pathlib
import re
import sys

import coding

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "shared/data/petrarch"
ROOTS = {  # WEIS, as the records use it
    "01": {"RETREAT", "CONCEDE"}, "02": set(), "03": {"CONSULT"}, "04": {"SUPPORT"}, "05": {"AGREE"},
    "06": {"CONCEDE", "SUPPORT", "AID"}, "07": {"AID"}, "08": {"AGREE", "COOPERATE"}, "09": {"REQUEST"}, "10": {"REQUEST", "AGREE"},
    "11": {"REJECT"}, "12": {"ACCUSE"}, "13": {"ACCUSE", "PROTEST"}, "14": {"REJECT"}, "15": {"REQUEST"}, "16": {"THREATEN"},
    "17": {"THREATEN"}, "18": {"PROTEST", "MOBILIZE", "ASSAULT"}, "19": {"SANCTION", "COERCE"}, "20": {"SANCTION", "COERCE"},
    "21": {"COERCE", "ASSAULT"}, "22": {"ASSAULT"}, "23": {"CONSULT"}}


def dictionary(path):
    codes, code = {}, ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = line.split("#")[0].strip()
        found = re.match(r"^(\+?)([A-Za-z][^\[<]*?)\s*(?:\[([^\]]*)\])?$", line)
        if not found:
            continue
        code = found.group(3) if found.group(3) is not None else code
        name = " ".join(found.group(2).replace("_", " ").split()).casefold()
        if name and code and not code.startswith("---"):
            codes[name] = code[:3].upper()
    return codes


def code_of(text, codes):
    text = " " + " ".join(re.findall(r"[\w'-]+", text.casefold())) + " "
    best = max((name for name in codes if (" " + name) in text), key=len, default=None)
    return codes[best] if best else None


def read(folder):
    """The unit records; `published` is None where a record carries no whole day."""
    xml = (folder / "PETR.UnitTest.records.xml").read_text(encoding="utf-8", errors="replace")
    records = []
    for block in re.findall(r"<Sentence .*?</Sentence>", xml, flags=re.S):
        head = re.search(r'date="(\d+)"\s+id="([^"]*)"', block)
        text = re.search(r"<Text>(.*?)</Text>", block, flags=re.S)
        if not head or not text:
            continue
        events = re.findall(r'<EventCoding\s+sourcecode="([^"]*)"\s+targetcode="([^"]*)"\s+eventcode="([^"]*)"', block)
        date = head.group(1)
        records.append({"id": f"{len(records)}-{head.group(2)}", "text": " ".join(text.group(1).split()),
                        "published": f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 else None, "events": events})
    return records


def score(annals, folder, show=False):
    """Counts: sentences, gold events, found, made, with the right root, sentences without an event, claims in those."""
    codes = dictionary(folder / "PETR.Validate.actors.txt")
    records = read(folder)
    coded = coding.claims_by_id(annals, [{k: r[k] for k in ("id", "text", "published") if r[k]} for r in records if r["text"]])
    gold = found = made = typed = quiet = quiet_claims = 0
    for record in records:
        dyads = []
        for claim in coded.get(record["id"], []):
            side = {"actor": [], "recipient": []}
            for one in claim["participants"]:
                code = code_of((one.get("as_written") or "") + " " + one["name"], codes) or one.get("country") or "---"
                side[one["role"]].append(code)
            if side["recipient"]:
                pairs = {(a, b) for a in side["actor"] or ["---"] for b in side["recipient"]}
            else:
                pairs = {(a, b) for a in side["actor"] for b in side["actor"] if a != b} or {(a, "---") for a in side["actor"]}
            dyads += [(a, b, claim["type"]) for a, b in sorted(pairs)]
        wanted = [(s[:3], t[:3], e[:2]) for s, t, e in record["events"] if e and ROOTS.get(e[:2])]
        if not record["events"]:
            quiet += 1
            quiet_claims += len(coded.get(record["id"], []))
        left = list(dyads)
        for source, target, root in wanted:
            gold += 1
            typed += any(t in ROOTS[root] for _, _, t in dyads)
            hit = next((d for d in left if d[0] == source and d[1] == target and d[2] in ROOTS[root]), None)
            if hit:
                left.remove(hit)
                found += 1
            elif show:
                print(f"{record['id']}: {record['text']}\n    want {source} {target} {root}, coded {dyads}")
        made += len(dyads)
    return len(records), gold, found, made, typed, quiet, quiet_claims


def main():
    arguments = [a for a in sys.argv[1:] if a != "--show"]
    folder = pathlib.Path(arguments[1]) if len(arguments) > 1 else FOLDER
    if not folder.exists():
        print(f"skipped: {folder} is absent")
        return
    records, gold, found, made, typed, quiet, quiet_claims = score(arguments[0], folder, "--show" in sys.argv)
    precision, recall, f1 = coding.shares(found, made, gold)
    print(f"petrarch: {records} sentences, {gold} events: root right in {typed / gold:.3f}; dyad and root P {precision:.3f} "
          f"R {recall:.3f} F1 {f1:.3f}; {quiet_claims} claims in {quiet} sentences without an event")


if __name__ == "__main__":
    main()
