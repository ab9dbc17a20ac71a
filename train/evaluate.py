"""Scores of a checkpoint on the development sets, with gold tokens.

    python evaluate.py CHECKPOINT [--plain]      (--plain: float32 instead of the engine's rounding)

LAS as CoNLL 2018 counts it (relations up to the colon, punctuation included), and over whole relations.
"""

import argparse
import copy
import pathlib

import numpy as np
import torch

import data
import labels
import lemma
import net
import tree


def rounded_table(model):
    """The model with its word table rounded as the exported one is."""
    model = copy.deepcopy(model)
    with torch.no_grad():
        whole, scale = net.round_weight(model.word.weight)
        model.word.weight.copy_(whole * scale)
    return model


def predict(model, coder, sentences, with_trees=True):
    """For each sentence (a list of words), a dict of predictions; whole sentences are windows of their own."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    out = [None] * len(sentences)
    with torch.inference_mode():
        for batch in in_batches(coder, sentences, order):
            arrays = {key: torch.from_numpy(value) for key, value in data.collate([sample for _, sample in batch]).items()}
            x = model.encode(arrays["piece"], arrays["length"], arrays["first"], arrays["shape"])
            best = {name: head(x).argmax(-1).numpy() for name, head in model.heads.items() if name != "sentence_end"}
            ends = model.heads["sentence_end"](x).squeeze(-1).numpy()
            arcs = model.arcs(x).numpy() if with_trees else None
            heads = np.zeros((len(batch), x.shape[1]), np.int64)
            for row, (number, sample) in enumerate(batch):
                n = len(sample["words"])
                out[number] = {name: values[row, :n] for name, values in best.items()} | {"end": ends[row, :n]}
                if with_trees:
                    heads[row, :n] = tree.decode(arcs[row, :n, : n + 1])
            if with_trees:
                relations = model.relations(x, torch.from_numpy(heads)).numpy()
                add_trees(out, batch, heads, relations)
    return out


def add_trees(out, batch, heads, relations):
    relations[:, :, labels.ROOT] = -1e9
    best = relations.argmax(-1)
    for row, (number, sample) in enumerate(batch):
        n = len(sample["words"])
        out[number]["head"] = heads[row, :n]
        out[number]["rel"] = np.where(heads[row, :n] == 0, labels.ROOT, best[row, :n])


def in_batches(coder, sentences, order, most=4000):
    batch, longest = [], 0
    for number in order:
        sample = coder.encode({"words": sentences[number]} | {key: [] for key in ("upos", "xpos", "lemma", "head", "rel", "name", "end", "sentence")})
        if sample is None:
            raise ValueError("a sentence is longer than a window")
        longest = max(longest, len(sample["piece"]))
        if batch and longest * (len(batch) + 1) > most:
            yield batch
            batch, longest = [], len(sample["piece"])
        batch.append((number, sample))
    if batch:
        yield batch


def spans(tags):
    """Names of a sequence of labels: (start, end, kind)."""
    out, start, kind = [], None, None
    for i, tag in enumerate([labels.NAME[t] for t in tags] + ["O"]):
        if start is not None and not (tag == "I-" + kind):
            out.append((start, i, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = i, tag[2:]
    return out


def f_score(gold, found, right):
    return 200.0 * right / (gold + found) if gold + found else 0.0


class Measure:
    def __init__(self, folder, coder):
        self.coder = coder
        if coder.language == "es":
            ancora = data.spanish_treebanks(folder, "dev")
            self.banks, self.named = {"AnCora": ancora}, {"AnCora, where told": ancora}
        else:
            ewt, gum = data.treebanks(folder, "dev")
            self.banks, self.named = {"EWT": ewt, "GUM": gum}, {"GUM": gum, "re3d": data.name_documents(folder)[1]}

    def trees(self, model, documents):
        sentences = [s for _, ss in documents for s in ss]
        found = predict(model, self.coder, [s.words for s in sentences])
        count = dict.fromkeys(("LAS", "LAS-full", "UAS", "UPOS", "XPOS", "lemma"), 0)
        total = 0
        for sentence, guess in zip(sentences, found):
            total += len(sentence.words)
            for i, word in enumerate(sentence.words):
                relation = labels.DEPREL[guess["rel"][i]]
                head = int(guess["head"][i] == sentence.heads[i])
                count["UAS"] += head
                count["LAS"] += head and relation.split(":")[0] == sentence.relations[i].split(":")[0]
                count["LAS-full"] += head and relation == sentence.relations[i]
                count["UPOS"] += labels.UPOS[guess["upos"][i]] == sentence.upos[i]
                count["XPOS"] += labels.XPOS_OF[model.language][guess["xpos"][i]] == sentence.xpos[i]
                count["lemma"] += sentence.lemma[i] in ("_", lemma.apply(model.scripts[guess["lemma"][i]], word))
        return {key: round(100.0 * value / total, 2) for key, value in count.items()}

    def names(self, model, documents):
        sentences = [s for _, ss in documents for s in ss if len(s.words) < 200]
        found = predict(model, self.coder, [s.words for s in sentences], with_trees=False)
        counts = {}
        for sentence, guess in zip(sentences, found):
            if sentence.names is None:
                continue
            known = set(range(len(sentence.words)) if sentence.known is None else sentence.known)
            gold, got = set(sentence.names), {span for span in spans(guess["name"]) if known.issuperset(range(*span[:2]))}
            for kind in labels.NAME_KINDS:
                row = counts.setdefault(kind, [0, 0, 0])
                row[0] += sum(n[2] == kind for n in gold)
                row[1] += sum(n[2] == kind for n in got)
                row[2] += sum(n[2] == kind for n in gold & got)
        scores = {kind: round(f_score(*row), 1) for kind, row in counts.items() if row[0]}
        return {"all": round(f_score(*map(sum, zip(*counts.values()))), 1)} | scores

    def ends(self, model, documents):
        """F of sentence ends over paragraphs, read in windows as the product reads them."""
        right = found = gold = 0
        for _, sentences in documents:
            paragraphs = []
            for sentence in sentences:
                if sentence.paragraph or not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(sentence.words)
            for paragraph in paragraphs:
                true, position = set(), 0
                for words in paragraph:
                    true.add((position, position + len(words)))
                    position += len(words)
                guess = split(model, self.coder, [w for words in paragraph for w in words])
                gold, found, right = gold + len(true), found + len(guess), right + len(true & guess)
        return round(f_score(gold, found, right), 2)

    def report(self, model, rounded=False):
        with torch.inference_mode():
            out = {name: self.trees(model, bank) for name, bank in self.banks.items()}
            out |= {"names " + name: self.names(model, documents) for name, documents in self.named.items()}
            if rounded:
                was, net.Matrix.fake = net.Matrix.fake, True
                model = rounded_table(model)
                out["int8"] = {name: self.trees(model, bank) for name, bank in self.banks.items()}
                net.Matrix.fake = was
        return out


def split(model, coder, words, reach=100):
    """Sentences (start, end) of a paragraph: windows of `reach` words, the next from the last sure end."""
    out, start = set(), 0
    while start < len(words):
        size = reach
        while True:
            sample = coder.encode({"words": words[start : start + size]} | {k: [] for k in ("upos", "xpos", "lemma", "head", "rel", "name", "end", "sentence")})
            if sample:
                break
            size //= 2
        window = words[start : start + size]
        end = predict(model, coder, [window], with_trees=False)[0]["end"]
        cuts = [i + 1 for i in range(len(window)) if end[i] > 0]
        last = start + size >= len(words)
        if last:
            cuts = sorted(set(cuts) | {len(window)})
        elif len(cuts) > 1:
            cuts = [c for c in cuts if c < len(window) - 8] or cuts[:1]
        elif not cuts:
            cuts = [len(window)]
        previous = 0
        for cut in cuts:
            out.add((start + previous, start + cut))
            previous = cut
        start += previous
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--data", type=pathlib.Path, default=data.default_folder())
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = net.load(args.checkpoint)
    coder = data.Coder(model)
    measure = Measure(args.data, coder)
    if not args.plain:
        net.Matrix.fake = True
        model = rounded_table(model)
    report = measure.report(model)
    report["sentences"] = {name: measure.ends(model, bank) for name, bank in measure.banks.items()}
    for key, value in report.items():
        print(key, value)


if __name__ == "__main__":
    main()
