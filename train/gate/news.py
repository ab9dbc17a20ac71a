#!/usr/bin/env python3
"""Writes the news of ECB+, MEANTIME and GeoVirus (Wikinews) as plain texts, for annals to code: news.py DATA OUT

Texts that share eight words in a row with a development set are left out.
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree

DEV = "dispatches-1 re3d-uk-government re3d-wikipedia re3d-dfat gum-news".split()
AT_ONCE = 2  # sentences a paragraph


def detokenized(tokens):
    text = " ".join(tokens).replace("`` ", "“").replace(" ''", "”").replace(" ' '", "”")
    return re.sub(r" (?=[.,;:!?%)]|'s\b|n't\b)", "", text)


def by_sentence(pairs):
    """Sentences of (number, token)."""
    sentences = collections.defaultdict(list)
    for number, token in pairs:
        sentences[number].append(token)
    return [detokenized(sentences[n]) for n in sorted(sentences) if not sentences[n][0].startswith("http")]


def texts(data):
    for path in sorted((data / "ecbplus/xml").glob("*/*.xml")):
        tokens = xml.etree.ElementTree.parse(path).getroot().iter("token")
        yield "ecb-" + path.stem, by_sentence((int(t.get("sentence")), t.text) for t in tokens)
    documents = collections.defaultdict(list)
    for line in open(data / "meantime/en/meantime.conll", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(fields) > 3:
            documents[fields[0]].append((int(fields[1]), fields[3]))
    for name in sorted(documents):
        yield "meantime-" + name.replace("/", "-"), by_sentence(documents[name])
    for number, article in enumerate(xml.etree.ElementTree.parse(data / "geo/GeoVirus.xml").getroot().iter("article")):
        text = " ".join((article.findtext("text") or "").split())
        title = article.findtext("source").rsplit("/", 1)[-1].replace("_", " ")
        yield f"geovirus-{number:03}", [title, *re.split(r"(?<=[a-z0-9”\"]\.) (?=[A-Z“\"])", text)]


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 8]) for i in range(len(words) - 7)}


def main():
    data, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    measured = set()
    for name in DEV:
        for path in (data / "events/docs" / name).glob("*.txt"):
            measured |= shingles(path.read_text(encoding="utf-8"))
    left_out = 0
    for name, sentences in texts(data):
        body = " ".join(sentences)
        if len(sentences) < 4 or measured & shingles(body):
            left_out += 1
            continue
        paragraphs = [sentences[0]] + [" ".join(sentences[i:i + AT_ONCE]) for i in range(1, len(sentences), AT_ONCE)]
        (out / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    print(f"{left_out} texts left out: too short, or like one that measures")


if __name__ == "__main__":
    main()
