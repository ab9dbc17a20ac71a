#!/usr/bin/env python3
"""Makes sets of wires, their edited copies and independent stories, to measure how well copies are found.

    eval/copies/generate.py DATA OUT [--seeds 3] [--half tune|report|both] [--copies 1]

DATA is the folder of labelled data (pages/, ecbplus/, meantime/); OUT gets HALF-SEED.jsonl, one story a line:
    id, outlet, title, text, role (original, copy, independent, other), source (of a copy: the original's id),
    keep (of a copy: the share of the words that was kept), edits (light, medium, heavy), local (share of foreign text), event,
    kin (of an independent story: others of its event that share a run of 12 words outside quotation marks)

Originals are gold bodies of news pages, cut to a wire's length; each has a copy that keeps 90, 70, 50 and 30 % of its words, edited
as editors do (editing.py, phrases.py). Independent are the documents of one topic of ECB+ and of MEANTIME: one event, other writers;
some of them are wire copies all the same, which a run of 12 words proves that no quotation explains (`kin`).
Others are stories with nothing in common but what outlets print under everything and standing background paragraphs.
A story's half is the parity of the SHA-256 of its original's (or topic's) name: even to tune on, odd to report.
"""

import argparse
import collections
import hashlib
import json
import random
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

import editing
import phrases

KEEPS = (0.9, 0.7, 0.5, 0.3)
EDITS = {"light": 0.15, "medium": 0.35, "heavy": 0.6}  # the share of sentences that is edited
FEWEST_WORDS = 120
KIN_WORDS = 12
QUOTATION = re.compile(r"“[^“”]{0,800}”|\"[^\"\n]{0,400}\"")


def number_of(name):
    return int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)


def half_of(name):
    return "report" if number_of(name) % 2 else "tune"


# --- what the stories are made of ---


def gold_bodies(data):
    """(name, title, text) of gold bodies: aeb, and the article pages of WCXB."""
    seen = set()

    def fresh(text):  # some pages are in both sets
        key = re.sub(r"\W+", "", text)[:400]
        return key not in seen and not seen.add(key)

    for name, page in sorted(json.loads((data / "pages/aeb/ground-truth.json").read_text()).items()):
        if fresh(page["articleBody"]):
            yield "aeb-" + name[:12], "", page["articleBody"]
    for path in sorted((data / "pages/wcxb/labels").glob("*.json")):
        truth = json.loads(path.read_text())["ground_truth"]
        if truth.get("main_content") and fresh(truth["main_content"]):
            yield "wcxb-" + path.stem, truth.get("title") or "", truth["main_content"]


def detokenized(tokens):
    text = " ".join(tokens).replace("`` ", "“").replace(" ''", "”").replace(" ' '", "”")
    return re.sub(r" (?=[.,;:!?%)]|'s\b|n't\b)", "", text)


def topics(data):
    """(event, name, text) of documents on one event by many writers."""
    for topic in sorted((data / "ecbplus/xml").iterdir()):
        for path in sorted(topic.glob("*.xml")):
            sentences = collections.defaultdict(list)
            for token in xml.etree.ElementTree.parse(path).getroot().iter("token"):
                sentences[int(token.get("sentence"))].append(token.text)
            kept = [detokenized(sentences[s]) for s in sorted(sentences) if not sentences[s][0].startswith("http")]
            event = topic.name + ("plus" if "plus" in path.name else "")
            yield "ecb-" + event, path.stem, "\n".join(kept)
    documents = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(data / "meantime/en/meantime.conll") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(fields) > 3:
                documents[fields[0]][int(fields[1])].append(fields[3])
    for name in sorted(documents):
        corpus, document = name.split("/")
        sentences = documents[name]
        yield "meantime-" + corpus, document, "\n".join(detokenized(sentences[s]) for s in sorted(sentences))


# --- how a copy is made ---


def filled(template, dice):
    return template.format(
        place=dice.choice(phrases.CITIES).title(),
        day=dice.choice(phrases.DAYS),
        number=dice.randrange(3, 99),
        person=dice.choice(phrases.PEOPLE),
        city=dice.choice(phrases.CITIES).title(),
        agency=dice.choice(phrases.AGENCIES),
    )


def dateline(dice):
    return f"{dice.choice(phrases.CITIES)}, {dice.choice(phrases.MONTHS)} {dice.randrange(1, 29)} ({dice.choice(phrases.AGENCIES)}) — "


def furnished(text, outlet, dice):
    """The text as an outlet prints it: with a few sentences that stand under all its stories."""
    own = random.Random(outlet).sample(phrases.FURNITURE, 3)
    if dice.random() < 0.3:
        text = own[0] + "\n\n" + text
    return text + "".join("\n\n" + line for line in own[1:] if dice.random() < 0.5)


def with_local(story, share, donors, dice):
    """Puts in foreign sentences, invented or of a story that is not in the set, until they make `share` of the words."""
    wanted = share / (1 - share) * editing.length(story)
    while wanted > 8:
        if dice.random() < 0.85 and donors:
            inserted = donors.pop()
        else:
            inserted = [filled(dice.choice(phrases.LOCAL), dice)]
        story.insert(dice.randrange(1, len(story) + 1), inserted)
        wanted -= editing.length([inserted])
    return story


