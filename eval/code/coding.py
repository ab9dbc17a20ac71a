"""Runs `annals code` for the scorers beside this file."""

import json
import subprocess
import sys


def output(annals, arguments, given=None):
    """What `annals code` prints. `annals` may bring options of its own: "annals --coder forms". A run that prints nothing is an end."""
    program, *options = str(annals).split()
    done = subprocess.run([program, "code", *options, *map(str, arguments)], input=given, capture_output=True)
    if not done.stdout:
        sys.exit(f"annals printed no claims: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def shares(found, made, gold):
    """Precision, recall, F1."""
    precision, recall = found / made if made else 0, found / gold if gold else 0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0


def claims_by_id(annals, rows):
    """{id: claims} of stories given as {"id", "text", ...}."""
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    lines = output(annals, ["--format", "jsonl", "-"], given.encode("utf-8")).decode("utf-8").splitlines()
    return {document.get("id"): document["claims"] for document in map(json.loads, lines)}
