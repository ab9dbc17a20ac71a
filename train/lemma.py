"""Lemmas as edit scripts: a class says how the form becomes the lemma.

A script is CASE STRIP '-' APPEND, as "l2-y": make the case, strip so many characters from the
end, append the rest. CASE is k (as it is), l (lower case) or t (first character upper case, the
rest lower case). "=be" replaces the whole form. Characters are Unicode code points.
"""

import collections

MOST = 600
CASES = {"k": lambda form: form, "l": str.lower, "t": lambda form: form[:1].upper() + form[1:].lower()}


def apply(script, form):
    if script[0] == "=":
        return script[1:]
    strip, append = script[1:].split("-", 1)
    cased = CASES[script[0]](form)
    return cased[: max(0, len(cased) - int(strip))] + append


def script(form, lemma):
    case = "l" if lemma == lemma.lower() else "k" if lemma[:2] == form[:2] else "t"
    cased = CASES[case](form)
    shared = 0
    while shared < min(len(cased), len(lemma)) and cased[shared] == lemma[shared]:
        shared += 1
    strip = len(cased) - shared
    if (shared == 0 and cased) or (strip > 5 and strip > shared):
        return "=" + lemma
    return f"{case}{strip}-{lemma[shared:]}"


def scripts(pairs):
    """The most frequent scripts of (form, lemma) pairs, best first, ties by name."""
    counts = collections.Counter(script(form, lemma) for form, lemma in pairs)
    known = [item for item in counts.items() if item[1] >= 3 or not item[0].startswith("=")]
    return [name for name, _ in sorted(known, key=lambda item: (-item[1], item[0]))[:MOST]]
