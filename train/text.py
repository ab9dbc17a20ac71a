"""A simple tokenizer for training texts that bring no tokens: near UD English, not the product's own."""

import re

KEPT_DOT = set(
    "Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Sgt Adm Gov Sen Rep St Jr Sr Inc Corp Co Ltd No vs etc Jan Feb Mar Apr Jun Jul Aug Sep "
    "Sept Oct Nov Dec Mt Ft Rev Hon Brig Pres Supt".split()
)
CHUNK = re.compile(r"\S+")
URL = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+")
INNER = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*(?=%|[^\w]|$)|\w+(?:\.\w+)*|\.\.\.+|--+|[^\w\s]", re.UNICODE
)
CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")


def tokens(text):
    """(start, end) of each word."""
    out = []
    for chunk in CHUNK.finditer(text):
        base = chunk.start()
        for start, end in pieces(chunk.group()):
            out.append((base + start, base + end))
    return out


def pieces(chunk):
    url = URL.fullmatch(chunk.rstrip(".,;)\"'”"))
    if url:
        end = url.end()
        return [(0, end)] + [(i, i + 1) for i in range(end, len(chunk))]
    spans = [match.span() for match in INNER.finditer(chunk)]
    return join(chunk, spans)


def join(chunk, spans):
    """Puts clitics and the dots of abbreviations back to what they belong to."""
    out = []
    i = 0
    while i < len(spans):
        start, end = spans[i]
        if i + 2 < len(spans) + 0 and chunk[end : end + 1] in "'’" and chunk[end : end + 1]:
            tail_end = spans[i + 2][1]
            clitic = CLITIC.match(chunk[start:tail_end])
            if clitic:
                cut = start + clitic.end(1)
                out += [(start, cut), (cut, tail_end)]
                i += 3
                continue
        if chunk[end : end + 1] == "." and (chunk[start:end] in KEPT_DOT or (end - start == 1 and chunk[start].isupper())):
            out.append((start, end + 1))
            i += 2
            continue
        out.append((start, end))
        i += 1
    return out


def sentences(text):
    """Lists of word spans: a line break ends a sentence, so does a final mark before a capital."""
    current, out = [], []
    words = tokens(text)
    for i, (start, end) in enumerate(words):
        current.append((start, end))
        following = words[i + 1] if i + 1 < len(words) else None
        gap = text[end : following[0]] if following else "\n"
        mark = text[start:end] in (".", "!", "?", "...") or (text[start:end] in "\"”)" and text[start - 1] in ".!?")
        capital = following and (text[following[0]].isupper() or text[following[0]] in "\"“'(")
        if "\n" in gap or (mark and gap and capital) or len(current) >= 90:
            out.append(current)
            current = []
    return out
