#!/usr/bin/env python3
"""The documents with most wrong, and what: where to dig.

    eval/code/worst.py EVENTS SET CLAIMS.jsonl [--most N] [--scorer SCORE.py]

EVENTS holds docs/SET/ID.txt, gold/SET.jsonl and score.py; CLAIMS.jsonl is what `annals code` printed of the set. Claims are paired as
score.py pairs them, and names are alike where it says so. Of each document: the claims that were missed (-), invented (+), and
found with a wrong field (~). A document weighs a missed or an invented claim as one, a wrong field as a quarter.
"""

import argparse
import collections
import dataclasses
import json
import pathlib
import sys
import types

FIELD = 0.25  # what a wrong field weighs beside a claim missed or invented
CLIP = 230  # characters of a sentence


def scorer_of(path):
    """The scorer's functions without its run: it is a script that wants two files and ends when it gets none."""
    module, arguments = types.ModuleType("scorer"), sys.argv
    sys.argv = [str(path)]
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except SystemExit:
        pass
    finally:
        sys.argv = arguments
    return module


@dataclasses.dataclass
class Judged:
    """One document: claims as (gold or coded, its sentence), wrong as (gold, coded, sentence, {field: (wanted, read)})."""

    key: str
    gold: int = 0
    coded: int = 0
    missed: list = dataclasses.field(default_factory=list)
    invented: list = dataclasses.field(default_factory=list)
    wrong: list = dataclasses.field(default_factory=list)

    @property
    def weight(self):
        return len(self.missed) + len(self.invented) + FIELD * sum(len(fields) for *_, fields in self.wrong)

    @property
    def f1(self):
        return 2 * (self.gold - len(self.missed)) / (self.gold + self.coded) if self.gold + self.coded else 1.0


def spans_of(claim, char_at):
    """(sentence from, to, trigger from, to) in characters; None where the claim has no sentence."""
    spans = (claim.get("sentence") or {}).get("spans") or []
    trigger = (claim.get("evidence") or {}).get("trigger") or spans
    return [char_at.get(at, 0) for at in (spans[0][0], spans[-1][1], trigger[0][0], trigger[-1][1])] if spans else None


def characters(raw):
    """Byte offset -> characters before it."""
    table, count = {}, 0
    for at, byte in enumerate(raw):
        if byte & 0xC0 != 0x80:
            table[at] = count
            count += 1
    table[len(raw)] = count
    return table


def paired(golds, coded):
    """[(gold, coded)] by number: same type, sentences that overlap, the nearest triggers first."""
    near = []
    for g, gold in enumerate(golds):
        for c, (claim, (start, end, first, last)) in enumerate(coded):
            if claim["type"] == gold["type"] and start < gold["end"] and gold["start"] < end:
                near.append((max(0, max(first, gold["trigger_start"]) - min(last, gold["trigger_end"])), g, c))
    pairs, used_gold, used_coded = [], set(), set()
    for _, g, c in sorted(near):
        if g not in used_gold and c not in used_coded:
            pairs.append((g, c))
            used_gold.add(g)
            used_coded.add(c)
    return pairs


def wrong_fields(gold, claim, scorer):
    said = [speaker.get("name") or "" for speaker in claim.get("said_by") or []]
    place = (claim.get("place") or {}).get("name") or ""
    modes = claim.get("mode") or []
    out = {}
    for role in ("actor", "recipient"):
        if not scorer.alike(gold[role], scorer.names(claim, role)):
            out[role] = (gold[role], [p["name"] for p in claim.get("participants", []) if p["role"] == role])
    if claim.get("status") != gold["status"]:
        out["status"] = (gold["status"], claim.get("status"))
    if not scorer.alike(gold["said_by"], said):
        out["said_by"] = (gold["said_by"], said)
    if gold["mode"] and not set(gold["mode"]) & set([modes] if isinstance(modes, str) else modes):
        out["mode"] = (gold["mode"], modes)
    if gold.get("place") and not scorer.alike([gold["place"]], [place]):
        out["place"] = (gold["place"], place)
    return out


