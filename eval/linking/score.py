"""Events across documents on ECB+, held against gold, beside what simpler rules make of the same mentions.

    python3 eval/linking/score.py MENTIONS EVENTS [RECORD]

MENTIONS: what ecbplus.py printed. EVENTS: what mentions_tool made of it ({"id", "event"} a line). RECORD: the events
that `annals export` gives of a store with the same documents: our own mentions, found in the checked sentences.
"""

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


def main(mentions, events, record=None):
    worked_example()
    documents = [json.loads(line) for line in open(mentions, encoding="utf-8")]
    found = {}
    for line in open(events, encoding="utf-8"):
        one = json.loads(line)
        found[one["id"]] = one["event"]
    story = stories(documents)
    every = [(d, m) for d in documents for m in d["mentions"]]
    gold = {m["id"]: m["gold"] for _, m in every}

    def by(label):
        return scores(gold, {m["id"]: label(d, m) for d, m in every})

    half = {d["id"]: (d["topic"], d["id"].endswith("plus")) for d in documents}
    print(f"{len(documents)} documents, {len(gold)} mentions, {len(set(gold.values()))} events, "
          f"{len(set(story.values()))} stories of our own clustering")
    print(f"{'':44}   MUC  B3 P  B3 R    B3 CEAFe CoNLL")
    show("all apart", by(lambda d, m: m["id"]))
    show("same stem", by(lambda d, m: head(d, m)))
    show("same stem and topic (given)", by(lambda d, m: (d["topic"], head(d, m))))
    show("same stem and half of a topic (given)", by(lambda d, m: (half[d["id"]], head(d, m))))
    show("same stem and story (our clustering)", by(lambda d, m: (story[d["id"]], head(d, m))))
    show("annals, all topics at once", by(lambda d, m: found.get(m["id"], m["id"])))
    show("annals, within a story (our clustering)", by(lambda d, m: (story[d["id"]], found.get(m["id"], m["id"]))))
    if record:
        show("annals, its own mentions, all at once", scores(gold, own(documents, record)))


if __name__ == "__main__":
    main(*sys.argv[1:])
