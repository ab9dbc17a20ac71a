#!/usr/bin/env python3
"""The same pages give the same record, byte for byte: whatever the threads, the order, the batches; twice is once.

  same_answer.py ANNALS [SHUFFLES]
"""
import random
import sys

from harness import Folder, annals, expect, export, pages

SHUFFLES = int(sys.argv[2]) if len(sys.argv) > 2 else 20


def record(store):
    return export(store, "events"), export(store, "documents"), export(store, "claims")


def main():
    inputs = pages()
    with Folder() as folder:
        reference = None
        for threads in (1, 2, 8):
            store = folder / f"threads{threads}.annals"
            annals("ingest", store, "--threads", threads, *inputs, check=0)
            found = record(store)
            reference = reference or found
            expect(found == reference, f"{threads} threads give another record than one")
        expect(len(reference[0]) > 0, "the record is empty")

        store = folder / "threads1.annals"
        annals("ingest", store, *inputs, check=0)
        expect(record(store) == reference, "a second ingest of the same pages changes the record")
        annals("verify", store, check=0)

        for seed in range(SHUFFLES):
            order = list(inputs)
            random.Random(seed).shuffle(order)
            store = folder / f"shuffle{seed}.annals"
            cut = random.Random(seed + 1000).randrange(1, len(order))
            annals("ingest", store, *order[:cut], check=0)  # in two runs, so that late documents link to early ones
            annals("ingest", store, *order[cut:], check=0)
            expect(record(store) == reference, f"shuffle {seed} (cut after {cut}) gives another record")
        order = list(inputs)
        random.Random(99).shuffle(order)
        store = folder / "pieces.annals"
        pieces = [order[begin::20] for begin in range(min(20, len(order)))]
        for piece in pieces:
            annals("ingest", store, "--memory", 1, *piece, check=0)
        expect(record(store) == reference, f"{len(pieces)} portions give another record")
        annals("verify", store, check=0)
    print(f"{len(inputs)} inputs: {len(pieces)} portions, 3 thread counts, {SHUFFLES} shuffled and cut orders and a second ingest give one record")


main()
