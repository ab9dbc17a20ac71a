#!/usr/bin/env python3
"""A page without a date is narrowed by pages that arrive later, and the record is the same whichever comes first.

  undated.py ANNALS
"""
from harness import Folder, annals, expect, export, lines

# Its dateline leaves two years of his office in which that day is a Thursday or the day behind one.
UNDATED = """Davutoglu in Athens

ATHENS, Oct. 11 (Aegean Wire) - Turkish Foreign Minister Ahmet Davutoglu met Greek President Karolos Papoulias in Athens on Thursday to discuss Cyprus and the sea border.

The two spoke for an hour in the presidential mansion.
"""
DATED = """Published: 12 October 2012

Turkish Foreign Minister Ahmet Davutoglu met Greek President Karolos Papoulias in Athens on Thursday, 11 October 2012, to discuss Cyprus and the sea border.
"""
# Of another visit: nothing follows for the first.
OTHER = """Published: 4 June 2011

Turkish Foreign Minister Ahmet Davutoglu met the Iranian foreign minister in Tehran on Friday, 3 June 2011, to discuss Syria.
"""


def published(store, name):
    page, = [one for one in lines(export(store, "documents")) if one["path"].endswith(name)]
    return page["published"]


def main():
    with Folder() as folder:
        paths = {}
        for name, text in (("undated.txt", UNDATED), ("dated.txt", DATED), ("other.txt", OTHER)):
            paths[name] = folder / name
            paths[name].write_text(text, encoding="utf-8")
        first, second, third = (folder / f"{n}.annals" for n in range(3))
        annals("ingest", first, paths["undated.txt"], check=0)
        alone = published(first, "undated.txt")
        expect((alone["from"], alone["to"]) == ("2012-10-11", "2013-10-11"), f"by itself: {alone}")
        annals("ingest", first, paths["other.txt"], check=0)
        expect(published(first, "undated.txt") == alone, "another visit narrowed it")
        annals("ingest", first, paths["dated.txt"], check=0)
        told = published(first, "undated.txt")
        expect((told["from"], told["to"], told["precision"]) == ("2012-10-11", "2012-10-11", "day"), f"with the other: {told}")
        expect(any("another document says" in why for why in told["why"]), f"no reason: {told}")
        annals("ingest", second, paths["dated.txt"], check=0)
        annals("ingest", second, paths["other.txt"], check=0)
        annals("ingest", second, paths["undated.txt"], check=0)
        annals("ingest", third, *(paths[name] for name in ("other.txt", "undated.txt", "dated.txt")), check=0)
        for what in ("events", "documents"):
            expect(export(first, what) == export(second, what) == export(third, what), f"{what} differ by the order they came in")
    print("ok  a later page narrows an undated one to its day; the order changes nothing")


main()
