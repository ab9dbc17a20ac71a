"""Words to WordPiece pieces and to shape classes, exactly as format.md says.

The C++ engine does the same with ICU; every test on a character here is one that
ICU has too (general categories and the derived properties Uppercase and Lowercase).
"""

import functools
import unicodedata

SHAPES = 20  # ten classes, and ten more for the first word of a window
FIRST_WORD = 10
LONGEST_WORD = 100  # characters; a longer word is [UNK], as in BERT


def is_punctuation(char):
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def is_ideograph(char):
    code = ord(char)
    ranges = (
        (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
        (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
    )
    return any(low <= code <= high for low, high in ranges)


def is_dropped(char):
    return char in "\x00\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Mn")


def split_word(word, marks=False):
    """NFD without marks (NFC where they are kept), lower case; punctuation and ideographs stand alone."""
    chunks, current = [], ""
    for char in unicodedata.normalize("NFC" if marks else "NFD", word):
        if is_dropped(char):
            continue
        for lower in char.lower():
            if unicodedata.category(lower) == "Mn":
                continue
            alone = is_punctuation(lower) or is_ideograph(lower)
            if alone or lower.isspace():
                if current:
                    chunks.append(current)
                current = ""
                if alone:
                    chunks.append(lower)
            else:
                current += lower
    if current:
        chunks.append(current)
    return chunks


class WordPiece:
    def __init__(self, vocab, marks=False):
        self.vocab, self.marks = vocab, marks
        self.ids = {piece: number for number, piece in enumerate(vocab)}
        self.unknown = self.ids["[UNK]"]
        self.cls, self.sep, self.mask = self.ids["[CLS]"], self.ids["[SEP]"], self.ids["[MASK]"]
        self.word = functools.lru_cache(200_000)(self._word)

    def _word(self, word):
        pieces = [piece for chunk in split_word(word, self.marks) for piece in self._chunk(chunk)]
        return tuple(pieces) or (self.unknown,)

    def _chunk(self, chunk):
        """Longest match first; a chunk with a part that is not in the vocabulary is [UNK]."""
        if len(chunk) > LONGEST_WORD:
            return [self.unknown]
        pieces, start = [], 0
        while start < len(chunk):
            prefix = "##" if start else ""
            for end in range(len(chunk), start, -1):
                number = self.ids.get(prefix + chunk[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            pieces.append(number)
            start = end
        return pieces


def shape(word, first):
    """The class of a word as it is written; see the table in format.md."""
    return _shape(word) + (FIRST_WORD if first else 0)


@functools.lru_cache(200_000)
def _shape(word):
    upper = [char.isupper() for char in word]
    lower = [char.islower() for char in word]
    letters = [char.isalpha() for char in word]
    if any(char.isdecimal() for char in word):
        return 6 if all(char.isdecimal() for char in word) else 7
    if not any(letters):
        return 8 if word and all(is_punctuation(char) for char in word) else 0
    if any(word[i] == "." and letters[i - 1] and letters[i + 1] for i in range(1, len(word) - 1)):
        return 9
    uppers, lowers = sum(upper), sum(lower)
    if uppers == 0:
        return 1 if lowers else 0
    if lowers == 0:
        return 4 if uppers == 1 else 3
    first_letter = letters.index(True)
    return 2 if uppers == 1 and upper[first_letter] else 5
