#!/usr/bin/env python3
"""Coreference within a document: MUC, B3, CEAFe and their mean (CoNLL F1) on GUM, from raw text, beside rules of a dozen lines.

    eval/coref/score.py COREF_TOOL [GUM.conllu]        the tool is built with the tests: BUILD/src/resolve/coref_tool
    eval/coref/score.py COREF_TOOL GUM.conllu --kinds  beside it: how often each pronoun and kind of mention is given a right antecedent

Gold: GUM's Entity column (../shared/data/ud/en_gum-open-dev.conllu), all kinds of entities, nested ones too. The text goes in raw; a
mention of ours is one of gold where their heads overlap (of several with one head, the spans that overlap most), as in CorefUD's head
match. Chains of one mention count on neither side. Counted over all documents, and over those of news. The baseline has our mentions and
trees, and links the same words and each pronoun to the nearest that agrees with it.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "parse"))
import las  # noqa: E402

DEFAULT = HERE.parents[2] / "shared/data/ud/en_gum-open-dev.conllu"


# --- gold ---

def documents_of(path):
    """{document: its lines}"""
    documents, lines = {}, None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc"):
            lines = documents.setdefault(line.split("=")[1].strip(), [])
        lines.append(line)
    return documents


def gold_mentions(lines):
    """[(chain, kind of entity, head, span)] of a document, places as characters of the text without white space."""
    found, opened, at, first, until = [], [], 0, 0, 0
    tokens = []  # of the sentence: (from, to)
    for line in lines:
        if line.startswith("# sent_id"):
            tokens, until = [], 0
        row = line.rstrip("\n").split("\t")
        if len(row) < 10 or "." in row[0]:
            continue
        if "-" in row[0]:
            first, until = (int(number) for number in row[0].split("-"))
            token, at = (at, at + len("".join(row[1].split()))), at + len("".join(row[1].split()))
            continue
        if int(row[0]) <= until:  # the words of a multiword token lie one behind the other in it
            start = token[0] if int(row[0]) == first else tokens[-1][1]
            tokens.append((start, token[1] if int(row[0]) == until else min(token[1], start + len(row[1]))))
        else:
            tokens.append((at, at + len("".join(row[1].split()))))
            at = tokens[-1][1]
        for mark in marks_of(row[9]):
            if mark[0] == "(":
                opened.append((mark.strip("()").split("-"), len(tokens) - 1))
            if mark[-1] == ")":
                number = mark.strip("()").split("-")[0]
                match = next((one for one in reversed(opened) if one[0][0] == number), None)
                if match:
                    opened.remove(match)
                    found.append(mention_of(match, tokens))
    return found


def marks_of(misc):
    entity = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    return re.findall(r"\([^()]+\)?|[^()]+\)", entity[1]) if entity else []


def mention_of(match, tokens):
    fields, first = match
    minimal = fields[5].split(",")[0] if len(fields) > 5 and re.match(r"\d", fields[5]) else "1"
    head = min(first + int(minimal) - 1, len(tokens) - 1)
    return fields[0], fields[1], tokens[head], (tokens[first][0], tokens[-1][1])


# --- the measures ---

def of_chains(chains):
    """{mention: its chain}"""
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def muc(gold, ours):
    """Links of gold that ours keep: hits, of."""
    where, hits, links = of_chains(ours), 0, 0
    for chain in gold:
        parts = {where.get(mention, ("alone", mention)) for mention in chain}
        hits += len(chain) - len(parts)
        links += len(chain) - 1
    return hits, links


def b_cubed(gold, ours):
    where, hits, mentions = of_chains(ours), 0.0, 0
    for chain in gold:
        shared = collections.Counter(where[mention] for mention in chain if mention in where)
        hits += sum(count * count for count in shared.values()) / len(chain)
        mentions += len(chain)
    return hits, mentions


def ceaf(gold, ours):
    """The best pairing of chains: its similarity."""
    if not gold or not ours:
        return 0.0
    where = of_chains(ours)
    table = [[0.0] * len(ours) for _ in gold]
    for g, chain in enumerate(gold):
        for o, count in collections.Counter(where[mention] for mention in chain if mention in where).items():
            table[g][o] = 2 * count / (len(chain) + len(ours[o]))
    if len(gold) > len(ours):
        table = [list(column) for column in zip(*table)]
    return best_pairing(table)


def best_pairing(gain):
    """The greatest sum of a table with one column for each row, columns at least as many as rows (Kuhn and Munkres, by potentials)."""
    rows, columns = len(gain), len(gain[0])
    u, v, of_column, way = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        of_column[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            here, step, following = of_column[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                slack = -gain[here - 1][j - 1] - u[here] - v[j]
                if slack < least[j]:
                    least[j], way[j] = slack, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[of_column[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            column = following
            if of_column[column] == 0:
                break
        while column:
            of_column[column] = of_column[way[column]]
            column = way[column]
    return sum(gain[of_column[j] - 1][j - 1] for j in range(1, columns + 1) if of_column[j])


class Tally:
    def __init__(self):
        self.counts = collections.Counter()

    def add(self, gold, ours):
        for name, measure in (("MUC", muc), ("B3", b_cubed)):
            for side, (hits, of) in (("R", measure(gold, ours)), ("P", measure(ours, gold))):
                self.counts[name, side] += hits
                self.counts[name, side, "of"] += of
        alike = ceaf(gold, ours)
        for side, chains in (("R", gold), ("P", ours)):
            self.counts["CEAFe", side] += alike
            self.counts["CEAFe", side, "of"] += len(chains)
        mine, theirs = set(of_chains(ours)), set(of_chains(gold))
        for side, of in (("R", theirs), ("P", mine)):
            self.counts["mentions", side] += len(mine & theirs)
            self.counts["mentions", side, "of"] += len(of)

    def f1(self, name):
        share = lambda side: self.counts[name, side] / self.counts[name, side, "of"] if self.counts[name, side, "of"] else 0.0
        return (precision := share("P")), (recall := share("R")), 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def conll(self):
        return sum(self.f1(name)[2] for name in ("MUC", "B3", "CEAFe")) / 3


# --- ours, and the baseline ---

def matched(gold, ours):
    """Ours by number -> gold by number: heads overlap, the spans that overlap most first."""
    near = []
    for g, (_, _, head, span) in enumerate(gold):
        for o, mention in enumerate(ours):
            (a, b), (c, d) = mention["head"], mention["span"]
            if a < head[1] and head[0] < b:
                near.append((-max(0, min(d, span[1]) - max(c, span[0])) / (max(d, span[1]) - min(c, span[0])), g, o))
    pairs, used = {}, set()
    for _, g, o in sorted(near):
        if g not in used and o not in pairs:
            pairs[o] = g
            used.add(g)
    return pairs


def chains_of(names):
    """Chains of two mentions and more, of [(mention, its chain or None)]."""
    chains = collections.defaultdict(list)
    for mention, chain in names:
        if chain is not None:
            chains[chain].append(mention)
    return [chain for chain in chains.values() if len(chain) > 1]


ONE, THING, MANY, SELF, WE = "he him his himself she her hers herself", "it its itself", "they them their theirs themselves", "i me my mine myself", "we us our ours ourselves"
PRONOUNS = {word: kind for kind, words in (("one", ONE), ("thing", THING), ("many", MANY), ("self", SELF), ("we", WE)) for word in words.split()}
FEMALE = set("she her hers herself".split())


def agrees(pronoun, other):
    """Whether a pronoun may mean what was told before: number, and person or thing."""
    kind, form = PRONOUNS[pronoun["form"].casefold()], other["form"].casefold()
    if form in PRONOUNS:
        return PRONOUNS[form] == kind and (kind != "one" or (form in FEMALE) == (pronoun["form"].casefold() in FEMALE))
    if kind in ("self", "we"):
        return False
    plural = other["xpos"] in ("NNS", "NNPS")
    person = other["name"] == "person"
    return {"one": person and not plural, "thing": not person and not plural, "many": plural}[kind]


def baseline(mentions):
    """[chain] of the mentions: the same words but for articles; a pronoun is the nearest before it that agrees."""
    chains, by_words = [], {}
    for number, mention in enumerate(mentions):
        if mention["form"].casefold() in PRONOUNS and mention["upos"] == "PRON":
            before = next((i for i in range(number - 1, -1, -1) if agrees(mention, mentions[i])), None)
            chains.append(number if before is None else chains[before])
            continue
        words = re.sub(r"^(the|a|an|this|that|these|those) ", "", mention["words"].casefold()).removesuffix("'s").removesuffix("’s")
        by_words.setdefault(words, number)
        chains.append(by_words[words])
    return chains


def ours_of(tool, documents):
    """{document: mentions}, places as characters of the text without white space."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for name, lines in documents.items():
            conllu = pathlib.Path(scratch) / f"{name}.conllu"
            conllu.write_text("".join(lines), encoding="utf-8")
            paths.append(pathlib.Path(scratch) / f"{name}.txt")
            paths[-1].write_text(las.raw_text(conllu), encoding="utf-8")
        done = subprocess.run([tool, HERE.parents[1] / "data", *paths], capture_output=True, check=True)
        out = {}
        for path, line in zip(paths, done.stdout.decode("utf-8").splitlines()):
            letters, table = 0, []  # bytes -> characters before, white space apart
            for character in path.read_text(encoding="utf-8"):
                table += [letters] * len(character.encode("utf-8"))
                letters += not character.isspace()
            table.append(letters)
            mentions = json.loads(line)["mentions"]
            for mention in mentions:
                for field in ("head", "span"):
                    mention[field] = [table[at] for at in mention[field]]
            out[path.stem] = mentions
    return out


