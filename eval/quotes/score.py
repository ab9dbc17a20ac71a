#!/usr/bin/env python3
"""Quotations, direct, indirect and mixed: cue, source and content against PolNeAR's dev part (84 pieces of American political news).

    eval/quotes/score.py PARSE_TOOL [POLNEAR/dev] [--worst N]      the tool is built with the tests: BUILD/src/parse/parse_tool

POLNEAR/dev holds text/ and attributions/ (github.com/networkdynamics/PolNeAR, data/dev); build/polnear/dev unless named. It has no
licence: it measures, nothing is learned from it and none of it is kept here. Where it is absent this says that it is skipped.

PolNeAR counts what is said, thought, wanted, backed and decreed; quotation marks and "that" are of its contents, and no attribution stands
within another's content. So ours are widened by the marks and the "that" that touch them, and those within another's are left out, as
Citron leaves them out of PARC (scripts/preprocess/parc_extractor.py); the second table is of ours as they are.

As BBC's Citron counts: exact, a span of ours is that of gold, source and content where the cues overlap, too; overlap, the words that both
have of all words of either. Quotations of ours with one cue are one, and one without a cue goes on the last of the same speaker. Stricter
than Citron: each quotation of ours is held against one of gold, that of most words in common. Citron's own figures, on PARC 3.0 (Wall
Street Journal): cue exact 82.3, source 82.0 and 85.3, content 59.3 and 83.3, all 56.7 and 83.2.
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT = HERE.parents[1] / "build/polnear/dev"
ROLES = ("cue", "source", "content")
MARKS = set("\"“”„«»‘’'")


def words_of(text):
    """[(from, to)] of words and marks."""
    return [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]


def covered(words, spans):
    """The words, by number, that lie in some span."""
    return frozenset(number for number, (first, last) in enumerate(words) if any(first < end and start < last for start, end in spans))


def gold_of(path, words):
    """[{role: words}] of a file of attributions; those of several links of a kind joined."""
    spans, out = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            spans[fields[0]] = [tuple(map(int, part.split())) for part in fields[1].split(" ", 1)[1].split(";")]
        elif line.startswith("E"):
            links = [link.split(":") for link in fields[1].split()]
            roles = {role: covered(words, [span for kind, of in links if re.match(role, kind, re.I) for span in spans.get(of, [])]) for role in ROLES}
            if roles["content"]:
                out.append(roles)
    return out


def ours_of(tool, path, text, words):
    """[{role: words}] as the reader has them."""
    done = subprocess.run([tool, HERE.parents[1] / "data", "spans", path], capture_output=True, check=True)
    at, table = 0, []  # bytes -> characters
    for character in text:
        table += [at] * len(character.encode("utf-8"))
        at += 1
    table.append(at)
    out, last = [], {}
    for line in done.stdout.decode("utf-8").splitlines():
        cells = line.split("\t")[1:]
        content, source, cue = ([(table[int(a)], table[int(b)])] if a != "-" else [] for a, b in zip(cells[::2], cells[1::2]))
        key = ("cue", *cue) if cue else ("source", *source)
        one = {"cue": covered(words, cue), "source": covered(words, source), "content": covered(words, content)}
        goes_on = last.get(key) if cue or source else None
        if goes_on is not None:
            goes_on["content"] |= one["content"]
            continue
        out.append(one)
        last[key] = last["source", *source] = one
    return out


def as_polnear(ours, text, words):
    """Ours, widened by the marks and the conjunction that touch their contents, without those in another's content."""
    forms = [text[first:last].lower() for first, last in words]
    wide = []
    for one in ours:
        content = set(one["content"])
        for number in one["content"]:
            if number and forms[number - 1] in MARKS | {"that"}:
                content.add(number - 1)
            if number + 1 < len(forms) and forms[number + 1] in MARKS:
                content.add(number + 1)
        for number in sorted(content):
            if number and forms[number - 1] == "that" and forms[number] in MARKS:
                content.add(number - 1)
        wide.append({**one, "content": frozenset(content - one["cue"] - one["source"])})
    inside = [any(a is not b and a["content"] < b["content"] and a["cue"] <= b["content"] for b in wide) for a in wide]
    return [one for one, nested in zip(wide, inside) if not nested]


def pairs_of(gold, ours):
    """Ours by number -> gold by number, most words in common first, each used once."""
    near = []
    for g, one in enumerate(gold):
        for o, other in enumerate(ours):
            if common := sum(len(one[role] & other[role]) for role in ROLES):
                near.append((-common, g, o))
    pairs, used = {}, set()
    for _, g, o in sorted(near):
        if g not in used and o not in pairs:
            pairs[o] = g
            used.add(g)
    return pairs


def add(counts, gold, ours):
    pairs = pairs_of(gold, ours)
    counts["gold"] += len(gold)
    counts["ours"] += len(ours)
    for role in ROLES:
        counts[role, "words of gold"] += sum(len(one[role]) for one in gold)
        counts[role, "words of ours"] += sum(len(one[role]) for one in ours)
    for o, g in pairs.items():
        same = {role: ours[o][role] == gold[g][role] for role in ROLES}
        near = bool(ours[o]["cue"] & gold[g]["cue"]) or not (ours[o]["cue"] or gold[g]["cue"])
        counts["cue", "exact"] += same["cue"]
        counts["source", "exact"] += same["source"] and near
        counts["content", "exact"] += same["content"] and near
        counts["all", "exact"] += all(same.values())
        for role in ROLES:
            counts[role, "words"] += len(ours[o][role] & gold[g][role])
    return pairs


def f1(hits, ours, gold):
    """Precision, recall, F1."""
    precision, recall = hits / ours if ours else 0.0, hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(counts):
    """{(role or all, exact or overlap): (P, R, F1)}"""
    out = {}
    for role in (*ROLES, "all"):
        parts = ROLES if role == "all" else (role,)
        out[role, "exact"] = f1(counts[role, "exact"], counts["ours"], counts["gold"])
        out[role, "overlap"] = f1(*(sum(counts[part, of] for part in parts) for of in ("words", "words of ours", "words of gold")))
    return out


def measure(tool, folder):
    """The counts over all texts, the same of ours as they are, and [(words of gold that are not found and of ours that are wrong, text's name)]."""
    counts, bare, by_text = collections.Counter(), collections.Counter(), []
    for path in sorted((folder / "text").glob("*.txt")):
        coded = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if not coded:
            continue
        text = path.read_bytes().decode("utf-8")
        words, here = words_of(text), collections.Counter()
        gold, ours = gold_of(coded[0], words), ours_of(tool, path, text, words)
        add(here, gold, as_polnear(ours, text, words))
        add(bare, gold, ours)
        counts.update(here)
        by_text.append((sum(here[role, "words of gold"] + here[role, "words of ours"] - 2 * here[role, "words"] for role in ROLES), path.stem))
    return counts, bare, by_text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=DEFAULT)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the texts with most words wrong")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: {options.folder} is absent")
        return 0
    counts, bare, by_text = measure(options.tool, options.folder)
    print(f"{len(by_text)} texts, {counts['gold']} attributions, {counts['ours']} found\n{'':8} {'exact P R F1':^24} {'overlap P R F1':^24}")
    for part in (counts, bare):
        found = figures(part)
        for role in (*ROLES, "all"):
            print(f"{role:8} " + "   ".join(" ".join(f"{figure:6.3f}" for figure in found[role, how]) for how in ("exact", "overlap")))
        print()
    for wrong, name in sorted(by_text, reverse=True)[: options.worst]:
        print(f"    {wrong:5} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
