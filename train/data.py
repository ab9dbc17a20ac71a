"""Training samples: windows of sentences as arrays of numbers, with what is changed in them on the way."""

import hashlib
import pathlib
import random

import numpy as np

import conllu
import labels
import lemma
import names
import pieces
import spanish

I = labels.IGNORED


def is_train(key):
    """Where a source has no split: even hashes train, odd ones measure."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def treebanks(folder, part):
    ewt = conllu.read(folder / f"ud/en_ewt-{part}.conllu")
    gum = conllu.read(folder / f"ud/en_gum-open-{part}.conllu")
    names.gum(gum)
    return ewt, gum


def spanish_treebanks(folder, part, only=""):
    return [document for path in spanish.files(folder, part) if only in path.name for document in spanish.read(path)]


def name_documents(folder):
    """(train, measure) of the sources without trees."""
    re3d = names.re3d(folder / "re3d")
    train = names.meantime(folder / "meantime") + [d for d in re3d if is_train(d[0])]
    return train, [d for d in re3d if not is_train(d[0])]


def learn_scripts(documents):
    return lemma.scripts((w, l) for _, ss in documents for s in ss for w, l in zip(s.words, s.lemma) if l != "_")


class Coder:
    """Sentences to numbers."""

    def __init__(self, model):
        self.language = model.language
        self.script = {script: i for i, script in enumerate(model.scripts)}
        self.wordpiece = model.wordpiece()
        self.upos = {name: i for i, name in enumerate(labels.UPOS)}
        self.xpos = {name: i for i, name in enumerate(labels.XPOS_OF[model.language])}
        self.deprel = {name: i for i, name in enumerate(labels.DEPREL)}
        self.name = {name: i for i, name in enumerate(labels.NAME)}

    def names(self, sentence):
        if sentence.names is None:
            return [I] * len(sentence.words)
        out = [0] * len(sentence.words)
        if sentence.known is not None:
            out = [I] * len(sentence.words)
            for i in sentence.known:
                out[i] = 0
        for start, end, kind in sentence.names:
            for i in range(start, end):
                out[i] = self.name[("B-" if i == start else "I-") + kind]
        return out

    def sample(self, sentences, cut=0):
        """One window. Of the last `cut` words the sentence goes on beyond the window: no tree is known."""
        columns = {key: [] for key in ("words", "upos", "xpos", "lemma", "head", "rel", "name", "end", "sentence")}
        for number, sentence in enumerate(sentences):
            count = len(sentence.words)
            whole = not (cut and number == len(sentences) - 1)
            kept = count if whole else cut
            columns["words"] += sentence.words[:kept]
            unknown = [I] * kept
            tags = sentence.upos is not None
            columns["upos"] += [self.upos[u] for u in sentence.upos[:kept]] if tags else unknown
            columns["xpos"] += [self.xpos.get(x, I) for x in sentence.xpos[:kept]] if tags else unknown
            columns["lemma"] += self.lemmas(sentence)[:kept] if tags else unknown
            trees = whole and sentence.heads is not None
            columns["head"] += list(sentence.heads) if trees else unknown
            columns["rel"] += [self.deprel[r] for r in sentence.relations] if trees else unknown
            columns["name"] += self.names(sentence)[:kept]
            columns["end"] += ([0] * (count - 1) + [1])[:kept] if tags else unknown
            columns["sentence"] += [number] * kept
        if len(sentences) == 1 and not cut:
            columns["end"][-1] = I  # that a single sentence ends with its window teaches nothing
        return columns

    def lemmas(self, sentence):
        return [I if l == "_" else self.script.get(lemma.script(w, l), I) for w, l in zip(sentence.words, sentence.lemma)]

    def encode(self, columns, drop=0.0, chance=random):
        """Adds pieces, first pieces and shapes; None where the window is too long."""
        words = columns["words"]
        piece, first = [self.wordpiece.cls], []
        for word in words:
            first.append(len(piece))
            split = self.wordpiece.word(word)
            piece += [self.wordpiece.mask] * len(split) if drop and chance.random() < drop else split
        piece.append(self.wordpiece.sep)
        if len(piece) > 256:
            return None
        columns["piece"], columns["first"] = piece, first
        columns["shape"] = [pieces.shape(word, i == 0) for i, word in enumerate(words)]
        return columns


def without(sentence, position):
    """The sentence without a word that has no dependents."""
    keep = [i for i in range(len(sentence.words)) if i != position]
    pick = lambda column: None if column is None else [column[i] for i in keep]
    heads = [h - (h > position + 1) for h in pick(sentence.heads)]
    name_spans = sentence.names and [n for n in sentence.names if n[1] <= position]
    known = sentence.known and [k - (k > position) for k in sentence.known if k != position]
    return conllu.Sentence(pick(sentence.words), pick(sentence.upos), pick(sentence.xpos), pick(sentence.lemma), heads,
                           pick(sentence.relations), None, sentence.names if sentence.names is None else name_spans, known)


def with_words(sentence, words):
    return conllu.Sentence(words, sentence.upos, sentence.xpos, sentence.lemma, sentence.heads, sentence.relations, None,
                           sentence.names, sentence.known, sentence.paragraph)


CURLY = {"'": "’", "`": "‘"}


def curl(words):
    out, opened = [], False
    for word in words:
        if word in ('"', "``", "''"):
            out.append("”" if opened else "“")
            opened = not opened
        else:
            out.append("".join(CURLY.get(char, char) for char in word))
    return out


def vary(sentence, chance, language="en"):
    """Headlines, capitals, curly quotes, a missing full stop: what news has and treebanks lack."""
    roll = chance.random()
    if sentence.heads is not None and chance.random() < 0.06 and len(sentence.words) > 3 and sentence.upos[-1] == "PUNCT":
        if len(sentence.words) not in sentence.heads:
            sentence = without(sentence, len(sentence.words) - 1)
    if roll < 0.025:
        return with_words(sentence, [word.upper() for word in sentence.words])
    if roll < 0.06:
        titled = [w if w in ("of", "the", "a", "and", "to", "in", "for", "on", "'s", "n't") and i else w[:1].upper() + w[1:] for i, w in enumerate(sentence.words)]
        return with_words(sentence, titled) if language == "en" else sentence  # only English writes so
    if any(char in word for word in sentence.words for char in "\"'`") and chance.random() < 0.5:
        return with_words(sentence, curl(sentence.words))
    return sentence


def windows(sentences, chance, language="en"):
    """About half the sentences alone, the others two to four in a row, some with a cut one behind."""
    i = 0
    while i < len(sentences):
        count = 1 if chance.random() < 0.72 else chance.choice((2, 3, 4))
        chosen = [vary(sentence, chance, language) for sentence in sentences[i : i + count]]
        i += count
        cut = 0
        if count > 1 and i < len(sentences) and chance.random() < 0.5:
            cut = chance.randint(1, max(1, min(12, len(sentences[i].words) - 1)))
            chosen.append(sentences[i])
        yield chosen, cut


def epoch(documents, coder, seed, drop=0.03, most=1100):
    """Batches of samples, each of about `most` pieces, of like lengths; the order is the seed's."""
    chance = random.Random(seed)
    samples = []
    for _, sentences in documents:
        for chosen, cut in windows(sentences, chance, coder.language):
            sample = coder.encode(coder.sample(chosen, cut), drop, chance)
            if sample is None:
                samples += filter(None, (coder.encode(coder.sample([s]), drop, chance) for s in chosen[: len(chosen) - bool(cut)]))
            else:
                samples.append(sample)
    samples.sort(key=lambda sample: (len(sample["piece"]) + chance.random() * 6))
    return shuffled(samples, chance, most)


def shuffled(samples, chance, most):
    batches, current, longest = [], [], 0
    for sample in samples:
        longest = max(longest, len(sample["piece"]))
        if current and longest * (len(current) + 1) > most:
            batches.append(current)
            current, longest = [], len(sample["piece"])
        current.append(sample)
    batches.append(current)
    chance.shuffle(batches)
    return batches


def collate(batch):
    """Padded int64 arrays [B, T] for pieces and [B, W] for words."""
    length = np.array([len(sample["piece"]) for sample in batch])
    count = np.array([len(sample["words"]) for sample in batch])
    out = {"length": length, "count": count}
    fill = {"piece": 0, "first": 0, "shape": 0, "sentence": -1}
    for key in ("piece", "first", "shape", "upos", "xpos", "lemma", "head", "rel", "name", "end", "sentence"):
        width = length.max() if key == "piece" else count.max()
        array = np.full((len(batch), width), fill.get(key, I), np.int64)
        for row, sample in enumerate(batch):
            array[row, : len(sample[key])] = sample[key]
        out[key] = array
    return out


def default_folder():
    return pathlib.Path(__file__).resolve().parents[2] / "shared" / "data"
