#!/usr/bin/env python3
"""The five seed pages: at least so many events found, every document dated, no evidence broken, nothing invented.

  seeds.py ANNALS
"""
import re
import subprocess
import sys

from harness import SEEDS, Folder, annals, expect, export

EVENTS = 26


def main():
    if not SEEDS.is_dir():
        print("skipped: ../shared/seeds is absent")
        return
    with Folder() as folder:
        store = folder / "seeds.annals"
        annals("ingest", store, *sorted(SEEDS.glob("*.txt")), check=0)
        (folder / "events.jsonl").write_bytes(export(store, "events"))
        (folder / "documents.jsonl").write_bytes(export(store, "documents"))
        done = subprocess.run([sys.executable, str(SEEDS / "score.py"), str(folder / "events.jsonl"),
                               str(folder / "documents.jsonl")], capture_output=True, text=True)
    print(done.stdout)
    found = re.search(r"(\d+)/(\d+) events, (\d+)/(\d+) documents, (\d+) broken evidence, (\d+) inventions", done.stdout)
    expect(found is not None, "the scorer printed no result: " + done.stderr)
    events, _, documents, all_documents, broken, inventions = map(int, found.groups())
    expect(events >= EVENTS, f"expected at least {EVENTS} events, found {events}")
    expect(documents == all_documents, f"expected {all_documents} documents, found {documents}")
    expect(broken == 0, f"{broken} claims whose spans do not reproduce their text")
    expect(inventions == 0, f"{inventions} inventions")


main()
