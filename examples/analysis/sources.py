#!/usr/bin/env python3
"""Who tells what first, who only retells, and who denies: a few questions one after the other, as in a notebook.

  sources.py STORE
"""
import collections
import json
import sqlite3
import sys

record = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def ask(sql, *values):
    return record.execute(sql, values).fetchall()


# 1. How much of each outlet's pages is its own, and how much comes from somebody else's text?
print("outlet, documents, of which its own text")
for outlet, documents, own in ask("""
        SELECT coalesce(outlet, '(not told)'), count(*), sum(root = id) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"""):
    print(f"  {outlet}: {documents}, {own}")

# 2. Who is it that speaks: how many claims rest on a speaker, and how many of those does one side of a dispute deny?
print("speaker, claims, denials")
for name, claims, denials in ask("""
        SELECT s.name, count(*), sum(c.status = 'denied') FROM said_by AS s JOIN claims AS c ON c.id = s.claim
        GROUP BY s.name ORDER BY 3 DESC, 2 DESC, 1 LIMIT 8"""):
    print(f"  {name}: {claims}, {denials}")

# 3. Modes are lists: count them with Python, or with json_each in SQL.
modes = collections.Counter(mode for row in ask("SELECT mode FROM events") for mode in json.loads(row[0]))
in_sql = dict(ask("SELECT value, count(*) FROM events, json_each(events.mode) GROUP BY value"))
assert modes == in_sql
print("modes:", ", ".join(f"{mode} {count}" for mode, count in modes.most_common(6)))

# 4. One event from its sentence back to the bytes of its page.
sentence, spans, path = ask("""
    SELECT c.sentence, c.sentence_spans, c.path FROM events AS e JOIN event_claims AS ec ON ec.event = e.id
    JOIN claims AS c ON c.id = ec.claim ORDER BY e.documents DESC, e.id, ec.position LIMIT 1""")[0]
print(f"most told: {sentence}\n  {path}, bytes {json.loads(spans)}")
