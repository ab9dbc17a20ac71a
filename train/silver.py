"""Names in unlabelled news, for training: a checkpoint's guesses, put right by a reviewed list.

    python silver.py CHECKPOINT DATA list            prints every name guessed, with its kinds and counts, for review
    python silver.py CHECKPOINT DATA write FILE      writes CoNLL-U: MISC has Name=B-kind, Name=O, or nothing where unknown

`reviewed_names.tsv` holds what a reader of the list said: a name and its kind, `-` where it is none. Only dispatches
that are there to learn from are read.
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
import pieces
import text

SETS = (2, *range(5, 21))
SURE = 0.75


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
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {tuple(name.split(" ")): kind for name, kind in rows}


def settle(words, tags, sure, known):
    """Spans and known words: reviewed names by longest match first, then what the model is sure of."""
    spans, taken = [], set()
    longest = max(map(len, known), default=0)
    i = 0
    while i < len(words):
        for size in range(min(longest, len(words) - i), 0, -1):
            kind = known.get(tuple(words[i : i + size]))
            if kind:
                taken |= set(range(i, i + size))
                if kind != "-":
                    spans.append((i, i + size, kind))
                i += size
                break
        else:
            i += 1
    unsure = set()
    for start, end, kind in evaluate.spans(tags):
        inside = set(range(start, end))
        if inside & taken:
            continue
        if sure[start:end].min() >= SURE:
            spans.append((start, end, kind))
            taken |= inside
        else:
            unsure |= inside
    unsure |= {i for i in range(len(words)) if i not in taken and words[i][:1].isupper() and sure[i] < SURE}
    return sorted(spans), [i for i in range(len(words)) if i not in unsure]


def main(checkpoint, folder, action, path=None):
    torch.set_num_threads(1)
    model = net.load(checkpoint)
    coder = data.Coder(model.scripts, pieces.WordPiece(net.base_vocab()))
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
            for words in ss:
                spans, sure = settle(words, *found[position], known)
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
