#!/usr/bin/env python3
"""timelines.py TIME_TOOL DATA CORPUS [--worst N]: SemEval-2015 task 4 (TimeLine), corpus 1.

1. Days: of the events that the gold timelines give a day (month, year), how many have exactly that day (month, year) by
   the tool, and how many days lie within the tool's interval; the likeliest days also by halves, pages with an odd and
   with an even number. The events are the gold ones (track B); nothing but their place in the text is told.
2. Timelines: micro-F1 of the order of events, as the task counts it: the relations that a timeline states (events of one
   line at one time, lines one before the other), precision of ours in the closure of gold's and recall the other way
   round. With gold's mentions, and with our own: nouns and verbs of events that the entity takes a part in.
"""
import argparse, collections, glob, json, os, re, subprocess, sys
import xml.etree.ElementTree as ET


def pages(corpus):
    """The documents of track B: id, day, tokens by sentence, and the words of its events by their place."""
    out = {}
    for path in sorted(glob.glob(f"{corpus}/corpus_trackB_CAT/*.xml")):
        tree = ET.parse(path).getroot()
        sentences, where = collections.defaultdict(list), {}
        for token in tree.iter("token"):
            s, n = int(token.get("sentence")), int(token.get("number"))
            where[token.get("t_id")] = (s, len(sentences[s]))
            sentences[s].append(token.text)
        day = [t.get("value") for t in tree.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"][0]
        out[tree.get("doc_id")] = {"day": day, "sentences": [sentences[s] for s in sorted(sentences)],
                                   "index": {s: i for i, s in enumerate(sorted(sentences))}}
    return out


GLUE_LEFT = {",", ".", ";", ":", "?", "!", "'s", "n't", "%", ")", "''", "'", "'re", "'ve", "'ll", "'m", "'d"}
GLUE_RIGHT = {"(", "$", "``", "£", "€"}


def prose(tokens):
    """The sentence as it was printed, and where each token stands in it."""
    text, spans = "", []
    for i, token in enumerate(tokens):
        if text and token not in GLUE_LEFT and tokens[i - 1] not in GLUE_RIGHT:
            text += " "
        token = {"``": '"', "''": '"'}.get(token, token)
        begin = len(text.encode())
        text += token
        spans.append((begin, len(text.encode())))
    return text, spans


def read(tool, data, documents):
    lines, spans = [], {}
    for number, document in documents.items():
        paragraphs, at = [], 0
        for s, tokens in enumerate(document["sentences"]):
            text, places = prose(tokens)
            spans[number, s] = [(at + b, at + e) for b, e in places]
            paragraphs.append(text)
            at += len(text.encode()) + 2
        lines.append(json.dumps({"id": number, "published": document["day"], "title": True, "paragraphs": paragraphs}))
    ran = subprocess.run([tool, data], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return {d["id"]: d for d in map(json.loads, ran.stdout.splitlines())}, spans


def gold_timelines(corpus):
    out = {}
    for path in sorted(glob.glob(f"{corpus}/TimeLines_Gold_Standard/*.txt")):
        lines = open(path, encoding="utf-8").read().splitlines()
        out[lines[0].strip()] = [(int(f[0]), f[1], f[2:]) for f in (l.split() for l in lines[1:]) if len(f) > 2]
    return out


def find(mention, documents, spans, read_pages):
    """The word of a mention such as 1173-12-owned in what the tool read; None where it has none there."""
    document, sentence, word = mention.split("-", 2)
    if document not in documents:
        return None
    s = documents[document]["index"][int(sentence)]
    tokens = documents[document]["sentences"][s]
    wanted = word.replace("_", " ").split()
    for i in range(len(tokens)):
        if tokens[i] == wanted[0] or tokens[i].replace("_", " ") == word:
            at = [spans[document, s][i + k] for k in range(len(wanted)) if i + k < len(tokens)]
            hits = [w for w in read_pages[document]["words"] for b, e in at if b <= w["span"][0] < e]
            if hits:
                return hits[0]
    return None


def value(word, likely=True):
    if word["from"] and word["from"] == word["to"]:
        return word["from"]
    if likely and word["likely"]:
        return word["likely"]
    if word["precision"] == "month":
        return word["from"][:7] + "-XX"
    if word["precision"] == "year":
        return word["from"][:4] + "-XX-XX"
    return "XXXX-XX-XX"


def relations(lines):
    """What a timeline states: pairs of mentions at one time, and of the neighbouring lines one before the other."""
    out, by_order = set(), collections.defaultdict(list)
    for order, mentions in lines:
        if order > 0:
            by_order[order] += mentions
    orders = sorted(by_order)
    for order in orders:
        group = sorted(set(by_order[order]))
        out |= {(a, "=", b) for a, b in zip(group, group[1:])}
    for before, after in zip(orders, orders[1:]):
        out.add((sorted(by_order[before])[0], "<", sorted(by_order[after])[0]))
    return out


def closure(lines):
    place = {m: order for order, mentions in lines if order > 0 for m in mentions}
    def holds(relation):
        a, how, b = relation
        if a not in place or b not in place:
            return False
        return place[a] == place[b] if how == "=" else place[a] < place[b]
    return holds


def ordered(events):
    """Events with days, as timelines number them: (value, mentions) in, (order, mentions) out. The parts of a month or a
    year come behind its days, as gold has them."""
    dated = sorted({v for v, _ in events if not v.startswith("X")}, key=lambda v: v.replace("XX", "99"))
    return [(dated.index(v) + 1 if v in dated else 0, mentions) for v, mentions in events]


def score(ours, gold):
    found = proposed = held = stated = 0
    for entity, lines in gold.items():
        truth = [(order, mentions) for order, _, mentions in lines]
        mine = ours[entity]
        a, b = relations(mine), relations(truth)
        proposed += len(a)
        stated += len(b)
        found += sum(map(closure(truth), a))
        held += sum(map(closure(mine), b))
    p, r = found / max(proposed, 1), held / max(stated, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


NO_EVENT = {"be", "have", "do", "include", "mean", "seem"}


def own_mentions(documents, spans, read_pages, entity):
    """Verbs of finite clauses, and what hangs on them, whose subject, object or agent is the entity by name."""
    out = []
    name = entity.lower().split()
    for number, document in documents.items():
        words = read_pages[number]["words"]
        text = read_pages[number]["text"].encode()
        by_place = {w["span"][0]: w for w in words}
        for s, tokens in enumerate(document["sentences"]):
            for i in range(len(tokens) - len(name) + 1):
                if [t.lower() for t in tokens[i:i + len(name)]] != name:
                    continue
                here = [by_place.get(spans[number, s][i + k][0]) for k in range(len(name))]
                at = next((w for w in here if w and w["deprel"] not in ("compound", "flat")), None)
                for _ in range(6):
                    if at is None or at["upos"] == "VERB":
                        break
                    if at["deprel"] not in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "conj", "appos", "nmod:poss", "nmod", "compound", "flat"):
                        at = None
                        break
                    at = by_place.get(at["head"])
                if at is None or at["upos"] != "VERB":
                    continue
                family = [at] + [w for w in words if w["upos"] == "VERB" and w["head"] == at["span"][0] and
                                 w["deprel"] in ("xcomp", "ccomp", "conj")]
                for w in family:
                    if w["lemma"] in NO_EVENT:
                        continue
                    raw = sorted(document["index"])[s]
                    k = next((k for k, (b, e) in enumerate(spans[number, s]) if b <= w["span"][0] < e), None)
                    if k is not None:
                        out.append((f"{number}-{raw}-{tokens[k]}", w))
    seen, unique = set(), []
    for mention, word in out:
        if mention not in seen:
            seen.add(mention)
            unique.append((mention, word))
    return unique


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data")
    parser.add_argument("corpus")
    parser.add_argument("--worst", type=int, default=0)
    a = parser.parse_args()
    if not os.path.isdir(a.corpus):
        print("skipped: no", a.corpus)
        return
    documents = pages(a.corpus)
    read_pages, spans = read(a.tool, a.data, documents)
    gold = gold_timelines(a.corpus)

    right, all_of, wrong, absent, wide = collections.Counter(), collections.Counter(), [], 0, 0
    likely, within = collections.Counter(), 0
    halves, half_right = collections.Counter(), collections.Counter()
    seen = {}
    for lines in gold.values():
        for _, day, mentions in lines:
            for mention in mentions:
                seen[mention] = day
    for mention, day in sorted(seen.items()):
        if day.startswith("XXXX"):
            continue
        kind = "year" if day.endswith("XX-XX") else "month" if day.endswith("XX") else "day"
        word = find(mention, documents, spans, read_pages)
        all_of[kind] += 1
        half = "odd" if int(mention.split("-")[0]) % 2 else "even"
        halves[half] += kind == "day"
        if word is None:
            absent += 1
            continue
        within += kind == "day" and (word["from"] or "0000") <= day <= (word["to"] or "9999")
        half_right[half] += kind == "day" and value(word) == day
        likely[kind] += value(word) == day
        right[kind] += value(word, False) == day
        if value(word) != day:
            wide += word["from"] is None or word["from"] != word["to"]
            wrong.append((kind, mention, day, word))
    for kind in ("day", "month", "year"):
        print(f"events with a {kind} in gold: {right[kind]} of {all_of[kind]} exact ({right[kind] / max(all_of[kind], 1):.3f}), {likely[kind]} "
              f"with the likeliest day of an interval ({likely[kind] / max(all_of[kind], 1):.3f})")
    print(f"  days within our interval: {within} ({within / max(all_of['day'], 1):.3f}); likeliest day, odd pages {half_right['odd']} of {halves['odd']} "
          f"({half_right['odd'] / max(halves['odd'], 1):.3f}), even {half_right['even']} of {halves['even']} ({half_right['even'] / max(halves['even'], 1):.3f})")
    print(f"  of those missed: {absent} no word of ours, {wide} left as an interval, {len(wrong) - wide} another day")
    for kind, mention, day, word in wrong[:a.worst]:
        print(f"  {kind} {mention}: gold {day}, ours {word['from']}..{word['to']} ({word['status']}) {word['why']}")

    with_gold, with_own = {}, {}
    for entity, lines in gold.items():
        events = [(value(w), [m]) for _, _, ms in lines for m in ms for w in [find(m, documents, spans, read_pages)] if w]
        with_gold[entity] = ordered(events)
        with_own[entity] = ordered([(value(w), [m]) for m, w in own_mentions(documents, spans, read_pages, entity)])
    for name, ours in (("gold mentions", with_gold), ("our own mentions", with_own)):
        p, r, f = score(ours, gold)
        print(f"timelines, {name}: P {100 * p:.2f} R {100 * r:.2f} micro-F1 {100 * f:.2f}")


main()
