"""Hand-coded events as labels of words: which words say that something happened, of which type, mode and status.

The texts bring no tokens: text.py makes them. A word of a claim's trigger bears the claim's type; a word may bear
several. `none` documents teach as well: nothing in them is an event.
"""

import json
import pathlib

import conllu
import labels
import text

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
         "ASSAULT").split()
STATUSES = "happened ongoing planned possible requested cancelled denied".split()
MODES = [  # as include/annals/ontology.h has them
    *("CONSULT " + m for m in "visit third-party multilateral phone meeting press-conference letter contact".split()),
    *("RETREAT " + m for m in "withdraw release disarm ceasefire access resign".split()),
    *("REQUEST " + m for m in "assist change yield meet".split()),
    *("REJECT " + m for m in "assist change yield meet".split()),
    *("ACCUSE " + m for m in "disapprove investigate allege".split()),
    *("THREATEN " + m for m in "restrict arrest relations expel territory violence".split()),
    *("PROTEST " + m for m in "demo riot strike hunger boycott obstruct vandalize".split()),
    *("SANCTION " + m for m in "convict expel withdraw discontinue".split()),
    *("MOBILIZE " + m for m in "troops weapons police militia".split()),
    *("COERCE " + m for m in "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    *("ASSAULT " + m for m in "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
      "heavy-weapons crowd-control unconventional".split()),
]
LEARN = ["dispatches-2"] + [f"dispatches-{n}" for n in range(5, 21)]


class EventSentence(conllu.Sentence):
    """A sentence whose words' events are known: `events` holds (types, status, modes) a word, None where there is none."""

    def __init__(self, words, spans, events):
        super().__init__(words)
        self.spans, self.events = spans, events


def documents(folder, sets=LEARN):
    """[(set/doc, [EventSentence])] of the sets named."""
    out = []
    for name in sets:
        gold = {}
        for line in open(folder / f"events/gold/{name}.jsonl", encoding="utf-8"):
            if line.strip():
                claim = json.loads(line)
                gold.setdefault(claim["doc"], [])
                if not claim.get("none"):
                    gold[claim["doc"]].append(claim)
        for doc, claims in gold.items():
            body = (folder / f"events/docs/{name}/{doc}.txt").read_text(encoding="utf-8")
            out.append((f"{name}/{doc}", sentences(body, claims)))
    return out


def sentences(body, claims=()):
    out = []
    for spans in text.sentences(body):
        events = [None] * len(spans)
        for claim in claims:
            for i, (start, end) in enumerate(spans):
                if start < claim["trigger_end"] and claim["trigger_start"] < end and any(c.isalnum() for c in body[start:end]):
                    types, status, modes = events[i] or (set(), claim["status"], set())
                    types.add(claim["type"])
                    modes |= {f"{claim['type']} {mode}" for mode in claim["mode"]}
                    events[i] = (types, status, modes)
        sentence = EventSentence([body[a:b] for a, b in spans], spans, events)
        sentence.paragraph = not out or "\n" in body[out[-1].spans[-1][1] : spans[0][0]]
        out.append(sentence)
    return out


def columns(sentence, kept):
    """Arrays [W, 16] of types, [W] of statuses, [W, modes] for the first `kept` words; None where nothing is known."""
    if not isinstance(sentence, EventSentence):
        return None
    types, statuses, modes = [], [], []
    for event in sentence.events[:kept]:
        types.append([float(t in event[0]) if event else 0.0 for t in TYPES])
        statuses.append(STATUSES.index(event[1]) if event else labels.IGNORED)
        modes.append([float(m in event[2]) if event else 0.0 for m in MODES])
    return types, statuses, modes
