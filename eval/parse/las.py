#!/usr/bin/env python3
"""Scores CoNLL-U of `annals parse` against a treebank, as the CoNLL 2018 shared task does.

    annals parse --input conllu dev.conllu > out.conllu && las.py dev.conllu out.conllu
    las.py --raw dev.conllu > dev.txt && annals parse --input text dev.txt > out.conllu && las.py dev.conllu out.conllu

Tokens, words and sentences are compared by the characters they cover, white space apart; tags, lemmas, UAS and LAS over
words that both sides have. LAS counts universal relations (before the colon) over all words; LAS+ whole ones.
--errors N prints the N most frequent differences of tokens and of sentence ends.
"""

import argparse
import collections


class Sentence:
    def __init__(self):
        self.words = []  # [form, lemma, upos, xpos, head, deprel, begin, end]
        self.tokens = []  # (begin, end)
        self.comments = []
        self.space_after = True


def letters(form):
    return "".join(form.split())


def read(path):
    """Sentences, with offsets into the text without its white space, and that text."""
    sentences, sentence, text, length, until = [], None, [], 0, 0
    pending = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if sentence:
                sentences.append(sentence)
            sentence, pending, until = None, [], 0
            continue
        if line.startswith("#"):
            pending.append(line)
            continue
        if sentence is None:
            sentence = Sentence()
            sentence.comments = pending
            parts, index = [], 0
        row = line.split("\t")
        if "." in row[0]:
            continue
        form = letters(row[1])
        if "-" in row[0]:
            until = int(row[0].split("-")[1])
            sentence.tokens.append((length, length + len(form)))
            text.append(form)
            inside, surface, end = length, form, length + len(form)
            length = end
            sentence.space_after = "SpaceAfter=No" not in row[9]
            continue
        number = int(row[0])
        if number <= until:
            # The words of a multiword token share its characters; a word that is not among them stands for them all.
            begin = inside
            if surface[begin - (end - len(surface)):].startswith(form):
                inside += len(form)
                span = (begin, inside)
            else:
                span = (end - len(surface), end)
        else:
            span = (length, length + len(form))
            sentence.tokens.append(span)
            text.append(form)
            length += len(form)
            sentence.space_after = "SpaceAfter=No" not in row[9]
        sentence.words.append([row[1], row[2], row[3], row[4], int(row[6]), row[7], *span])
    if sentence:
        sentences.append(sentence)
    return sentences, "".join(text)


def raw_text(path):
    """The treebank's text, paragraphs parted by an empty line, as a page would have it."""
    out, space = [], ""
    for sentence in read(path)[0]:
        text = next((c[9:] for c in sentence.comments if c.startswith("# text = ")), "")
        new = any(c.startswith(("# newpar", "# newdoc")) for c in sentence.comments)
        out.append(("\n\n" if out and new else space) + text)
        space = " " if sentence.space_after else ""
    return "".join(out) + "\n"


def parts_of(text, most=700):
    """The text in parts of whole paragraphs, of some `most` words each: no document is read for more than some thousand words."""
    parts, words = [[]], 0
    for paragraph in text.split("\n\n"):
        if words >= most:
            parts.append([])
            words = 0
        parts[-1].append(paragraph)
        words += len(paragraph.split())
    return ["\n\n".join(part).rstrip("\n") + "\n" for part in parts]


def without_joined_words(path):
    """The treebank's text with words such as "del" as their parts alone ("de", "l"), as annals cuts them, for a reading that keeps the tokens."""
    out, whole, until, first = [], "", 0, 0
    for line in open(path, encoding="utf-8"):
        row = line.rstrip("\n").split("\t")
        if len(row) == 10 and "-" in row[0]:
            first, until = map(int, row[0].split("-"))
            whole = row[1]
            continue
        if len(row) == 10 and row[0].isdigit() and first <= int(row[0]) <= until and whole.lower() in ("al", "del"):
            row[1] = whole[:-1] if int(row[0]) == first else whole[-1:]
            line = "\t".join(row) + "\n"
        if not line.strip():
            until = 0
        out.append(line)
    return "".join(out)


def score(gold, system, right):
    precision = right / system if system else 0
    recall = right / gold if gold else 0
    total = precision + recall
    return 100 * (2 * precision * recall / total if total else 0)


def spans_of(sentences, kind):
    if kind == "tokens":
        return [span for s in sentences for span in s.tokens]
    if kind == "words":
        return [tuple(w[6:8]) for s in sentences for w in s.words]
    return [(s.words[0][6], s.words[-1][7]) for s in sentences]


def words_by_span(sentences):
    table = {}
    for s in sentences:
        for word in s.words:
            head = tuple(s.words[word[4] - 1][6:8]) if word[4] > 0 else None
            table[tuple(word[6:8])] = (word, head)
    return table


def differences(gold, system, text, most):
    gold_spans, system_spans = spans_of(gold, "words"), set(spans_of(system, "words"))
    begins = sorted(system_spans)
    counts = collections.Counter()
    for begin, end in gold_spans:
        if (begin, end) not in system_spans:
            found = " ".join(text[b:e] for b, e in begins if b < end and e > begin) if most else ""
            counts[f"{text[max(0, begin - 8):begin]}[{text[begin:end]}] -> {found}"] += 1
    for item, count in counts.most_common(most):
        print(f"  {count}  {item}")
    ends = {span[1] for span in spans_of(gold, "sentences")}
    found = {span[1] for span in spans_of(system, "sentences")}
    for name, places in (("missed end", sorted(ends - found)), ("end too many", sorted(found - ends))):
        print(f"{name}: {len(places)}")
        for at in places[: most]:
            print("  " + text[max(0, at - 40):at] + " | " + text[at:at + 25])


def figures(gold_path, system_path):
    """The row of figures, with what it was counted on: {name: percent}, gold, system, the text."""
    (gold, gold_text), (system, system_text) = read(gold_path), read(system_path)
    if gold_text != system_text:
        at = next((i for i, (a, b) in enumerate(zip(gold_text, system_text)) if a != b), min(len(gold_text), len(system_text)))
        print(f"the texts differ at character {at}: {gold_text[at:at + 40]!r} / {system_text[at:at + 40]!r}")
        raise SystemExit(1)
    row = {}
    for kind in ("tokens", "words", "sentences"):
        a, b = spans_of(gold, kind), spans_of(system, kind)
        row[kind] = score(len(a), len(b), len(set(a) & set(b)))
    a, b = words_by_span(gold), words_by_span(system)
    counts = collections.Counter()
    for span, (word, head) in a.items():
        if span not in b:
            continue
        other, other_head = b[span]
        counts["UPOS"] += word[2] == other[2]
        counts["XPOS"] += word[3] == other[3]
        counts["lemmas"] += word[1] == other[1] or word[1] == "_"
        if head == other_head:
            counts["UAS"] += 1
            counts["LAS"] += word[5].split(":")[0] == other[5].split(":")[0]
            counts["LAS+"] += word[5] == other[5]
    for name in ("UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS+"):
        row[name] = score(len(a), len(b), counts[name])
    return row, gold, system, gold_text


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--raw", action="store_true")
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("files", nargs="+")
    given = options.parse_args()
    if given.raw:
        print(raw_text(given.files[0]), end="")
        return
    row, gold, system, gold_text = figures(*given.files[:2])
    print("  ".join(f"{name} {value:.2f}" for name, value in row.items()) + f"  ({len(spans_of(gold, 'words'))} words)")
    if given.errors:
        differences(gold, system, gold_text, given.errors)


if __name__ == "__main__":
    main()
