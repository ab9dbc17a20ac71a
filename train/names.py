"""Named entities of the training sources, brought to one flat scheme.

The sources mark mentions of every kind, nested; a name here is the proper name in one: no article, no title
of a person, no description. Where names nest, organisations, events and places win over what they contain.
"""

import json
import pathlib
import re

import conllu
import text

KINDS = {"person": "person", "organization": "organization", "place": "place", "event": "event", "abstract": "other",
         "object": "other", "substance": "other", "animal": "other", "plant": "other"}
RANK = {"organization": 0, "event": 0, "place": 0, "person": 1, "nationality": 2, "other": 3}
TITLES = set(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. professor sir lord lady king queen prince princess president vice prime minister "
    "chancellor secretary general gen. gen colonel col. lieutenant lt. major captain capt. sergeant admiral marshal senator sen. "
    "representative rep. governor gov. mayor ambassador judge justice chief chairman director pope saint st. father mother uncle "
    "aunt the a an foreign deputy spokesman spokeswoman spokesperson leader sheikh ayatollah imam emir sultan".split()
)
# Small words inside names: "Bank of England", "Médecins sans Frontières", "Charles de Gaulle".
LINKS = set("of the and for on de la le du des del della di da das dos do el al ul ur as bin ben ibn abu van von der den und y e sans i to in".split())
# A mention that begins with one of these is a description or a pronoun, not a name.
COMMON = set("it he she his her its their they we you i this that these those some all both many several who government members".split())
DEMONYMS = set((pathlib.Path(__file__).parent / "demonyms.txt").read_text(encoding="utf-8").split())


def is_demonym(word):
    return word in DEMONYMS or (word.endswith("s") and word[:-1] in DEMONYMS)


def nationalities(words):
    return [(i, i + 1, "nationality") for i, word in enumerate(words) if is_demonym(word)]


def flatten(spans):
    """Spans that do not overlap, the stronger kind and the longer span first."""
    taken, out = set(), []
    for start, end, kind in sorted(set(spans), key=lambda s: (RANK[s[2]], s[0] - s[1], s[0], s[2])):
        if end > start and not taken & set(range(start, end)):
            taken |= set(range(start, end))
            out.append((start, end, kind))
    return sorted(out)


def trim(words, start, end, kind):
    """Takes articles, and a person's titles, off; a span without a capital is no name."""
    if kind == "person":
        while start < end and (words[start].lower() in TITLES or is_demonym(words[start])):
            start += 1
        if start < end and words[start] in ("of", "for", "and", "to", ","):
            return None
    while start < end and (words[start].lower() in ("the", "a", "an", "“", '"', "'") or (kind != "other" and not words[start][:1].isupper())):
        start += 1
    while end > start and words[end - 1].lower() in ("'s", "’s", ",", ".", "”", '"', "'", "’"):
        end -= 1
    for i in range(start, end):
        if words[i] in (",", "(", ";", ":", "[", '"', "“", "”") or (kind != "other" and words[i].islower() and words[i] not in LINKS) or (kind == "person" and words[i] in ("and", "of", "in", "for", "who", "'s", "’s")):
            end = i
            break
    demonym = end == start + 1 and is_demonym(words[start])
    wordy = any(len(word) > 1 and word[0].isalpha() for word in words[start:end])
    if end > start and wordy and words[start][:1].isupper() and words[start].lower() not in COMMON:
        return start, end, "nationality" if demonym else kind
    return None


def gum(documents):
    """Adds names to GUM's sentences from their Entity column."""
    for _, sentences in documents:
        for sentence in sentences:
            sentence.names = flatten(gum_spans(sentence) + nationalities(sentence.words))


def gum_spans(sentence):
    spans, opened = [], []
    for i, misc in enumerate(sentence.misc):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        if not found:
            continue
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", found.group(1)):
            if mark[0] == "(":
                opened.append((mark.strip("()").split("-"), i))
            if mark[-1] == ")":
                number = mark.strip("()").split("-")[0]
                match = next((o for o in reversed(opened) if o[0][0] == number), None)
                if match:
                    opened.remove(match)
                    spans += gum_name(sentence, match[0], match[1], i + 1)
    return spans


