"""Events across documents on ECB+, held against gold, beside what simpler rules make of the same mentions.

    python3 eval/linking/score.py MENTIONS [--alike EVENTS] [--record EVENTS] [--own RECORD]

MENTIONS: what ecbplus.py printed. EVENTS: what mentions_tool made of it ({"id", "event"} a line), by the learned judge of
likeness (`alike`) or by the record's linker (`events`). RECORD: the events that `annals export` gives of a store with the
same documents: our own mentions, found in the checked sentences. Mentions that stand alone count, as in gold.
"""

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict

from metrics import scores, worked_example

WORD = re.compile(r"[^\W\d_]{3,}")
ENDINGS = ("ings", "ing", "edly", "ed", "ions", "ion", "es", "s", "er", "ers", "ment", "ments")
SAME_STORY = 0.15  # tuned on the odd topics


def stem(word):
    word = word.lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:6]


def stories(documents):
    """Our own clustering of documents: average linkage on the cosine of tf-idf. {document: story}."""
    counts = [Counter(stem(w) for w in WORD.findall(d["text"])) for d in documents]
    frequency = Counter(w for c in counts for w in c)
    vectors = []
    for c in counts:
        vector = {w: (1 + math.log(n)) * math.log(len(documents) / frequency[w]) for w, n in c.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1
        vectors.append({w: x / norm for w, x in vector.items() if x > 0})
    postings = defaultdict(list)
    for i, vector in enumerate(vectors):
        for w, x in vector.items():
            postings[w].append((i, x))
    alike = defaultdict(lambda: defaultdict(float))
    for i, vector in enumerate(vectors):
        for w, x in vector.items():
            if len(postings[w]) > len(documents) / 5:
                continue
            for j, y in postings[w]:
                if j != i:
                    alike[i][j] += x * y
    size, up = {i: 1 for i in range(len(documents))}, list(range(len(documents)))
    while True:
        best = max(((x, -i, -j) for i in alike for j, x in alike[i].items() if i < j), default=(0, 0, 0))
        if best[0] < SAME_STORY:
            break
        i, j = -best[1], -best[2]
        for k in (alike[i].keys() | alike[j].keys()) - {i, j}:
            mean = (size[i] * alike[i].get(k, 0) + size[j] * alike[j].get(k, 0)) / (size[i] + size[j])
            alike[i][k] = alike[k][i] = mean
        for k in alike.pop(j):
            alike[k].pop(j, None)
        size[i] += size[j]
        up = [i if u == j else u for u in up]
    return {d["id"]: up[i] for i, d in enumerate(documents)}


def head(document, mention):
    text = document["text"].encode()
    pieces = [text[a:b].decode() for a, b in mention["pieces"]]
    return stem(max(pieces, key=len))


def own(documents, record):
    """Our claims as mentions: under the id of the gold mention they touch, else under their own. {mention: event}."""
    places = {d["id"]: d for d in documents}
    out, taken = {}, set()
    for line in open(record, encoding="utf-8"):
        event = json.loads(line)
        for claim in event["claims"]:
            document = places.get(claim["document"])
            if document is None or not claim["evidence"]["trigger"]:
                continue
            a, b = claim["evidence"]["trigger"][0][0], claim["evidence"]["trigger"][-1][1]
            if not any(x <= a and b <= y for x, y in document["checked"]):
                continue
            gold = next((m["id"] for m in document["mentions"]
                         if m["id"] not in taken and m["from"] < b and a < m["to"]), claim["id"])
            taken.add(gold)
            out[gold] = event["id"]
    return out


def show(name, result):
    cells = "".join("%6.3f" % x for x in (result["muc"][2], *result["b3"], result["ceafe"][2], result["conll"]))
    print(f"{name:44}{cells}", flush=True)


def events_of(path):
    return {one["id"]: one["event"] for one in map(json.loads, open(path, encoding="utf-8"))}


def measure(documents, alike=None, record=None, own_record=None):
    """Rows of (name, scores): simpler rules, then ours."""
    story = stories(documents)
    every = [(d, m) for d in documents for m in d["mentions"]]
    gold = {m["id"]: m["gold"] for _, m in every}
    half = {d["id"]: (d["topic"], d["id"].endswith("plus")) for d in documents}

    def by(label):
        return scores(gold, {m["id"]: label(d, m) for d, m in every})

    yield "all apart", by(lambda d, m: m["id"])
    yield "same stem", by(lambda d, m: head(d, m))
    yield "same stem and topic (given)", by(lambda d, m: (d["topic"], head(d, m)))
    yield "same stem and half of a topic (given)", by(lambda d, m: (half[d["id"]], head(d, m)))
    yield "same stem and story (our clustering)", by(lambda d, m: (story[d["id"]], head(d, m)))
    if record:
        found = events_of(record)
        yield "annals, the record's linker", by(lambda d, m: found.get(m["id"], m["id"]))
    if alike:
        judged = events_of(alike)
        yield "annals, by likeness", by(lambda d, m: judged.get(m["id"], m["id"]))
    if own_record:
        yield "annals, its own mentions", scores(gold, own(documents, own_record))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mentions")
    for name in ("alike", "record", "own"):
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    worked_example()
    documents = [json.loads(line) for line in open(options.mentions, encoding="utf-8")]
    gold = [m["gold"] for d in documents for m in d["mentions"]]
    print(f"{len(documents)} documents, {len(gold)} mentions, {len(set(gold))} events")
    print(f"{'':44}   MUC  B3 P  B3 R    B3 CEAFe CoNLL")
    for name, result in measure(documents, options.alike, options.record, options.own):
        show(name, result)


if __name__ == "__main__":
    main()
