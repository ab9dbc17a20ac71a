#!/usr/bin/env python3
"""What the gate costs: the share of sentences it lets through on ordinary pages, and the F1 of claims lost for it.

    curve.py ANNALS GATE_TOOL DATA SHARED [--real]

SHARED: the folder of labelled data. The F1 is reckoned from one run with every sentence, leaving out the claims of parts below each
score. --real also runs the program as it is, where claims lack the sentences around them. Pages: the quarter, by the hash of its
name, that taught nothing.
"""

import argparse
import bisect
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "train/gate"))
import examples  # noqa: E402

SETS = "dispatches-1 re3d-uk-government re3d-wikipedia re3d-dfat gum-news".split()
SHORT = 4  # a story of so few parts is read whole (src/parse/parse.cc)


def code(annals, data, files, *more):
    with tempfile.TemporaryFile() as out:
        subprocess.run([annals, "--data", data, "code", *more, *map(str, files)], stdout=out, stderr=subprocess.DEVNULL)
        out.seek(0)
        return {pathlib.Path(one["path"]).stem: one["claims"] for one in map(json.loads, out)}


def right_ones(golds, claims, raw):
    """Which claims score.py would call right."""
    characters = lambda byte: len(raw[:byte].decode("utf-8", "ignore"))
    candidates = []
    for c, claim in enumerate(claims):
        spans = claim["sentence"]["spans"]
        trigger = claim["evidence"]["trigger"] or spans
        first, last, begin, end = map(characters, (spans[0][0], spans[-1][1], trigger[0][0], trigger[-1][1]))
        for g, gold in enumerate(golds):
            if claim["type"] == gold["type"] and first < gold["end"] and gold["start"] < last:
                candidates.append((max(0, max(begin, gold["trigger_start"]) - min(end, gold["trigger_end"])), g, c))
    used, right = set(), set()
    for _, g, c in sorted(candidates):
        if g not in used and c not in right:
            used.add(g)
            right.add(c)
    return right


class Set:
    def __init__(self, asked, folder, name):
        self.name, self.folder = name, folder
        gold = collections.defaultdict(list)
        for line in open(folder / "gold" / f"{name}.jsonl", encoding="utf-8"):
            claim = json.loads(line)
            gold[claim["doc"]] += [] if claim.get("none") else [claim]
        self.golds = sum(map(len, gold.values()))
        self.files = [folder / "docs" / name / f"{doc}.txt" for doc in gold]
        self.claims, self.scores = [], []  # (is it right, the score of its part); the scores of each story's parts
        coded = code(asked.annals, asked.data, self.files, "--every-sentence")
        for article, story in examples.read(asked.annals, asked.tool, asked.data, self.files, "text"):
            path = pathlib.Path(article["path"])
            claims = coded[path.stem]
            right = right_ones(gold[path.stem], claims, path.read_bytes())
            scores = story.scores if len(story.scores) > SHORT else np.full(len(story.scores), np.inf)
            self.scores.append(scores)
            firsts = [first for first, _ in story.spans]
            for c, claim in enumerate(claims):
                at = bisect.bisect_right(firsts, (claim["evidence"]["trigger"] or claim["sentence"]["spans"])[0][0]) - 1
                self.claims.append((c in right, scores[max(at, 0)]))

    def f1(self, least):
        kept = [right for right, score in self.claims if score >= least]
        return 200 * sum(kept) / max(len(kept) + self.golds, 1)

    def sent(self, least):
        return (np.concatenate(self.scores) >= least).mean()

    def real(self, asked, *more):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
            subprocess.run([asked.annals, "--data", asked.data, "code", *more, *map(str, self.files)], stdout=out, stderr=subprocess.DEVNULL)
            told = subprocess.run([sys.executable, str(asked.shared / "events/score.py"), str(self.folder / "gold" / f"{self.name}.jsonl"), out.name],
                                  capture_output=True, text=True).stdout
        fields = dict(re.findall(r"^(\w+) +right on .* = ([\d.]+)", told, flags=re.M))
        return 100 * float(re.search(r"F1 ([\d.]+) on", told)[1]), 100 * float(re.findall(r"F1 ([\d.]+)$", told.strip())[-1]), fields


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("annals", "tool", "data"):
        words.add_argument(name)
    words.add_argument("shared", type=pathlib.Path)
    words.add_argument("--real", action="store_true")
    asked = words.parse_args()

    pages = {}
    for name in ("aeb", "wcxb"):
        folder = asked.shared / "pages" / name / "html"
        files = [path for path in sorted(folder.iterdir()) if examples.kept_apart(path.name) < 64]
        pages[name] = [story.scores if len(story.scores) > SHORT else np.full(len(story.scores), np.inf)
                       for article, story in examples.read(asked.annals, asked.tool, asked.data, files) if article["language"] == "en" and len(story.scores)]
    pages["both"] = pages["aeb"] + pages["wcxb"]
    print("pages held apart: " + ", ".join(f"{name} {len(some)} ({sum(map(len, some))} sentences)" for name, some in pages.items()))

    sets = [Set(asked, asked.shared / "events", name) for name in SETS]
    print("| read from score | " + " | ".join(f"{name}: sent" for name in pages) + " | " + " | ".join(f"{s.name}: sent, F1" for s in sets) + " |")
    print("| --- " * (1 + len(pages) + len(sets)) + "|")
    for least in (2, 1, 0.5, 0, -0.5, -1, -1.25, -1.5, -1.75, -2, -2.5, -3, -4):
        shares = [f"{(np.concatenate(some) >= least).mean():.3f}" for some in pages.values()]
        losses = [f"{s.sent(least):.2f} {s.f1(least) - s.f1(-np.inf):+.1f}" for s in sets]
        print(f"| {least:+.2f} | " + " | ".join(shares + losses) + " |", flush=True)
    if asked.real:
        print("\nThe program as it is, against every sentence: F1, F1 with the right actor, and each field's share right")
        for s in sets:
            gated, every = s.real(asked), s.real(asked, "--every-sentence")
            print(f"    {s.name}: {gated[0]:.1f} ({gated[0] - every[0]:+.1f}), {gated[1]:.1f} ({gated[1] - every[1]:+.1f}), "
                  + " ".join(f"{k} {float(gated[2][k]):.3f} ({float(gated[2][k]) - float(every[2][k]):+.3f})" for k in gated[2] if k in every[2]), flush=True)


if __name__ == "__main__":
    main()
