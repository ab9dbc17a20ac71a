"""ECB+ as documents with gold mentions: what tests/pipeline/mentions_tool.cc reads, and what scores are held against.

    python3 eval/linking/ecbplus.py FOLDER PARITY > mentions.jsonl

One JSON object a document: {"id", "topic", "text", "mentions": [{"id", "from", "to", "pieces", "gold"}], "checked"},
offsets in bytes of `text`. Only sentences of coreference_sentences.csv have mentions, and `checked` names their ranges:
the others were never looked at. PARITY: odd, even, all.
"""

import csv
import json
import pathlib
import sys
import xml.etree.ElementTree as tree
from collections import defaultdict

# Words stand by themselves in ECB+; news text has them so.
CLINGS = {",", ".", ";", ":", "?", "!", "'s", "n't", "'", ")", "%", "'re", "'ve", "'ll", "'m", "'d"}
QUOTES = {"``": '"', "''": '"'}


def text_of(tokens):
    """The text of (sentence, word) pairs, sentences on lines of their own, and each word's range in it, in bytes."""
    out, ranges, last, opened = b"", [], None, False
    for sentence, word in tokens:
        word = QUOTES.get(word, word)
        glue = word in CLINGS or out.endswith((b"(", b"$"))
        if sentence != last:
            out += b"" if last is None else b"\n"
        elif not glue:
            out += b" "
        begin = len(out)
        out += word.encode()
        ranges.append((begin, len(out)))
        last = sentence
    return out.decode(), ranges


def read(path, checked):
    """One document; None where no sentence of it was checked."""
    root = tree.parse(path).getroot()
    name = path.stem
    tokens = root.findall("token")
    place = {token.get("t_id"): i for i, token in enumerate(tokens)}
    sentence = [int(token.get("sentence")) for token in tokens]
    text, ranges = text_of([(s, token.text or "") for s, token in zip(sentence, tokens)])
    spans, names = {}, {}
    for mark in root.find("Markables"):
        at = sorted(place[a.get("t_id")] for a in mark.findall("token_anchor"))
        if at and "ACTION" in mark.tag:
            spans[mark.get("m_id")] = at
        elif not at:
            names[mark.get("m_id")] = mark.get("instance_id")
    chain = {}
    for relation in root.find("Relations"):
        target = relation.find("target").get("m_id")
        own = f"{name}|{relation.get('r_id')}"
        across = relation.tag == "CROSS_DOC_COREF" and names.get(target)
        for source in relation.findall("source"):
            chain[source.get("m_id")] = across or own
    mentions = []
    for mark, at in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        if sentence[at[0]] not in checked:
            continue
        pieces = [list(ranges[i]) for i in at]
        mentions.append({"id": f"{name}#{mark}", "from": pieces[0][0], "to": pieces[-1][1], "pieces": pieces,
                         "gold": chain.get(mark, f"{name}#{mark}")})
    at = {s: [ranges[i] for i in range(len(tokens)) if sentence[i] == s] for s in checked}
    return {"id": name, "topic": int(name.split("_")[0]), "text": text, "mentions": mentions,
            "checked": sorted([of[0][0], of[-1][1]] for of in at.values() if of)}


def documents(folder, parity="all"):
    folder = pathlib.Path(folder)
    checked = defaultdict(set)
    with open(folder / "coreference_sentences.csv", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            checked[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for name in sorted(checked):
        topic = int(name.split("_")[0])
        if parity == "all" or topic % 2 == (parity == "odd"):
            yield read(folder / "xml" / str(topic) / f"{name}.xml", checked[name])


if __name__ == "__main__":
    for document in documents(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "all"):
        print(json.dumps(document, ensure_ascii=False))
