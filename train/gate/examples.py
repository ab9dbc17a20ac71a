"""Stories to the gate's examples: the parts of each, as the program itself parts them, and whether each bears a claim.

Hand-coded texts bear what people coded. Ordinary pages, of which nobody coded any, bear what the whole program codes in them
when it reads every sentence.
"""

import bisect
import dataclasses
import hashlib
import json
import pathlib
import subprocess
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval/events"))
from texts import is_learned  # noqa: E402

KINDS = "title lead body caption quote related chrome".split()  # as include/annals/article.h has them
LEARN = ["dispatches-2"] + [f"dispatches-{n}" for n in range(5, 21)]


@dataclasses.dataclass
class Story:
    key: str
    numbers: np.ndarray  # [parts][numbers]
    words: list  # of each part: hashes of its words, uint32
    hashes: list  # of each part: all its hashes, uint32
    bears: np.ndarray  # of each part: the claims in it
    spans: list  # (first, last) byte of each part in the raw page
    scores: np.ndarray  # of the gate in DATA, where there is one


def kept_apart(key):
    """A number below 256. Pages below 64 measure, and teach nothing; so do labelled texts below 26."""
    return hashlib.sha256(key.encode()).digest()[0]


def lines(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def raw_place(block, at):
    """The byte of the page that byte `at` of a block's text came from, near enough to tell parts apart."""
    before = 0
    for first, last in block["spans"]:
        if at < before + last - first:
            return first + at - before
        before += last - first
    return block["spans"][-1][1] if block["spans"] else 0


def read(annals, tool, data, files, form="auto"):
    """Stories of pages, in order, without what they bear; and each one's path."""
    articles = lines([annals, "--data", data, "clean", "--format", form, *files])
    wanted = b""
    blocks_of = []
    for article in articles:
        wanted += b"D\n"
        blocks = [b for b in article["blocks"] if b["kind"] not in ("related", "chrome") and b["text"]]
        blocks_of.append(blocks)
        for block in blocks:
            text = block["text"].encode()
            wanted += f"B {KINDS.index(block['kind'])} {len(text)}\n".encode() + text + b"\n"
    told = subprocess.run([str(tool), str(data)], input=wanted, capture_output=True, check=True).stdout.decode()
    stories = []
    for text in told.split("D\n")[1:]:
        rows = text.splitlines()
        article, blocks = articles[len(stories)], blocks_of[len(stories)]
        spans, numbers, words, hashes, scores = [], [], [], [], []
        for row in rows:
            place, plain, word, hashed = row.split("\t")
            _, block, begin, end, score = place.split()
            block = blocks[int(block)]
            spans.append((raw_place(block, int(begin)), raw_place(block, int(end))))
            numbers.append([float(x) for x in plain.split()])
            words.append(np.array(word.split(), dtype=np.uint32))
            hashes.append(np.array(hashed.split(), dtype=np.uint32))
            scores.append(float(score))
        stories.append((article, Story(article["path"], np.array(numbers, dtype=np.float32).reshape(len(rows), -1), words, hashes,
                                       np.zeros(len(rows), dtype=np.int64), spans, np.array(scores))))
    return stories


def mark(story, places):
    """Counts the claims, told by a byte of the raw page each, in the parts; returns how many stand in none."""
    firsts = [first for first, _ in story.spans]
    lost = 0
    for place in places:
        at = bisect.bisect_right(firsts, place) - 1
        if at >= 0 and place <= story.spans[at][1]:
            story.bears[at] += 1
        else:
            lost += 1
    return lost


def hand_coded(annals, tool, data, folder, sets, wanted=lambda key: True):
    stories, lost = [], 0
    for name in sets:
        gold = {}
        for line in open(pathlib.Path(folder) / "gold" / f"{name}.jsonl", encoding="utf-8"):
            claim = json.loads(line)
            gold.setdefault(claim["doc"], [])
            if not claim.get("none"):
                gold[claim["doc"]].append(claim)
        files = [p for p in sorted((pathlib.Path(folder) / "docs" / name).glob("*.txt")) if p.stem in gold and wanted(f"{name}/{p.stem}")]
        for article, story in read(annals, tool, data, files, "text"):
            path = pathlib.Path(article["path"])
            body = path.read_text(encoding="utf-8")
            lost += mark(story, [len(body[:c["trigger_start"]].encode()) for c in gold[path.stem]])
            story.key = f"{name}/{path.stem}"
            stories.append(story)
    return stories, lost


def pages(annals, tool, data, folder, coded):
    """English pages; `coded` is the output of `annals code --every-sentence` over the same folder."""
    claims = {}
    for line in open(coded, encoding="utf-8"):
        one = json.loads(line)
        claims[pathlib.Path(one["path"]).name] = [c["evidence"]["trigger"][0][0] for c in one["claims"] if c["evidence"]["trigger"]]
    stories, lost = [], 0
    for article, story in read(annals, tool, data, [folder]):
        if article["language"] != "en" or pathlib.Path(article["path"]).name not in claims or not len(story.numbers):
            continue
        lost += mark(story, claims[pathlib.Path(article["path"]).name])
        story.key = pathlib.Path(article["path"]).name
        stories.append(story)
    return stories, lost
