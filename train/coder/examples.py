"""Hand-coded texts to training examples: which words head an act, of which type, mode and status, and which words are
its parties, its speaker, its place and time.

Texts are read by annals itself (`annals parse`), so words, sentences and trees are the ones that the coder will see.
Gold names are put back onto words: by the words of the name, by what the tables of data/actors call the same state or
body, and at last by a pronoun. A name that no word of the sentence bears is looked for in the sentences before.
"""

import dataclasses
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval/events"))
from texts import is_learned  # noqa: E402, F401  which of our own texts teach

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import labels  # noqa: E402

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
ROLES = "actor recipient speaker place time".split()
LEARN = ["dispatches-2"] + [f"dispatches-{n}" for n in range(5, 21)]
DEV = "dispatches-1 re3d-uk-government re3d-wikipedia re3d-dfat gum-news".split()

PRONOUNS = set("he she they it we i him her them us me his their its our my who which that whose you".split())
SMALL = set("the a an of and in on for to by at from 's ’s with".split())


@dataclasses.dataclass
class Act:
    """One claim of a sentence; words are numbers in the sentence, or (sentences back, word) where a role lies before it."""

    head: int
    trigger: tuple  # first word, last word + 1
    type: str
    modes: list  # None: not coded
    status: str
    roles: dict  # role -> [(sentences back, word)]; a role that is named but was not found is absent
    gold: dict


@dataclasses.dataclass
class Sentence:
    words: list
    spans: list  # characters of the text
    heads: list  # -1 at the root
    relations: list
    tags: list  # UPOS
    acts: list = dataclasses.field(default_factory=list)
    block: int = 0


@dataclasses.dataclass
class Text:
    key: str
    body: str
    sentences: list


def left_out(key, part):
    """Whether the text belongs to a part "K/N" of all texts."""
    k, n = map(int, part.split("/"))
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % n == k


# --- annals' reading ---------------------------------------------------------------------------------------------------

def read_conllu(conllu, body):
    """Sentences of one document's CoNLL-U, laid onto its text."""
    sentences, at, rows, block = [], 0, [], 0
    for line in conllu.splitlines() + [""]:
        if line.startswith("# newpar"):
            block += 1
        if line.startswith("#"):
            continue
        if line:
            if not re.match(r"\d+[-.]", line):
                rows.append(line.split("\t"))
            continue
        if not rows:
            continue
        sentence = Sentence([], [], [], [], [], block=block)
        for row in rows:
            start = body.find(row[1], at)
            if start < 0 or start - at > 400:
                start = at  # a word that cleaning changed
            sentence.words.append(row[1])
            sentence.spans.append((start, start + len(row[1])))
            sentence.heads.append(int(row[6]) - 1)
            sentence.relations.append(row[7])
            sentence.tags.append(row[3])
            at = start + len(row[1])
        sentences.append(sentence)
        rows = []
    return sentences


def parse(annals, paths):
    """The CoNLL-U of each text, by one run of annals."""
    done = subprocess.run([annals, "parse", "--format", "text", *map(str, paths)], capture_output=True, text=True, check=True)
    parts = re.split(r"^# newdoc.*\n", done.stdout, flags=re.M)[1:]
    if len(parts) != len(paths):
        raise SystemExit(f"annals read {len(parts)} of {len(paths)} texts")
    return parts


# --- names onto words -----------------------------------------------------------------------------------------------------

