"""Reads CoNLL-U into documents: lists of sentences."""

import dataclasses


@dataclasses.dataclass
class Sentence:
    """Words and what is known of them; a list of labels is None where nothing is known."""

    words: list
    upos: list = None
    xpos: list = None
    lemma: list = None
    heads: list = None  # 1.., 0 the root
    relations: list = None
    misc: list = None
    names: list = None  # (first, last + 1, kind)
    known: list = None  # words whose name label is known; None: all, where names is not None
    paragraph: bool = False  # begins a paragraph


def read(path):
    """Documents [[Sentence]] of a file, with their ids."""
    documents, rows, paragraph = [], [], True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append((line.split("=")[-1].strip(), []))
            paragraph = True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            if not documents:
                documents.append(("", []))
            documents[-1][1].append(sentence(rows, paragraph))
            rows, paragraph = [], False
    return documents


def sentence(rows, paragraph):
    _, words, lemma, upos, xpos, _, heads, relations, _, misc = map(list, zip(*rows))
    return Sentence(words, upos, xpos, lemma, [int(head) for head in heads] if heads[0] != "_" else None, relations, misc, paragraph=paragraph)
