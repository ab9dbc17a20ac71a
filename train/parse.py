"""Parses with a checkpoint, before or without the engine.

    python parse.py CHECKPOINT FILE        (FILE: .conllu, its words and sentences are kept; or raw text, simply tokenised)

Prints CoNLL-U; names are in MISC as Name=B-person and so on.
"""

import pathlib
import sys

import torch

import conllu
import data
import evaluate
import labels
import lemma
import net
import text


def raw_sentences(model, coder, body):
    """Paragraph by paragraph: a simple tokenizer, the model's sentence ends."""
    out = []
    for paragraph in filter(str.strip, body.split("\n")):
        words = [paragraph[start:end] for start, end in text.tokens(paragraph)]
        out += [words[start:end] for start, end in sorted(evaluate.split(model, coder, words))]
    return out


def lines(model, words, guess):
    for i, word in enumerate(words):
        name = labels.NAME[guess["name"][i]]
        yield "\t".join((
            str(i + 1), word, lemma.apply(model.scripts[guess["lemma"][i]], word), labels.UPOS[guess["upos"][i]],
            labels.XPOS_OF[model.language][guess["xpos"][i]], "_", str(guess["head"][i]), labels.DEPREL[guess["rel"][i]], "_",
            "_" if name == "O" else "Name=" + name))


def main(checkpoint, path):
    torch.set_num_threads(1)
    model = evaluate.rounded_table(net.load(checkpoint))
    net.Matrix.fake = True
    coder = data.Coder(model)
    if path.endswith(".conllu"):
        sentences = [s.words for _, ss in conllu.read(path) for s in ss]
    else:
        sentences = raw_sentences(model, coder, pathlib.Path(path).read_text(encoding="utf-8"))
    for words, guess in zip(sentences, evaluate.predict(model, coder, sentences)):
        print("# text = " + " ".join(words))
        print("\n".join(lines(model, words, guess)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
