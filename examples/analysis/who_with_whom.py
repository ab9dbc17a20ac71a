#!/usr/bin/env python3
"""Pairs of countries by what they did to each other: cooperation above zero, conflict below (PLOVER's intensities).

  who_with_whom.py STORE
"""
import sqlite3
import sys

record = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
record.row_factory = sqlite3.Row

pairs = record.execute("""
    SELECT min(a.country, b.country) AS one, max(a.country, b.country) AS other, count(DISTINCT e.id) AS events,
           avg(e.score) AS tone, min(e.time_from) AS first, max(e.time_to) AS last
    FROM events AS e
    JOIN participants AS a ON a.event = e.id
    JOIN participants AS b ON b.event = e.id AND b.position > a.position
    WHERE a.country <> b.country AND e.status IN ('happened', 'ongoing')
    GROUP BY 1, 2 ORDER BY events DESC, one, other LIMIT 12""")

print(f"{'pair':10} {'events':>6} {'tone':>6}  between")
for pair in pairs:
    print(f"{pair['one']}-{pair['other']:6} {pair['events']:6} {pair['tone']:+6.1f}  {pair['first']} and {pair['last']}")
