"""The Spanish treebanks, brought to one way of writing trees, and to words as annals cuts them.

AnCora, GSD and PUD differ in what they call a passive, an agent, a relative clause; here they are told alike, as the
later releases have it. `al`, `del` and `verlo` are the letters of the text cut in two (`a l`, `de l`, `ver lo`), as the
tokenizer does by data/languages/es, so that every word is a range of the text.
"""

import pathlib

import conllu
import labels

HERE = pathlib.Path(__file__).parent
KINDS = {"p": "person", "l": "place", "o": "organization", "a": "other"}
RENAMED = {"flat:name": "flat", "flat:foreign": "flat", "obl:tmod": "obl:unmarked", "compound:prt": "expl"}


def words_of(name, parted):
    text = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {word.strip() for line in text for word in (line.split(parted) if parted else line.split()) if word.strip()}


DEMONYMS, FIRST_NAMES, PLACES = words_of("demonyms.es.txt", None), words_of("first_names.es.txt", None), words_of("places.es.txt", ";")


def files(folder, part):
    """The treebanks' files of a part, "train" or "dev"; AnCora's test stands in where its train is not to be had."""
    found = sorted(pathlib.Path(folder).glob("**/es_*-ud-*.conllu"))
    of = lambda bank, *parts: [p for p in found if p.name.startswith(f"es_{bank}-") and p.stem.rsplit("-", 1)[1] in parts]
    if part == "dev":
        return of("ancora", "dev")
    ancora = of("ancora", "train") or of("ancora", "test")
    gsd = of("gsd", "train", "dev") if of("gsd", "train") else of("gsd", "dev", "test")
    return ancora + gsd + of("pud", "test")


