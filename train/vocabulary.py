"""Word pieces of another language than the base's, and where their vectors begin.

    python vocabulary.py LANGUAGE FOLDER OUT.json      (FOLDER: the treebanks; OUT: for train.py --vocabulary)

Pieces: pairs joined by frequency (byte-pair encoding) over the words of the treebanks, and the words of glosses.XX.txt.
A word whose lemma has a gloss begins at the mean vector of the English gloss's pieces, another one at the mean of what
English makes of its letters; the training moves all of them.
"""

import collections
import heapq
import json
import pathlib
import sys

import torch

import pieces
import spanish

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SIZE = 9000
ENDINGS = {"ciones": "tions", "ción": "tion", "siones": "sions", "sión": "sion", "dades": "ties", "dad": "ty", "mente": "ly", "ismo": "ism",
           "istas": "ists", "ista": "ist", "ivos": "ive", "ivas": "ive", "ivo": "ive", "iva": "ive", "icos": "ic", "icas": "ic", "ico": "ic", "ica": "ic",
           "arios": "ary", "arias": "ary", "ario": "ary", "aria": "ary", "osos": "ous", "oso": "ous", "osa": "ous", "encia": "ence", "ancia": "ance",
           "ales": "al", "al": "al", "ores": "ors", "or": "or", "entes": "ents", "ente": "ent", "antes": "ants", "ante": "ant", "mentos": "ments",
           "mento": "ment", "ías": "ies", "ía": "y", "ado": "ated", "ada": "ated", "ados": "ated", "adas": "ated", "ar": "ate", "izar": "ize"}


def glosses(language):
    text = (pathlib.Path(__file__).parent / f"glosses.{language}.txt").read_text(encoding="utf-8")
    pairs = [item.split(":") for line in text.splitlines() if line[:1] != "#" for item in line.split()]
    return {word: english.replace("_", " ") for word, english in pairs}


def learn(counts, size):
    """Pieces by byte-pair encoding; a piece inside a word begins with ##."""
    words = [([word[0]] + ["##" + char for char in word[1:]], count) for word, count in sorted(counts.items())]
    found = sorted({piece for split, _ in words for piece in split})
    where, weight = collections.defaultdict(set), collections.Counter()
    for number, (split, count) in enumerate(words):
        for pair in zip(split, split[1:]):
            where[pair].add(number)
            weight[pair] += count
    queue = [(-count, pair) for pair, count in weight.items()]
    heapq.heapify(queue)
    known = set(found)
    while len(found) < size and queue:
        count, pair = heapq.heappop(queue)
        if weight[pair] != -count or count > -2:
            continue
        joined = pair[0] + pair[1].removeprefix("##")
        if joined not in known:
            known.add(joined)
            found.append(joined)
        changed = set()
        for number in sorted(where.pop(pair, ())):
            split, times = words[number]
            i = 0
            while i + 1 < len(split):
                if (split[i], split[i + 1]) == pair:
                    for old in ((split[i - 1], split[i]) if i else None, (split[i + 1], split[i + 2]) if i + 2 < len(split) else None):
                        if old:
                            weight[old] -= times
                            changed.add(old)
                    split[i : i + 2] = [joined]
                    for new in ((split[i - 1], joined) if i else None, (joined, split[i + 1]) if i + 1 < len(split) else None):
                        if new:
                            weight[new] += times
                            where[new].add(number)
                            changed.add(new)
                i += 1
        weight[pair] = 0
        for each in changed:
            if weight[each] > 0:
                heapq.heappush(queue, (-weight[each], each))
    return found


def build(language, folder):
    counts, lemma_of = collections.Counter(), {}
    for path in spanish.files(folder, "train"):
        for _, sentences in spanish.read(path):
            for sentence in sentences:
                for word, lemma in zip(sentence.words, sentence.lemma):
                    for chunk in pieces.split_word(word, marks=True):
                        counts[chunk] += 1
                        lemma_of.setdefault(chunk, lemma.lower())
    told = glosses(language)
    alphabet = set("abcdefghijklmnopqrstuvwxyzáéíóúüñçàèìòùâêîôûäëïöãõåøß0123456789") | {chr(c) for c in range(33, 127) if not chr(c).isupper()} | set("¿¡«»“”‘’–—…€£º°")
    single = sorted(alphabet) + sorted("##" + char for char in alphabet if char.isalnum())
    whole = sorted(word for word, count in counts.items() if count >= 4) + sorted(told)
    vocab = list(dict.fromkeys(SPECIAL + single + whole + learn(counts, SIZE)))
    return vocab, told, lemma_of


def first_vectors(vocab, told, lemma_of, base, base_vocab):
    """[pieces, width]: the mean of English pieces."""
    english = pieces.WordPiece(base_vocab)
    ids = set(base_vocab)
    letters = lambda text: "".join(pieces.split_word(text))
    out = torch.zeros(len(vocab), base.shape[1])
    for number, piece in enumerate(vocab):
        if piece in SPECIAL:
            out[number] = base[english.ids[piece]]
            continue
        bare = piece.removeprefix("##")
        text = told.get(piece) or told.get(lemma_of.get(piece, ""))
        if not text and piece == bare:
            text = cognate(letters(bare), bare, ids)
        if text:
            found = [n for word in text.split() for n in english.word(word)]
        elif piece.startswith("##"):
            found = [english.ids[p] for p in ("##" + letters(bare),) if p in english.ids] or list(english.word(letters(bare) or bare))
        else:
            found = list(english.word(bare))
        out[number] = base[found].mean(0)
    return out


def cognate(plain, word, ids):
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = plain[: len(plain) - len(ending)]
            if stem + ENDINGS[ending] in ids:
                return stem + ENDINGS[ending]
    return None


def main(language, folder, out):
    vocab, told, lemma_of = build(language, folder)
    pathlib.Path(out).write_text(json.dumps({"vocab": vocab, "glosses": told, "lemmas": lemma_of}, ensure_ascii=False), encoding="utf-8")
    print(len(vocab), "pieces")


if __name__ == "__main__":
    main(*sys.argv[1:])
