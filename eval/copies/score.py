#!/usr/bin/env python3
"""Scores found copies against a set made by eval/copies/generate.py.

    eval/copies/score.py SET COPIES [--wrong 20]

COPIES is what build/release/bench/bench_copies prints for SET. A pair is found when one of the two lists the other.
    recall      of the copies that keep so much of their original: pairs of original and copy that are found
    precision   of all pairs found: those of one family (an original and its copies)
    independent documents of one event that are taken for copies of one another: of the documents, and of the pairs
Some documents of ECB+ and MEANTIME are real copies: pairs whose own texts share 12 words in a row outside quotation marks (`kin` of
the set) are neither right nor wrong.
"""

import argparse
import collections
import itertools
import json
from pathlib import Path


def load(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


def found_pairs(copies):
    return {tuple(sorted((one["id"], copy["id"]))) for one in copies for copy in one["copies"]}


class Score:
    def __init__(self, stories, pairs):
        self.stories = {story["id"]: story for story in stories}
        family = {identity: story.get("source", identity) for identity, story in self.stories.items()}
        really = {pair for pair in pairs if pair[1] in self.stories[pair[0]].get("kin", [])}
        judged = pairs - really
        self.right = {pair for pair in judged if family[pair[0]] == family[pair[1]]}
        self.wrong = sorted(judged - self.right)
        self.set_aside = len(really)
        self.recall = collections.defaultdict(lambda: [0, 0])
        for story in stories:
            if story["role"] != "copy":
                continue
            hit = tuple(sorted((story["id"], story["source"]))) in pairs
            for key in (("keep", story["keep"]), ("edits", story["edits"]), ("local", story["local"])):
                self.recall[key][0] += hit
                self.recall[key][1] += 1
        events = collections.defaultdict(list)
        for story in stories:
            if story["role"] == "independent":
                events[story["event"]].append(story["id"])
        self.event_pairs = sum(len(ids) * (len(ids) - 1) // 2 for ids in events.values())
        independent = {identity for ids in events.values() for identity in ids}
        self.wrong_event = [pair for pair in self.wrong if set(pair) <= independent]
        self.independent = len(independent)
        self.taken = len(set(itertools.chain(*self.wrong_event)))

    def precision(self):
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    def lines(self):
        for key in sorted(self.recall, key=str):
            hits, total = self.recall[key]
            yield f"recall, {key[0]} {key[1]}: {hits / total:.3f} ({hits} of {total})"
        yield f"precision: {self.precision():.4f} ({len(self.wrong)} of {len(self.right) + len(self.wrong)} pairs wrong)"
        yield (
            f"independent taken for copies: {self.taken / max(1, self.independent):.4f} of {self.independent} documents, "
            f"{len(self.wrong_event) / max(1, self.event_pairs):.5f} of {self.event_pairs} pairs of one event; "
            f"{self.set_aside} pairs really copies"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="how many wrong pairs to print")
    arguments = parser.parse_args()
    copies = load(arguments.copies)
    score = Score(load(arguments.set), found_pairs(copies))
    for line in score.lines():
        print(line)
    similarity = {(one["id"], copy["id"]): copy["similarity"] for one in copies for copy in one["copies"]}
    for one, other in score.wrong[: arguments.wrong]:
        print("wrong:", one, other, similarity.get((one, other), similarity.get((other, one))))


if __name__ == "__main__":
    main()