def judge(folder, name, claims_path, scorer):
    """[Judged] of a set, in the order of its gold."""
    golds, claims = {}, collections.defaultdict(list)
    for line in open(folder / "gold" / f"{name}.jsonl", encoding="utf-8"):
        if line.strip():
            gold = json.loads(line)
            golds.setdefault(gold["doc"], [])
            if not gold.get("none"):
                golds[gold["doc"]].append(gold)
    for line in open(claims_path, encoding="utf-8"):
        document = json.loads(line)
        claims[pathlib.Path(document.get("path") or document.get("id")).name.removesuffix(".txt")] += document.get("claims", [])
    out = []
    for key, wanted in golds.items():
        raw = (folder / "docs" / name / f"{key}.txt").read_bytes()
        text, char_at = raw.decode("utf-8"), characters(raw)
        coded = [(claim, spans) for claim in claims[key] if (spans := spans_of(claim, char_at))]
        document = Judged(f"{name}/{key}", len(wanted), len(coded))
        pairs = paired(wanted, coded)
        matched = {g for g, _ in pairs}
        document.missed = [(gold, text[gold["start"]:gold["end"]]) for g, gold in enumerate(wanted) if g not in matched]
        matched = {c for _, c in pairs}
        document.invented = [(claim, spans, claim["sentence"]["text"]) for c, (claim, spans) in enumerate(coded) if c not in matched]
        document.invented = [(claim, text[spans[2]:spans[3]], sentence) for claim, spans, sentence in document.invented]
        for g, c in sorted(pairs):
            if fields := wrong_fields(wanted[g], coded[c][0], scorer):
                document.wrong.append((wanted[g], coded[c][0], text[wanted[g]["start"]:wanted[g]["end"]], fields))
        out.append(document)
    return out


def clip(sentence):
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= CLIP else sentence[:CLIP - 1] + "…"


def shown(value):
    return "; ".join(value) or "-" if isinstance(value, list) else value or "-"


def tell(document):
    """The lines of one document."""
    fields = collections.Counter(field for *_, wrong in document.wrong for field in wrong)
    yield (f"{document.key}: F1 {document.f1:.2f}, {document.gold} claims; missed {len(document.missed)}, invented {len(document.invented)}"
           + "".join(f", {field} {count}" for field, count in sorted(fields.items())))
    by_sentence = collections.defaultdict(list)
    for gold, sentence in document.missed:
        words = sentence[gold["trigger_start"] - gold["start"]:gold["trigger_end"] - gold["start"]]
        mode = " ".join([gold["type"], *(gold["mode"] or []), gold["status"]])
        by_sentence[sentence].append(f"- {mode} \"{words}\" {shown(gold['actor'])} > {shown(gold['recipient'])}")
    for claim, words, sentence in document.invented:
        mode = " ".join([claim["type"], *(claim.get("mode") or []), claim["status"]])
        by_sentence[sentence].append(f"+ {mode} \"{words}\" by {claim.get('rule') or 'no rule'}, {claim.get('confidence') or 0:.2f}")
    for gold, claim, sentence, wrong in document.wrong:
        words = sentence[gold["trigger_start"] - gold["start"]:gold["trigger_end"] - gold["start"]]
        detail = "; ".join(f"{field} [{shown(read)}] for [{shown(wanted)}]" for field, (wanted, read) in wrong.items())
        by_sentence[sentence].append(f"~ {gold['type']} \"{words}\" {detail}")
    for sentence, lines in by_sentence.items():
        yield f"    {clip(sentence)}"
        for line in lines:
            yield f"        {line}"


def worst(documents, most):
    return sorted(documents, key=lambda document: (-document.weight, document.key))[:most]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=pathlib.Path)
    parser.add_argument("set")
    parser.add_argument("claims", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--scorer", type=pathlib.Path)
    options = parser.parse_args()
    documents = judge(options.events, options.set, options.claims, scorer_of(options.scorer or options.events / "score.py"))
    for document in worst(documents, options.most):
        print("\n".join(tell(document)))


if __name__ == "__main__":
    main()
