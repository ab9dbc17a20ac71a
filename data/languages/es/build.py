"""Writes lemmas.tsv from verbs.txt, strong.txt and nouns.txt: forms of verbs with their tags, and plurals that go their own way.

    python3 build.py        (in this folder)
"""

import collections
import pathlib

HERE = pathlib.Path(__file__).parent
ACUTE = dict(zip("aeiou", "áéíóú"))
VOWELS = set("aeiouáéíóú")
ENDINGS = {
    "a": {"pres": "o as a amos áis an".split(), "pret": "é aste ó amos asteis aron".split(), "imp": "aba abas aba ábamos abais aban".split(),
          "subj": "e es e emos éis en".split(), "part": "ad", "ger": "ando", "past": "ar"},
    "e": {"pres": "o es e emos éis en".split(), "pret": "í iste ió imos isteis ieron".split(), "imp": "ía ías ía íamos íais ían".split(),
          "subj": "a as a amos áis an".split(), "part": "id", "ger": "iendo", "past": "ier"},
    "i": {"pres": "o es e imos ís en".split(), "pret": "í iste ió imos isteis ieron".split(), "imp": "ía ías ía íamos íais ían".split(),
          "subj": "a as a amos áis an".split(), "part": "id", "ger": "iendo", "past": "ier"},
}
FUTURE, CONDITIONAL = "é ás á emos éis án".split(), "ía ías ía íamos íais ían".split()
STRESSED = (0, 1, 2, 5)  # persons whose stem bears the stress
TAGS = {"pres": ["VBP", "VBP", "VBZ", "VBP", "VBP", "VBP"]}