def read(path):
    """Documents [(id, [Sentence])], harmonised."""
    documents, rows, joined = [], [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append((line.split("=")[-1].strip(), []))
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
            elif "-" in columns[0]:
                joined.append(columns)
        elif not line and rows:
            if not documents:
                documents.append(("", []))
            documents[-1][1].append(sentence(rows, joined))
            rows, joined = [], []
    for _, sentences in documents:
        sentences[0].paragraph = True
    return documents


def sentence(rows, joined):
    _, words, lemmas, upos, xpos, feats, heads, relations, _, misc = map(list, zip(*rows))
    for columns in joined:
        first, last = map(int, columns[0].split("-"))
        words[first - 1 : last] = cut(columns[1], words[first - 1 : last])
    feats = [dict(f.split("=", 1) for f in feat.split("|")) if feat != "_" else {} for feat in feats]
    heads = [int(head) for head in heads]
    names, known = entities(words, lemmas, upos, xpos, heads, relations)
    upos = ["DET" if tag == "PRON" and relation == "det" else tag for tag, relation in zip(upos, relations)]
    relations = harmonised(words, lemmas, upos, feats, heads, relations)
    tags = [penn(*of) for of in zip(words, upos, feats)]
    return conllu.Sentence(words, upos, tags, lemmas, heads, relations, misc, names, known)


def cut(whole, parts):
    """The letters of a joined word, one piece a part."""
    if len(parts) == 2 and parts[1].lower() == "el" and whole.lower() in ("al", "del"):
        return [whole[:-1], whole[-1:]]
    rest, out = whole, []
    for part in reversed(parts[1:]):
        if not rest.lower().endswith(part.lower()) or len(rest) == len(part):
            return parts
        out.insert(0, rest[len(rest) - len(part) :])
        rest = rest[: len(rest) - len(part)]
    return [rest] + out


def penn(word, upos, feats):
    """A tag like Penn's, with what Spanish verbs tell besides: VBF future, VBC conditional, VBS and VBSD subjunctive, VBI imperative."""
    plural = feats.get("Number") == "Plur"
    if upos in ("VERB", "AUX") or (upos == "ADJ" and feats.get("VerbForm") == "Part"):
        form, mood, tense = feats.get("VerbForm"), feats.get("Mood"), feats.get("Tense")
        if form != "Fin" and mood is None:
            return {"Inf": "VB", "Ger": "VBG", "Part": "VBN"}.get(form, "VB")
        if mood == "Cnd":
            return "VBC"
        if mood == "Sub":
            return "VBSD" if tense in ("Imp", "Past") else "VBS"
        if mood == "Imp":
            return "VBI"
        third = feats.get("Person") == "3" and not plural
        return {"Past": "VBD", "Imp": "VBD", "Pqp": "VBD", "Fut": "VBF"}.get(tense, "VBZ" if third else "VBP")
    if upos == "PRON":
        if "Rel" in feats.get("PronType", "") or "Int" in feats.get("PronType", ""):
            return "WP"
        return "PRP" if feats.get("PronType") == "Prs" else "DT"
    if upos == "DET":
        return "PRP$" if feats.get("Poss") == "Yes" else "DT"
    if upos == "PUNCT":
        kinds = {"(": "-LRB-", "[": "-LRB-", ")": "-RRB-", "]": "-RRB-", "«": "``", "“": "``", '"': "''", "»": "''", "”": "''"}
        return kinds.get(word, "," if word == "," else "." if word in (".", "?", "!", "...") else ":")
    simple = {"NOUN": "NNS" if plural else "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC",
              "NUM": "CD", "INTJ": "UH", "SYM": "SYM", "X": "FW", "PART": "RP"}
    return simple[upos]


def harmonised(words, lemmas, upos, feats, heads, relations):
    below = [[j for j, head in enumerate(heads) if head == i + 1] for i in range(len(words))]
    participle = [feats[i].get("VerbForm") == "Part" for i in range(len(words))]
    passive = [participle[i] and any(upos[j] == "AUX" and lemmas[j] == "ser" and relations[j].startswith("aux") for j in below[i])
               or any(relations[j] == "expl:pass" for j in below[i]) for i in range(len(words))]
    out = []
    for i, relation in enumerate(relations):
        relation, head = RENAMED.get(relation, relation), heads[i] - 1
        cases = {words[j].lower() for j in below[i] if relations[j] == "case"}
        if relation == "compound" and cases:
            relation = "nmod"
        if relation in ("obj", "obl", "nmod", "obl:arg") and "por" in cases and participle[head] and not cases & {"para"} and person_like(upos[i]):
            relation = "obl:agent"
        if relation == "obj" and cases and "a" not in cases and upos[i] not in ("PRON",):
            relation = "obl"
        if relation == "aux" and passive[head] and lemmas[i] == "ser":
            relation = "aux:pass"
        if relation in ("nsubj", "csubj") and passive[head]:
            relation += ":pass"
        if relation == "acl" and "Fin" in {feats[j].get("VerbForm") for j in below[i] + [i]}:
            if any("Rel" in feats[k].get("PronType", "") for j in below[i] for k in [j] + below[j]):
                relation = "acl:relcl"
        out.append(relation if relation in labels.DEPREL else relation.split(":")[0])
    return out


def person_like(tag):
    return tag in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


def entities(words, lemmas, upos, xpos, heads, relations):
    """(names, known words). AnCora's tags tell the kinds of some; lists tell those of others; the rest are unknown."""
    told = any(tag.startswith("np") for tag in xpos)
    names, unknown = [], set()
    i = 0
    while i < len(words):
        if upos[i] in ("ADJ", "NOUN") and words[i].islower() and lemmas[i] in DEMONYMS:
            names.append((i, i + 1, "nationality"))
        if upos[i] != "PROPN":
            i += 1
            continue
        end = i + 1
        while end < len(words) and relations[end].startswith("flat") and heads[end] == i + 1 and words[end] not in "()\",«»“”":
            end += 1
        kind = KINDS.get(xpos[i][6:7]) if xpos[i].startswith("np") and len(xpos[i]) > 6 else None
        kind = kind or listed(words[i:end])
        if kind:
            names.append((i, end, kind))
        else:
            unknown |= set(range(i, end))
        i = end
    if not told and not names:
        return None, None
    return names, [i for i in range(len(words)) if i not in unknown]


def listed(words):
    if " ".join(words) in PLACES:
        return "place"
    if words[0] in FIRST_NAMES and len(words) > 1:
        return "person"
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and words[0].isalpha():
        return "organization"
    return None
