#!/usr/bin/env python3
"""Scores status and attribution on minimal pairs: sentences that differ in little else.

    eval/status/score.py ANNALS [FILE...]     ANNALS: the built binary; FILE: planned.txt ... (all, unless named)
    eval/status/score.py --check [FILE...]    reads only, and lists what is malformed (exit status 1)

Each sentence is a document of its own. A gold claim is found by the claim of its type whose trigger overlaps or lies nearest, each used
once. Over those found: status; speaker (the nearest one, or rightly nobody); chain (of two and more speakers, all in their order).
`both` is status and speaker right over all gold claims; `quiet` counts the sentences marked `> -` and the claims coded in them.
README.md beside this file has the format and how doubtful constructions are coded.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "code"))
import coding  # noqa: E402

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
STATUSES = "happened ongoing planned possible requested cancelled denied".split()
NOT_IN_THE_WORDS = {"-", "reports"}  # nobody; "reportedly" and its like


def teaches(family):
    """Whether the training may learn from the family of this name: every other one is kept apart to measure with."""
    return hashlib.sha256(family.encode()).digest()[0] % 2 == 0


def places(text, words):
    """Where `words` stand in `text` as whole words, from and to."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def read(path, bad):
    """The families of a file: {"name", "sentences": [{"text", "claims"}]}."""
    families = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line, where = line.strip(), f"{path.name}:{number}"
        if line.startswith("#pair "):
            families.append({"name": line[6:].strip(), "where": where, "sentences": []})
        elif not line or line.startswith("# "):
            continue
        elif not families:
            bad.append(f"{where}: text before #pair")
        elif not line.startswith(">"):
            families[-1]["sentences"].append({"text": line, "claims": [], "quiet": False, "where": where})
        elif not families[-1]["sentences"]:
            bad.append(f"{where}: a code without a sentence")
        elif line == "> -":
            families[-1]["sentences"][-1]["quiet"] = True
        else:
            claim(line[1:], families[-1]["sentences"][-1], where, bad)
    return families


def claim(line, sentence, where, bad):
    """Adds a `> type | trigger | status | said_by` line to its sentence."""
    fields = [field.strip() for field in line.split("|")]
    if not 3 <= len(fields) <= 4:
        bad.append(f"{where}: {len(fields)} fields, 4 wanted")
        return
    kind, trigger, status, said_by = (fields + [""])[:4]
    nth = re.fullmatch(r"(.*)#(\d)", trigger)
    trigger, nth = (nth[1], int(nth[2])) if nth else (trigger, 1)
    spans = places(sentence["text"], trigger) if trigger else []
    chain = [[name.strip() for name in link.split("/")] for link in said_by.split(";") if link.strip()]
    if len(spans) < nth:
        bad.append(f"{where}: trigger {trigger!r} #{nth} is not in the sentence")
        return
    if kind not in TYPES or status not in STATUSES:
        bad.append(f"{where}: type {kind!r}, status {status!r}")
    for name in [name for link in chain for name in link]:
        if name not in NOT_IN_THE_WORDS and name not in sentence["text"]:
            bad.append(f"{where}: speaker {name!r} is not in the sentence")
    sentence["claims"].append({"type": kind, "status": status, "chain": chain, "trigger": spans[nth - 1]})


def check(path, families, seen, bad):
    for family in families:
        sentences = family["sentences"]
        readings = {tuple((c["type"], c["status"], str(c["chain"])) for c in s["claims"]) for s in sentences}
        if not 2 <= len(sentences) <= 6 or len(readings) < 2:
            bad.append(f"{family['where']}: {len(sentences)} sentences, {len(readings)} readings: 2 to 6 that differ are wanted")
        for sentence in sentences:
            if sentence["quiet"] == bool(sentence["claims"]):
                bad.append(f"{sentence['where']}: neither claims nor `> -`, or both")
            if seen.setdefault(sentence["text"].lower(), sentence["where"]) != sentence["where"]:
                bad.append(f"{sentence['where']}: the same sentence as {seen[sentence['text'].lower()]}")
        if seen.setdefault("#" + family["name"], path.name) != path.name:
            bad.append(f"{family['where']}: a second family {family['name']}")


def code(annals, sentences):
    """What annals makes of each sentence."""
    coded = coding.claims_by_id(annals, [{"id": str(number), "text": sentence["text"]} for number, sentence in enumerate(sentences)])
    return [coded.get(str(number), []) for number in range(len(sentences))]


def raw(text):
    """The sentence as it stands in the JSON Lines file: the spans are offsets into these bytes."""
    return json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8")


def named(link, speaker, text):
    """Whether annals' speaker is one of the link's names: by its place in the sentence, else by name."""
    said = " ".join(raw(text)[begin:end].decode("utf-8", "replace") for begin, end in speaker.get("spans") or [])
    theirs = [set(re.findall(r"\w+", part.lower())) - {"the", "a", "an"} for part in (said, speaker.get("name") or "", speaker.get("country_name") or "")]
    for name in link:
        ours = set(re.findall(r"\w+", name.lower())) - {"the", "a", "an"}
        if ours and any(words and (words <= ours or ours <= words) for words in theirs):
            return True
    return False


