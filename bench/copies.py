#!/usr/bin/env python3
"""Copies of wires: annals beside datasketch on the same stories, one core, recall and documents a second in one run.

    build/rivals/bin/python bench/copies.py BENCH_COPIES SET [--rounds 5]

BENCH_COPIES is build/release/bench/bench_copies; SET is made by eval/copies/generate.py. datasketch gets what is fastest for it:
128 permutations in one batch a document, shingles of three words, a hash in C; of the candidates those are kept whose shingles are to
a quarter in the other story (containment), counted on the sets themselves. Its threshold is lowered until it finds as many of the
copies as annals; MinHashLSHEnsemble, made for containment, is tried too. CPU seconds, medians of the rounds, taken in turn.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from datasketch import MinHash, MinHashLSH, MinHashLSHEnsemble

sys.path.insert(0, str(Path(__file__).parent.parent / "eval/copies"))
import score as scoring  # noqa: E402

SHINGLE = 3
CONTAINED = 0.25


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}


def sketches(stories):
    sets = [shingles(story["text"]) for story in stories]
    hashes = []
    for one in sets:
        sketch = MinHash(num_perm=128, hashfunc=zlib.crc32)
        sketch.update_batch(list(one))
        hashes.append(sketch)
    return sets, hashes


def contained(a, b):
    return len(a & b) >= CONTAINED * min(len(a), len(b))


def kept(stories, sets, candidates):
    return {
        tuple(sorted((stories[i]["id"], stories[k]["id"]))) for i, k in candidates if i != k and contained(sets[i], sets[k])
    }


def by_lsh(stories, threshold):
    sets, hashes = sketches(stories)
    index = MinHashLSH(threshold=threshold, num_perm=128)
    candidates = set()
    for i, sketch in enumerate(hashes):
        candidates.update((k, i) for k in index.query(sketch))
        index.insert(i, sketch, check_duplication=False)
    return kept(stories, sets, candidates)


def by_ensemble(stories, threshold):
    sets, hashes = sketches(stories)
    index = MinHashLSHEnsemble(threshold=threshold, num_perm=128, num_part=8)
    index.index((i, sketch, len(one)) for i, (sketch, one) in enumerate(zip(hashes, sets)))
    candidates = set()
    for i, (sketch, one) in enumerate(zip(hashes, sets)):
        candidates.update((min(i, k), max(i, k)) for k in index.query(sketch, len(one)))
    return kept(stories, sets, candidates)


def by_annals(tool, path):
    with tempfile.NamedTemporaryFile() as out:
        printed = subprocess.run([tool, path, out.name], check=True, capture_output=True, text=True).stdout
        return float(printed.split(" documents/s")[0].split()[-1]), scoring.found_pairs(scoring.load(out.name))


def timed(finder, stories, threshold):
    began = time.process_time()
    pairs = finder(stories, threshold)
    return len(stories) / (time.process_time() - began), pairs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("set", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    stories = scoring.load(arguments.set)
    finders = {"annals": lambda: by_annals(arguments.tool, arguments.set)}
    for threshold in (0.5, 0.3, 0.2, 0.1, 0.05):
        finders[f"MinHashLSH, {threshold}"] = lambda threshold=threshold: timed(by_lsh, stories, threshold)
    for threshold in (0.5, 0.3):
        finders[f"MinHashLSHEnsemble, {threshold}"] = lambda threshold=threshold: timed(by_ensemble, stories, threshold)
    rates, found = {name: [] for name in finders}, {}
    for _ in range(arguments.rounds):
        for name, finder in finders.items():
            rate, found[name] = finder()
            rates[name].append(rate)
    ours = statistics.median(rates["annals"])
    print(f"{len(stories)} stories")
    print(f"{'':26}{'recall':>8}{'precision':>11}{'documents/s':>13}{'annals is':>11}")
    for name in finders:
        score = scoring.Score(stories, found[name])
        hits, total = map(sum, zip(*(counts for key, counts in score.recall.items() if key[0] == "keep")))
        rate = statistics.median(rates[name])
        print(f"{name:26}{hits / total:8.3f}{score.precision():11.3f}{rate:13.0f}{ours / rate:10.1f}x")


if __name__ == "__main__":
    main()