def gum_name(sentence, fields, start, end):
    kind = KINDS.get(fields[1])
    minspan = re.match(r"[\d,]+$", fields[5]) if len(fields) > 5 else None
    if kind is None or minspan is None:
        return []
    heads = [start + int(number) - 1 for number in minspan.group().split(",")]
    heads = [head for head in heads if head < end]
    proper = [head for head in heads if sentence.words[head][:1].isupper()]
    if not any(sentence.upos[head] == "PROPN" for head in proper):
        return []
    first, last = proper[0], proper[-1] + 1
    if kind != "person":
        first = next((i for i in range(start, first) if all(w[:1].isupper() for w in sentence.words[i:first]) and
                      sentence.upos[i] in ("PROPN", "ADJ")), first)
    name = trim(sentence.words, first, last, kind)
    if name and kind == "other" and len(fields) < 8 and name[1] - name[0] == 1 and name[0] == 0:
        return []
    return [name] if name else []


def from_offsets(body, entities):
    """Sentences of a raw text whose entities are (start, end, kind)."""
    out = []
    for spans in text.sentences(body):
        words = [body[start:end] for start, end in spans]
        names = []
        for start, end, kind in entities:
            inside = [i for i, (s, e) in enumerate(spans) if s < end and e > start]
            name = trim(words, inside[0], inside[-1] + 1, kind) if inside else None
            if name:
                names.append(name)
        out.append(conllu.Sentence(words, names=flatten(names + nationalities(words))))
    return out


def re3d(folder):
    """(document id, sentences)."""
    kinds = {"Organisation": "organization", "Person": "person", "Location": "place", "Nationality": "nationality",
             "Vehicle": "other", "Weapon": "other", "MilitaryPlatform": "other"}
    out = []
    for part in ("wikipedia", "dfat"):
        lines = (folder / part / "entities.json").read_text(encoding="utf-8").splitlines()
        entities = [json.loads(line) for line in lines if line.strip()]
        for line in (folder / part / "documents.json").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            spans = [(e["begin"], e["end"], kinds[e["type"]]) for e in entities
                     if e["documentId"] == document["_id"] and e["type"] in kinds and e["confidence"] > 0.3 and any(c.isupper() for c in e["value"])]
            out.append((document["_id"], from_offsets(document["text"], spans)))
    return out


def meantime(folder):
    sentences = {}
    for line in open(folder / "en" / "meantime.conll", encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 5:
            sentences.setdefault((columns[0].split("/")[-1], int(columns[1])), []).append(columns[3])
    kinds = {"PER": "person", "ORG": "organization", "LOC": "place", "PRO": "other"}
    names = {}
    for mention in json.loads((folder / "en" / "entities_mentions.json").read_text(encoding="utf-8")):
        kind = kinds.get(mention["mention_type"])
        key = (mention["doc_id"].split("_")[0], mention["sent_id"])
        tokens = mention["tokens_number"]
        if kind and key in sentences and mention["mention_head_pos"] in ("PROPN", "ADJ", "NUM"):
            words = sentences[key]
            head = mention["mention_head_id"]
            if tokens[-1] >= len(words) or head >= len(words):
                continue
            first = last = head
            while first > tokens[0] and words[first - 1][:1].isupper():
                first -= 1
            while last + 1 <= tokens[-1] and words[last + 1][:1].isupper():
                last += 1
            names.setdefault(key, []).append(trim(words, first, last + 1, kind))
    documents = {}
    for key in sorted(key for key in sentences if key[1] <= 5):  # the annotation ends after five
        words = sentences[key]
        found = [name for name in names.get(key, []) if name]
        documents.setdefault(key[0], []).append(conllu.Sentence(words, names=flatten(found + nationalities(words))))
    return sorted(documents.items())
