#!/usr/bin/env python3
"""docs/schema.md and the tables of a store agree, each of its questions is answered, and the scripts of examples/ run.

  schema_docs.py ANNALS
"""
import csv
import io
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

from harness import ANNALS, EXAMPLES, ROOT, Folder, annals, expect, lines


def documented():
    """Each table's columns and example, by name."""
    text = (ROOT / "docs" / "schema.md").read_text()
    for part in re.split(r"^### ", text, flags=re.M)[1:]:
        name = part.split("\n", 1)[0].strip()
        columns = re.search(r"^Columns: (.+)$", part, re.M).group(1).split(", ")
        yield name, columns, re.search(r"^    (SELECT .+)$", part, re.M).group(1)


def agree(store):
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    held = {name for name, in rows.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    held = {name for name in held if not re.match(r"sentences_text_|sqlite_", name)}
    told = list(documented())
    expect({name for name, _, _ in told} == held, f"documented are {sorted(n for n, _, _ in told)}, held {sorted(held)}")
    for name, columns, sql in told:
        real = [row[1] for row in rows.execute(f'PRAGMA table_xinfo("{name}")') if not row[6]]
        expect(columns == real, f"{name}: documented are {columns}, held {real}")
        expect(name in sql, f"{name}: its example asks something else: {sql}")
        as_table = annals("sql", store, sql, check=0).stdout.decode()
        as_csv = list(csv.reader(io.StringIO(annals("sql", store, sql, "--csv", check=0).stdout.decode())))
        as_json = lines(annals("sql", store, sql, "--json", check=0).stdout)
        expect(len(as_csv) == len(as_json) + 1 == len(as_table.splitlines()), f"{name}: the three forms differ")
        if name not in ("decisions", "refused", "paths", "copies", "commitments"):
            expect(as_json, f"{name}: its example finds nothing: {sql}")
    print(f"ok  {len(told)} tables and views are as documented, and their examples run")


def hostile(store, folder):
    before = store.read_bytes()
    for sql in ("DELETE FROM events", "ATTACH 'x' AS x", "SELECT load_extension('x')", "SELECT writefile('x', 'y')", "",
                "SELECT 1; DROP TABLE events", "PRAGMA user_version = 9", "SELECT zeroblob(1000000000)", "VACUUM"):
        done = annals("sql", store, sql, check=2, cwd=folder)
        expect(len(done.stderr) > 20 and not done.stdout, f"{sql}: {done.stderr!r}")
    done = annals("sql", store, "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n", check=2)
    expect(b"--seconds" in done.stderr, done.stderr)
    expect(store.read_bytes() == before, "the store's bytes changed")
    expect(annals("sql", folder / "none.annals", "SELECT 1", check=3), "")
    print("ok  what would change or never end is refused")


def scripts(store, folder):
    found = sorted((EXAMPLES / "analysis").glob("*"))
    ran = 0
    for script in found:
        program = {".py": sys.executable, ".sh": "bash", ".R": shutil.which("Rscript")}.get(script.suffix)
        if script.suffix not in (".py", ".sh", ".R"):
            continue
        if script.suffix == ".R" and not program:
            print(f"skipped: {script.name}: R is absent")
            continue
        if script.suffix == ".R" and subprocess.run([program, "-e", "library(RSQLite)"], capture_output=True).returncode:
            print(f"skipped: {script.name}: RSQLite is absent")
            continue
        done = subprocess.run([program, str(script), str(store)], capture_output=True, text=True, cwd=folder,
                              env=dict(os.environ, PATH=f"{ANNALS.resolve().parent}:{os.environ['PATH']}"))
        expect(done.returncode == 0, f"{script.name}: {done.stderr[-2000:]}")
        expect(len(done.stdout.splitlines()) >= 5, f"{script.name} says little: {done.stdout}")
        ran += 1
    expect(ran >= 3, f"only {ran} scripts ran")
    print(f"ok  {ran} scripts of examples/analysis run")


def main():
    with Folder() as folder:
        store = folder / "examples.annals"
        annals("ingest", store, *sorted(EXAMPLES.glob("*/[0-9]*")), check=0)
        agree(store)
        hostile(store, folder)
        scripts(store, folder)


main()