def judge(gold, ours, text):
    speakers = gold["chain"]
    theirs = ours.get("said_by") or []
    nobody = not speakers or "-" in speakers[0]
    nearest = next((k for k, other in enumerate(theirs[:2]) if speakers and named(speakers[0], other, text)), None)  # an office may precede
    speaker = (nobody and not theirs) or nearest == 0 or (nearest == 1 and not any(named(link, theirs[0], text) for link in speakers[1:]))
    rest = iter(theirs)
    chain = len(speakers) > 1 and all(any(named(link, other, text) for other in rest) for link in speakers)
    return ours.get("status") == gold["status"], speaker, chain


def score(sentence, claims, tally, misses):
    text = sentence["text"]
    pairs = []
    for g, gold in enumerate(sentence["claims"]):
        begin, end = (len(raw(text[:at])) for at in gold["trigger"])
        for c, ours in enumerate(claims):
            spans = (ours.get("evidence") or {}).get("trigger") or ours["sentence"]["spans"]
            if ours["type"] == gold["type"]:
                pairs.append((max(0, max(spans[0][0], begin) - min(spans[-1][1], end)), g, c))
    matched, used = {}, set()
    for _, g, c in sorted(pairs):
        if g not in matched and c not in used:
            matched[g] = c
            used.add(c)
    for g, gold in enumerate(sentence["claims"]):
        tally["gold"] += 1
        tally["chains"] += len(gold["chain"]) > 1
        if g not in matched:
            misses.append((sentence["where"], gold["type"], gold["status"], "not found"))
            continue
        ours = claims[matched[g]]
        status, speaker, chain = judge(gold, ours, text)
        tally.update(found=1, status=status, speaker=speaker, both=status and speaker, chain=chain, chains_found=len(gold["chain"]) > 1)
        tally[gold["status"], ours.get("status")] += 1
        if not (status and speaker):
            theirs = "; ".join(other.get("name") or "" for other in ours.get("said_by") or [])
            wanted = "; ".join(" / ".join(link) for link in gold["chain"])
            misses.append((sentence["where"], gold["type"], gold["status"], f"read {ours.get('status')}, said by [{theirs}] for [{wanted}]"))
    if sentence["quiet"]:
        tally.update(quiet=1, noise=len(claims))


def measure(annals):
    """The tallies of all families, and of those that are kept apart."""
    every, apart, bad = collections.Counter(), collections.Counter(), []
    told = [(sentence, family["name"]) for path in sorted(HERE.glob("*.txt")) for family in read(path, bad) for sentence in family["sentences"]]
    for (sentence, family), claims in zip(told, code(annals, [sentence for sentence, _ in told])):
        score(sentence, claims, every, [])
        if not teaches(family):
            score(sentence, claims, apart, [])
    return every, apart


def row(name, sentences, tally):
    share = lambda part, whole: f"{tally[part] / tally[whole]:.3f}" if tally[whole] else "-"
    print(f"{name:18} {sentences:9} {tally['gold']:6} {share('found', 'gold'):>6} {share('status', 'found'):>7} {share('speaker', 'found'):>8} "
          f"{share('chain', 'chains_found'):>6} {share('both', 'gold'):>6}  {tally['noise']} in {tally['quiet']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annals", nargs="?")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--worst", type=int, default=25, metavar="N", help="how many of the worst families to name (25)")
    parser.add_argument("--misses", action="store_true", help="every wrong claim, with its line")
    options = parser.parse_args()
    if options.check and options.annals:
        options.files.insert(0, pathlib.Path(options.annals))
    files = options.files or sorted(HERE.glob("*.txt"))
    bad, seen = [], {}
    sets = [(path, read(path, bad)) for path in files]
    for path, families in sets:
        check(path, families, seen, bad)
    if options.check:
        print("\n".join(bad))
        for path, families in sets:
            print(f"{path.name:18} {len(families):4} families {sum(len(f['sentences']) for f in families):5} sentences "
                  f"{sum(len(s['claims']) for f in families for s in f['sentences']):5} claims")
        print(f"{sum(len(f['sentences']) for _, families in sets for f in families)} sentences, {len(bad)} faults")
        return 1 if bad else 0
    if not options.annals:
        parser.error("the binary is wanted")
    everything = [sentence for _, families in sets for family in families for sentence in family["sentences"]]
    claims = dict(zip((id(s) for s in everything), code(options.annals, everything)))
    print(f"{'file':18} {'sentences':>9} {'claims':>6} {'found':>6} {'status':>7} {'speaker':>8} {'chain':>6} {'both':>6}  quiet")
    total, worst, misses = collections.Counter(), [], []
    for path, families in sets:
        in_file = collections.Counter()
        for family in families:
            tally = collections.Counter()
            for sentence in family["sentences"]:
                score(sentence, claims[id(sentence)], tally, misses)
            worst.append((tally["both"] / max(1, tally["gold"]), -tally["gold"], path.name, family["name"]))
            in_file.update(tally)
        row(path.name, sum(len(f["sentences"]) for f in families), in_file)
        total.update(in_file)
    row("all", len(everything), total)
    print("\nof the claims found   read as " + " ".join(f"{status:>9}" for status in STATUSES))
    for status in STATUSES:
        print(f"{status:>21}           " + " ".join(f"{total[status, other]:9}" for other in STATUSES))
    print("\nworst families (status and speaker right, of claims)")
    for share, gold, name, family in sorted(worst)[: options.worst]:
        print(f"    {round(-gold * share):2} of {-gold:2}  {name} {family}")
    if options.misses:
        print("\n" + "\n".join(" | ".join(miss) for miss in misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