def pieces(texts, dice):
    """One to three sentences at a time, in a random order; each is given to one copy only."""
    out = []
    for text in texts:
        sentences = [s for paragraph in editing.paragraphs_of(text) for s in paragraph if editing.words(s) > 6]
        out += [sentences[i : i + dice.choice([1, 2, 3])] for i in range(0, len(sentences), 3)]
    dice.shuffle(out)
    return out


def kin_of(events):
    """By name: the names of documents of the same event that share a run of words that no quotation explains."""
    holders = collections.defaultdict(set)
    for event, name, text in events:
        for part in QUOTATION.split(text):
            tokens = re.findall(r"\w+", part.lower())
            for i in range(len(tokens) - KIN_WORDS + 1):
                holders[event, " ".join(tokens[i : i + KIN_WORDS])].add(name)
    kin = collections.defaultdict(set)
    for names in holders.values():
        for name in names:
            kin[name] |= names - {name}
    return kin


def copy_of(story, keep, donors, dice):
    edits = dice.choices(list(EDITS), [4, 4, 2])[0]
    local = dice.choices([0, 0.15, 0.35], [3, 4, 3])[0]
    story = editing.shorten(story, keep, dice)
    story = editing.light_edit(story, EDITS[edits], dice)
    if dice.random() < 0.5:
        story = editing.respell_all(story, dice)
    if dice.random() < 0.2:
        editing.swap_neighbours(story, dice)
    if dice.random() < 0.5:
        story = editing.regroup(story, dice)
    story = with_local(story, local, donors, dice)
    if dice.random() < 0.6:
        story[0][0] = dateline(dice) + story[0][0]
    text = editing.text_of(story)
    if dice.random() < 0.4:
        text += "\n\n" + filled(dice.choice(phrases.CREDITS), dice)
    return text, edits, local


def wire_length(text, dice):
    """The story cut to a wire's length, at the end of a paragraph."""
    limit = dice.choice([150, 250, 350, 500, 700, 900])
    story = []
    for paragraph in editing.paragraphs_of(text):
        if story and editing.length(story) + editing.length([paragraph]) / 2 > limit:
            break
        story.append(paragraph)
    return story


# --- a set ---


def make_set(half, seed, bodies, events, kin, copies):
    donors = pieces([text for name, _, text in bodies if number_of(name) // 2 % 5 == 0], random.Random(f"{half} {seed}"))
    records = []

    def add(identity, text, dice, **more):
        outlet = dice.choice(phrases.OUTLETS)
        records.append({"id": identity, "outlet": outlet, "title": more.pop("title", ""), "text": furnished(text, outlet, dice), **more})

    def standing(text, name, dice):
        """One independent story in three has one of the background paragraphs that desks keep ready."""
        if number_of(name + str(seed)) % 3:
            return text
        return text + "\n\n" + dice.choice(phrases.STANDING)

    for name, title, text in bodies:
        dice = random.Random(f"{seed} {name}")
        story = wire_length(text, dice)
        part = number_of(name) // 2 % 5
        if part == 0 or half_of(name) != half or editing.length(story) < FEWEST_WORDS:
            continue
        body = editing.text_of(story)
        if part == 1:
            add(name, standing(body, name, dice), dice, title=title, role="other")
            continue
        add(name, body, dice, title=title, role="original")
        for keep in KEEPS:
            for n in range(copies):
                dice = random.Random(f"{seed} {name} {keep} {n}")
                text, edits, local = copy_of([list(paragraph) for paragraph in story], keep, donors, dice)
                more = {"role": "copy", "source": name, "keep": keep, "edits": edits, "local": local}
                title = filled(dice.choice(phrases.HEADLINES), dice)
                add(f"{name}-{int(100 * keep)}-{n}", text, dice, title=title, **more)
    for event, name, text in events:
        if half_of(event.removesuffix("plus")) == half:
            dice = random.Random(f"{seed} {event} {name}")
            others = [f"{event}-{other}" for other in sorted(kin[name])]
            add(f"{event}-{name}", standing(text, name, dice), dice, role="independent", event=event, kin=others)
    return records


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--half", choices=["tune", "report", "both"], default="both")
    parser.add_argument("--copies", type=int, default=1, help="of each original at each of the four lengths")
    arguments = parser.parse_args()
    if not (arguments.data / "pages/aeb").is_dir():
        sys.exit(f"skipped: {arguments.data} is absent")
    bodies = list(gold_bodies(arguments.data))
    events = list(topics(arguments.data))
    kin = kin_of(events)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for half in ["tune", "report"] if arguments.half == "both" else [arguments.half]:
        for seed in range(1, arguments.seeds + 1):
            records = make_set(half, seed, bodies, events, kin, arguments.copies)
            path = arguments.out / f"{half}-{seed}.jsonl"
            path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
            roles = collections.Counter(record["role"] for record in records)
            print(path, *(f"{role} {count}" for role, count in sorted(roles.items())), file=sys.stderr)


if __name__ == "__main__":
    main()
