"""Names in unlabelled news, for training: a checkpoint's guesses, put right by a reviewed list.

    python silver.py CHECKPOINT DATA list            prints every name guessed, with its kinds and counts, for review
    python silver.py CHECKPOINT DATA write FILE      writes CoNLL-U: MISC has Name=B-kind, Name=O, or nothing where unknown

`reviewed_names.tsv` holds names whose kind is the same in every text. Only dispatches that are there to learn from
are read.
"""

import collections
import pathlib
import sys

import numpy as np
import torch

import conllu
import data
import evaluate
import labels
import net
import text

SETS = (2, *range(5, 21))
SURE = 0.75
LINKS = {"al", "el", "bin", "ben", "ibn", "de", "da", "von", "van", "der", "ul", "ur", "e"}


def texts(folder):
    for number in SETS:
        for path in sorted((folder / f"events/docs/dispatches-{number}").glob("*.txt")):
            yield f"dispatches-{number}/{path.stem}", path.read_text(encoding="utf-8")


def sentences(folder):
    for key, body in texts(folder):
        yield key, [[body[start:end] for start, end in spans] for spans in text.sentences(body)]


def guesses(model, coder, batch):
    """(labels, certainty) of each word of each sentence."""
    order = sorted(range(len(batch)), key=lambda i: len(batch[i]))
    out = [None] * len(batch)
    with torch.inference_mode():
        for group in evaluate.in_batches(coder, batch, order):
            arrays = {key: torch.from_numpy(value) for key, value in data.collate([sample for _, sample in group]).items()}
            x = model.encode(arrays["piece"], arrays["length"], arrays["first"], arrays["shape"])
            best = model.heads["name"](x).softmax(-1).max(-1)
            for row, (number, sample) in enumerate(group):
                n = len(sample["words"])
                out[number] = best.indices[row, :n].numpy(), best.values[row, :n].numpy()
    return out


def reviewed():
    path = pathlib.Path(__file__).parent / "reviewed_names.tsv"
    if not path.exists():
        return {}
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            kind, listed = line.split("\t")
            for name in listed.split("; "):
                out[tuple(name.split(" "))] = kind
                if kind in ("place", "organization"):
                    out.setdefault(tuple(name.upper().split(" ")), kind)
    return out


def joined(words, spans):
    """A person's name goes on over "al", hyphens and the like: "Abdel Fattah" "al - Sisi"."""
    out = []
    for start, end, kind in spans:
        if kind == "person":
            last = end
            while last < len(words) - 1 and (words[last] in LINKS or words[last] == "-") and last - end < 4:
                last += 1
                if words[last][:1].isupper():
                    end = last = last + 1
        if out and out[-1][1] > start:
            continue
        out.append((start, end, kind))
    return out


def credit(words, place):
    """The agency in a dateline: "DHAKA, 20 July (Padma Courier) -"."""
    if place > 3 or "(" not in words[:9]:
        return []
    start = words.index("(") + 1
    end = words.index(")", start) if ")" in words[start : start + 6] else None
    named = end and all(word[:1].isupper() for word in words[start:end]) and end + 1 < len(words)
    return [(start, end, "organization")] if named and words[end + 1] in ("-", "--", "–", "—", ":") else []


def surnames(spans, words):
    return {words[end - 1] for start, end, kind in spans if kind == "person" and end - start > 1 and words[end - 1][:1].isupper()}


def reviewed_spans(words, known):
    """Longest matches of reviewed names, from the left."""
    longest, out, i = max(map(len, known), default=0), [], 0
    while i < len(words):
        for size in range(min(longest, len(words) - i), 0, -1):
            kind = known.get(tuple(words[i : i + size]))
            if kind:
                out.append((i, i + size, kind))
                i += size
                break
        else:
            i += 1
    return out


def settle(words, tags, sure, known, place=99, people=frozenset()):
    """Spans and known words: sure guesses around a reviewed name, then reviewed names, then the other sure guesses."""
    guessed = joined(words, evaluate.spans(tags))
    certain = [span for span in guessed if sure[span[0] : span[1]].min() >= SURE]
    listed = credit(words, place) + reviewed_spans(words, known)
    wide = [g for g in certain if any(g[0] <= r[0] and r[1] <= g[1] and r[1] - r[0] < g[1] - g[0] for r in listed)]
    spans, taken = [], set()
    for start, end, kind in wide + listed + certain + [(i, i + 1, "person") for i, word in enumerate(words) if word in people]:
        inside = set(range(start, end))
        if not inside & taken:
            taken |= inside
            if kind != "-":
                spans.append((start, end, kind))
    unsure = {i for start, end, _ in guessed for i in range(start, end)} | {i for i, word in enumerate(words) if word[:1].isupper() and sure[i] < SURE}
    return sorted(spans), [i for i in range(len(words)) if i in taken or i not in unsure]


def main(checkpoint, folder, action, path=None):
    torch.set_num_threads(1)
    model = net.load(checkpoint)
    coder = data.Coder(model)
    documents = list(sentences(pathlib.Path(folder)))
    flat = [words for _, ss in documents for words in ss]
    found = guesses(model, coder, flat)
    if action == "list":
        counts = collections.defaultdict(collections.Counter)
        for words, (tags, _) in zip(flat, found):
            for start, end, kind in evaluate.spans(tags):
                counts[" ".join(words[start:end])][kind] += 1
        for name in sorted(counts, key=lambda name: (-sum(counts[name].values()), name)):
            print(name, *(f"{kind}:{count}" for kind, count in counts[name].most_common()), sep="\t")
        return
    known = reviewed()
    with open(path, "w", encoding="utf-8") as out:
        position = 0
        for key, ss in documents:
            out.write(f"# newdoc id = {key}\n")
            first = [settle(words, *found[position + i], known) for i, words in enumerate(ss)]
            people = set().union(*(surnames(spans, words) for (spans, _), words in zip(first, ss)))
            for place, words in enumerate(ss):
                spans, sure = settle(words, *found[position], known, place, people)
                position += 1
                marks = np.array(["_"] * len(words), dtype=object)
                marks[sure] = "Name=O"
                for start, end, kind in spans:
                    marks[start:end] = "Name=I-" + kind
                    marks[start] = "Name=B-" + kind
                out.writelines(f"{i + 1}\t{word}" + "\t_" * 7 + f"\t{mark}\n" for i, (word, mark) in enumerate(zip(words, marks)))
                out.write("\n")


def read(path):
    """The documents that `write` wrote."""
    documents = conllu.read(path)
    for _, ss in documents:
        for s in ss:
            marks = [misc.removeprefix("Name=") for misc in s.misc]
            tags = [labels.NAME.index(mark) if mark != "_" else 0 for mark in marks]
            s.names, s.known = evaluate.spans(tags), [i for i, mark in enumerate(marks) if mark != "_"]
            s.upos = s.xpos = s.lemma = s.heads = s.relations = None
    return documents


if __name__ == "__main__":
    main(*sys.argv[1:])
