"""WordNet's verbs and nouns of acts as two small tables: which senses a word has, and which senses are kin.

    python3 train/linking/senses.py FOLDER data/languages/en

FOLDER is that of WordNet 3.0's database files (the package wordnet-base has them in /usr/share/wordnet). Written are
senses.tsv (a word, v or n, its senses, the commonest first) and kin.tsv (a sense, those it is derived from or to, those
that are broader). Nouns are those of acts, events, states and the like, and those derived from a verb.
"""

import pathlib
import sys

ACTS = {"04", "09", "10", "11", "12", "19", "21", "22", "26"}
MOST = 6  # senses of a word: the rarer ones mislead
BROADER = {"@", "*", ">", "$", "&"}
HEAD = """# {what}
# From WordNet 3.0 (Princeton University; its licence stands in data/README.md) by train/linking/senses.py.
"""


def read(folder):
    """{sense: (words, [(relation, sense)])}, and {(word, kind): senses}."""
    senses, words, field = {}, {}, {}
    for kind in ("verb", "noun"):
        for line in (folder / f"data.{kind}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            cells = line.split("|")[0].split()
            count = int(cells[3], 16)
            at = 4 + 2 * count
            links = [cells[i : i + 4] for i in range(at + 1, at + 1 + 4 * int(cells[at]), 4)]
            sense = kind[0] + cells[0]
            senses[sense] = [(relation, pos + to) for relation, to, pos, _ in links if pos in "vn"]
            field[sense] = cells[1]
        for line in (folder / f"index.{kind}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" ") and "_" not in (cells := line.split())[0]:
                words[cells[0], kind[0]] = [kind[0] + offset for offset in cells[-int(cells[2]) :]][:MOST]
    kept = {s for s in senses if s[0] == "v" or field[s] in ACTS or any(r == "+" and to[0] == "v" for r, to in senses[s])}
    return senses, words, kept


def main(folder, out):
    senses, words, kept = read(pathlib.Path(folder))
    rows = []
    for (word, kind), of in sorted(words.items()):
        if of := [s for s in of if s in kept]:
            rows.append((word, kind, of))
    number = {}
    for _, _, of in rows:
        for sense in of:
            number.setdefault(sense, str(len(number)))
    with open(pathlib.Path(out) / "senses.tsv", "w", encoding="utf-8") as file:
        file.write(HEAD.format(what="word, v or n, its senses, the commonest first"))
        for word, kind, of in rows:
            file.write(f"{word}\t{kind}\t{' '.join(number[s] for s in of)}\n")
    with open(pathlib.Path(out) / "kin.tsv", "w", encoding="utf-8") as file:
        file.write(HEAD.format(what="sense, those derived from or to it, broader ones"))
        for sense, name in number.items():
            derived = {number[to] for relation, to in senses[sense] if relation == "+" and to in number}
            broader = {number[to] for relation, to in senses[sense] if relation in BROADER and to in number}
            if derived or broader:
                file.write(f"{name}\t{' '.join(sorted(derived, key=int))}\t{' '.join(sorted(broader, key=int))}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