def spell(stem, ending, verb):
    """The consonant's letters before another vowel: busc-é busqué, dirig-o dirijo."""
    soft = ending[0] in "eéiíy"
    if verb.endswith("ar") and soft:
        for old, new in (("gu", "gü"), ("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + ending
    if verb[-2:] in ("er", "ir") and not soft:
        if stem.endswith("gu") and verb.endswith("guir"):
            return stem[:-1] + ending
        if stem.endswith("g"):
            return stem[:-1] + "j" + ending
        if stem.endswith("qu"):
            return stem[:-2] + "c" + ending
        if stem.endswith("c"):
            return stem[:-1] + "z" + ending
    return stem + ending


def swapped(stem, old, new):
    at = stem.rfind(old)
    return stem[:at] + new + stem[at + len(old) :]


def strong_stem(stem, change):
    if change in ("ie", "ie-i"):
        return swapped(stem, "e", "ie")
    if change in ("ue", "ue-u"):
        at = max(stem.rfind("o"), stem.rfind("u") if "o" not in stem or stem.endswith("ug") else -1)
        made = stem[:at] + "ue" + stem[at + 1 :]
        return made.replace("gue", "güe") if stem.endswith("rgonz") else made
    if change == "i":
        return swapped(stem, "e", "i")
    return stem


def accent_verb(verb):
    """enviar -> envía, actuar -> actúa, reunir -> reúne: the weak vowel bears the stress."""
    return verb in ("enviar confiar desconfiar ampliar guiar espiar desviar desafiar variar vaciar amnistiar rociar criar arriar extraviar porfiar esquiar fiar liar "
                    "actuar evaluar situar insinuar continuar acentuar efectuar perpetuar reunir aislar prohibir rehusar aunar").split()


def stressed(stem, verb):
    if not accent_verb(verb):
        return stem
    at = max(stem.rfind("i"), stem.rfind("u"))
    return stem[:at] + ACUTE[stem[at]] + stem[at + 1 :]


def forms(verb, change):
    kind, stem = ("i" if verb[-2] == "í" else verb[-2]), verb[:-2]
    table = ENDINGS[kind]
    weak = {"ie-i": lambda s: swapped(s, "e", "i"), "i": lambda s: swapped(s, "e", "i"), "ue-u": lambda s: swapped(s, "o", "u")}.get(change, lambda s: s)
    out = [(verb, "VB")]
    hiatus = stem[-1:] in VOWELS and kind in "ei" and change != "y" and not stem.endswith(("gu", "qu"))
    soft = lambda ending: "y" + ending[1:] if (hiatus or change == "y") and ending[0] == "i" and len(ending) > 1 and ending[1] in VOWELS else ending
    accented = lambda ending: ACUTE["i"] + ending[1:] if hiatus and ending[:1] == "i" and (len(ending) == 1 or ending[1] not in VOWELS) else ending
    for person, ending in enumerate(table["pres"]):
        base = stressed(strong_stem(stem, change), verb) if person in STRESSED else stem
        if change == "y" and person in STRESSED:
            base = stem + "y"
        if change in ("zc", "zco") and person == 0:
            base = stem[:-1] + "zc"
            out.append((base + ending, "VBP"))
            continue
        out.append((spell(base, accented(ending), verb), TAGS["pres"][person]))
    for person, ending in enumerate(table["pret"]):
        if change == "zco":
            out.append((stem[:-1] + "j" + "e iste o imos isteis eron".split()[person], "VBD"))
            continue
        base = weak(stem) if person in (2, 5) else stem
        out.append((spell(base, soft(ending) if soft(ending) != ending else accented(ending), verb), "VBD"))
    out += [(stem + ending, "VBD") for ending in table["imp"]]
    infinitive = verb.replace("ír", "ir")
    out += [(infinitive + ending, "VBF") for ending in FUTURE] + [(infinitive + ending, "VBC") for ending in CONDITIONAL]
    for person, ending in enumerate(table["subj"]):
        base = stressed(strong_stem(stem, change), verb) if person in STRESSED else weak(stem)
        if change == "y":
            base = stem + "y"
        if change in ("zc", "zco"):
            out.append((stem[:-1] + "zc" + ending, "VBS"))
            continue
        out.append((spell(base, ending, verb), "VBS"))
    past = stem[:-1] + "jer" if change == "zco" else weak(stem) + soft(table["past"])
    for ending in ("ra ras ra rais ran se ses se seis sen".split()):
        out.append((past[:-1] + ending, "VBSD"))
    out.append((past[:-2] + ACUTE[past[-2]] + "ramos", "VBSD"))
    gerund = weak(stem) + soft(table["ger"])
    accent = gerund.replace("ando", "ándo") if gerund.endswith("ando") else gerund[:-4] + "éndo"
    out += [(gerund, "VBG"), (accent, "VBG")]
    participle = stem + accented(table["part"])
    for irregular, form in {"scribir": "scrit", "cubrir": "cubiert", "abrir": "abiert", "romper": "rot", "volver": "vuelt", "solver": "suelt", "morir": "muert", "uscribir": "uscrit"}.items():
        if verb.endswith(irregular):
            participle = verb[: -len(irregular)] + form
    out += [(participle + ending, "VBN") for ending in ("o", "a", "os", "as")]
    return out


def read():
    changes = {}
    for line in (HERE / "verbs.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] == "#":
            continue
        change, verbs = line.split(": ")
        for verb in verbs.split():
            changes[verb] = "" if change == "regular" else change
    return changes


def strong():
    """Lines of strong.txt: VERB<tab>TAG<tab>forms. A verb with a prefix goes as its base: `=tener	mantener obtener`."""
    rows, compounds = collections.defaultdict(list), []
    for line in (HERE / "strong.txt").read_text(encoding="utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        columns = line.split("\t")
        if columns[0].startswith("="):
            compounds += [(verb, columns[0][1:]) for verb in columns[1].split()]
        else:
            rows[columns[0]] += [(form, columns[1]) for form in columns[2].split()]
    for verb, base in compounds:
        prefix = verb[: len(verb) - len(base)]
        for form, tag in rows[base]:
            rows[verb].append((prefix + form, tag))
            unmarked = {"pon": "pón", "ten": "tén"}.get(form)
            if unmarked:
                rows[verb].append((prefix + unmarked, tag))
    return rows


def main():
    table = collections.defaultdict(dict)
    for verb, change in sorted(read().items()):
        for form, tag in forms(verb, change):
            table[form].setdefault(tag, verb)
    for verb, rows in strong().items():
        for form, tag in rows:
            table[form][tag] = verb
            if tag == "VBG":
                table[form[:-4] + ("ándo" if form.endswith("ando") else "éndo")][tag] = verb
    for line in (HERE / "nouns.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            plural, tag, lemma = line.split("\t")
            table[plural][tag] = lemma
    lines = ["# Forms whose lemma the endings of endings.txt do not give: form, tags, lemma. Written by build.py from verbs.txt, strong.txt and nouns.txt."]
    for form in sorted(table):
        by_lemma = collections.defaultdict(list)
        for tag, lemma in sorted(table[form].items()):
            by_lemma[lemma].append(tag)
        lines += [f"{form}\t{' '.join(tags)}\t{lemma}" for lemma, tags in sorted(by_lemma.items())]
    (HERE / "lemmas.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "rows")


if __name__ == "__main__":
    main()