class Names:
    """What the tables of data/actors call one state, body or group."""

    def __init__(self, folder):
        self.groups, self.of = [], {}
        for line in self.rows(folder / "states.tsv"):
            iso, names = line[1], [line[2], *line[4:9]]
            self.add(self.several(names), iso)
        for file in ("bodies", "groups", "organs_named", "parties"):
            for line in self.rows(folder / f"{file}.tsv"):
                self.add(self.several([line[1], line[9] if len(line) > 9 else ""]), None)
        isos = {g[1]: g[0] for g in self.groups if g[1]}
        for line in self.rows(folder / "metonyms.tsv"):
            if line[1] in isos:
                isos[line[1]].update(self.several([line[0]]))
        for names, _ in self.groups:
            for name in names:
                self.of.setdefault(name, names)

    @staticmethod
    def rows(path):
        for line in open(path, encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")

    @staticmethod
    def several(cells):
        return {fold(re.sub(r"\{.*?\}", "", name)) for cell in cells for name in cell.split(";") if name.strip()}

    def add(self, names, iso):
        self.groups.append((names, iso))

    def alike(self, name):
        folded = fold(name)
        return self.of.get(folded, set()) | {folded}


def fold(name):
    return " ".join(name.casefold().replace("’", "'").removeprefix("the ").split())


def content(name):
    return [w for w in re.findall(r"[\w.'-]+", name.casefold()) if w not in SMALL]


def head_of(sentence, first, last):
    for i in range(first, last):
        if not first <= sentence.heads[i] < last:
            return i
    return last - 1


def distance(sentence, a, b):
    """Steps between two words of the tree."""
    above, steps = {}, 0
    while a >= 0 and a not in above:
        above[a] = steps
        a, steps = sentence.heads[a], steps + 1
    steps = 0
    while b >= 0 and b not in above:
        b, steps = sentence.heads[b], steps + 1
        if steps > 60:
            return 99
    return above.get(b, 50) + steps


def stance(sentence, word, of):
    """How a word stands to another of its sentence in the tree: a number below STANCES. 0 and 1 are for words of other sentences."""
    if word == of:
        return 2
    n, heads = len(labels.DEPREL), sentence.heads
    relation = lambda i: DEPREL.get(sentence.relations[i], 0)
    if heads[word] == of:
        return 3 + relation(word)
    if heads[of] == word:
        return 3 + n + relation(of)
    if heads[word] >= 0 and heads[word] == heads[of]:
        return 3 + 2 * n + relation(word)
    if heads[word] >= 0 and heads[heads[word]] == of:
        return 3 + 3 * n + relation(word)
    return 3 + 4 * n + min(max(distance(sentence, word, of), 2), 6) - 2


DEPREL = {name: i for i, name in enumerate(labels.DEPREL)}
UPOS = {name: i for i, name in enumerate(labels.UPOS)}
STANCES = 3 + 4 * len(labels.DEPREL) + 5  # steps 2 to 6 or more, for all others


def occurrences(sentence, name, names):
    """[(exactness, first, last)] of places in the sentence that bear the name."""
    lower = [w.casefold() for w in sentence.words]
    text = [w for w in lower]
    found = []
    for phrase in names.alike(name):
        wanted = phrase.split()
        for i in range(len(text) - len(wanted) + 1):
            joined = text[i : i + len(wanted)]
            if joined == wanted or "".join(joined) == "".join(wanted):
                found.append((2, i, i + len(wanted)))
    if found:
        return found
    wanted = set(content(name))
    if not wanted:
        return []
    near = lambda w: w in wanted or (w.endswith("s") and w[:-1] in wanted) or w + "s" in wanted
    i = 0
    while i < len(text):
        if near(text[i]) and text[i] not in SMALL:
            j, hits, last = i, 0, i
            while j < len(text) and j - last <= 2:
                if near(text[j]):
                    hits, last = hits + 1, j
                j += 1
            if hits * 2 >= len(wanted) or (len(name.split()) > 1 and text[last] == content(name)[-1]):
                found.append((1 + hits / (len(wanted) + 1), i, last + 1))
            i = last + 1
        else:
            i += 1
    return found


MODIFIERS = {"amod", "compound", "nmod:poss", "flat"}


def place_name(sentence, name, names, near, party):
    """The word that heads the nearest occurrence of the name; None."""
    parts = [name]
    if ":" in name:
        state, organ = (p.strip() for p in name.split(":", 1))
        parts = [f"{state} {organ}", state]
    best = None
    for rank, part in enumerate(parts):
        for exact, first, last in occurrences(sentence, part, names):
            word = head_of(sentence, first, last)
            if party and ":" in name:
                above = sentence.heads[word]
                if above >= 0 and above != near and sentence.relations[word].split(":")[0] in ("amod", "compound", "nmod") and above > word:
                    word = above
            key = (-round(exact), rank, distance(sentence, word, near) if near is not None else 0, -first)
            if best is None or key < best[0]:
                best = (key, word)
        if best:
            return best[1]
    if party and not any(c in name for c in ":") and len(content(name)) > 1:
        # "Colombian government" told as "the government"
        last = content(name)[-1]
        for i, word in enumerate(sentence.words):
            if word.casefold() == last:
                return i
    return None


def place_pronoun(sentence, near):
    best = None
    for i, word in enumerate(sentence.words):
        if word.casefold() in PRONOUNS:
            key = (distance(sentence, i, near), i)
            if best is None or key < best[0]:
                best = (key, i)
    return best[1] if best and best[0][0] <= 6 else None


BACK = 3


def roles_of(claim, sentences, at, head, names):
    found = {}
    one = lambda field: [claim[field]] if claim[field] else []
    wanted = {"actor": claim["actor"], "recipient": claim["recipient"], "speaker": claim["said_by"], "place": one("place"), "time": one("time")} \
        if "actor" in claim else {"speaker": claim["said_by"]}  # of minimal pairs, no more is coded
    for role, values in wanted.items():
        spots, missing = [], False
        for value in values:
            party = role in ("actor", "recipient", "speaker")
            word = place_name(sentences[at], value, names, head, party)
            if word is None and party:
                word = place_pronoun(sentences[at], head)
            if word is not None:
                spots.append((0, word))
                continue
            for back in range(1, min(BACK, at) + 1):
                word = place_name(sentences[at - back], value, names, None, party)
                if word is not None:
                    spots.append((back, word))
                    break
            else:
                missing = True
        if spots or not missing:
            found[role] = sorted(set(spots))
    return found


def text_of(key, body, conllu, claims, names):
    sentences = read_conllu(conllu, body)
    lost = 0
    for claim in claims:
        best = None
        for number, sentence in enumerate(sentences):
            inside = [i for i, (a, b) in enumerate(sentence.spans) if a < claim["trigger_end"] and claim["trigger_start"] < b]
            if inside and (best is None or len(inside) > len(best[1])):
                best = (number, inside)
        if best is None:
            lost += 1
            continue
        number, inside = best
        sentence = sentences[number]
        first, last = inside[0], inside[-1] + 1
        head = head_of(sentence, first, last)
        roles = roles_of(claim, sentences, number, head, names)
        sentence.acts.append(Act(head, (first, last), claim["type"], claim.get("mode"), claim["status"], roles, claim))
    return Text(key, body, sentences), lost


def documents(annals, folder, sets, names):
    """[Text] of the hand-coded sets in `folder` (docs/SET/ID.txt, gold/SET.jsonl)."""
    out = []
    for name in sets:
        gold = {}
        for line in open(folder / f"gold/{name}.jsonl", encoding="utf-8"):
            if line.strip():
                claim = json.loads(line)
                gold.setdefault(claim["doc"], [])
                if not claim.get("none"):
                    gold[claim["doc"]].append(claim)
        paths = [folder / f"docs/{name}/{doc}.txt" for doc in gold]
        lost = 0
        for (doc, claims), path, conllu in zip(gold.items(), paths, parse(annals, paths)):
            text, missing = text_of(f"{name}/{doc}", path.read_text(encoding="utf-8"), conllu, claims, names)
            out.append(text)
            lost += missing
        if lost:
            print(name, lost, "claims lie on no word")
    return out


def pairs(annals, folder, names):
    """[Text], one a sentence, of those families of minimal pairs (eval/status) that teach: every other one measures."""
    sys.path.insert(0, str(folder))
    import score  # eval/status/score.py

    out, bad = [], []
    with tempfile.TemporaryDirectory() as scratch:
        chosen = []
        for path in sorted(folder.glob("*.txt")):
            for family in score.read(path, bad):
                if score.teaches(family["name"]):
                    chosen += [(f"{family['name']}-{n}", sentence) for n, sentence in enumerate(family["sentences"])]
        if bad:
            raise SystemExit("\n".join(bad))
        paths = []
        for number, (_, sentence) in enumerate(chosen):
            paths.append(pathlib.Path(scratch) / f"{number:05}.txt")
            paths[-1].write_text(sentence["text"] + "\n", encoding="utf-8")
        for (key, sentence), conllu in zip(chosen, parse(annals, paths)):
            claims = [{"type": c["type"], "status": c["status"], "trigger_start": c["trigger"][0], "trigger_end": c["trigger"][1],
                       "said_by": [link[0] for link in c["chain"] if link[0] not in score.NOT_IN_THE_WORDS]} for c in sentence["claims"]]
            out.append(text_of(f"pairs/{key}", sentence["text"], conllu, claims, names)[0])
    return out