def kinds_of(gold, ours, pairs, counts):
    """Of mentions of ours that gold has in a chain: how many are linked to one before, how many rightly; how many gold links at all."""
    before_gold, before_ours = collections.defaultdict(list), collections.defaultdict(list)
    for number, mention in enumerate(ours):
        g = pairs.get(number)
        kind = mention["form"].casefold() if mention["upos"] == "PRON" else f"name of {mention['name']}" if mention["name"] else "noun"
        linked = mention["chain"] is not None and before_ours[mention["chain"]]
        if g is not None:
            chain = gold[g][0]
            counts[kind, "mentions"] += 1
            counts[kind, "linked in gold"] += bool(before_gold[chain])
            counts[kind, "linked"] += bool(linked)
            counts[kind, "right"] += bool(linked) and linked[-1] in before_gold[chain]
            before_gold[chain].append(number)
        if mention["chain"] is not None:
            before_ours[mention["chain"]].append(number)


def measure(tool, path=DEFAULT):
    """{(who, part): Tally} for ours and the baseline, over all and over news; and the counts of each kind of mention."""
    documents = documents_of(path)
    tallies, kinds = collections.defaultdict(Tally), collections.Counter()
    for name, mentions in ours_of(tool, documents).items():
        gold = gold_mentions(documents[name])
        pairs = matched(gold, mentions)
        label = [("gold", pairs[o]) if o in pairs else ("ours", o) for o in range(len(mentions))]
        wanted = chains_of((("gold", g), chain) for g, (chain, *_) in enumerate(gold))
        for who, chains in (("annals", [mention["chain"] for mention in mentions]), ("baseline", baseline(mentions))):
            found = chains_of(zip(label, chains))
            for part in ["all"] + ["news"] * ("_news_" in name):
                tallies[who, part].add(wanted, found)
        kinds_of(gold, mentions, pairs, kinds)
    return tallies, kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("gum", nargs="?", type=pathlib.Path, default=DEFAULT)
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    if not options.gum.exists():
        print(f"skipped: {options.gum} is absent")
        return 0
    tallies, kinds = measure(options.tool, options.gum)
    print(f"{'':10} {'':5} {'CoNLL':>6}   " + "   ".join(f"{name:^20}" for name in ("MUC P R F1", "B3 P R F1", "CEAFe P R F1", "mentions P R F1")))
    for (who, part), tally in sorted(tallies.items()):
        cells = "   ".join(" ".join(f"{figure:6.3f}" for figure in tally.f1(name)) for name in ("MUC", "B3", "CEAFe", "mentions"))
        print(f"{who:10} {part:5} {tally.conll():6.3f}   {cells}")
    if options.kinds:
        print(f"\n{'':26} mentions  linked in gold  linked  right")
        for kind in sorted({kind for kind, _ in kinds}, key=lambda kind: -kinds[kind, "mentions"])[:40]:
            print(f"{kind:26} {kinds[kind, 'mentions']:8} {kinds[kind, 'linked in gold']:15} {kinds[kind, 'linked']:7} {kinds[kind, 'right']:6}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
