"""Pairs of reports out of stories.txt: one event told twice, and events that only look alike.

    python3 eval/linking/pairs.py ANNALS [--show]

ANNALS is the command. Every story is linked in a store of its own, so that nothing but its three reports can help. A
pair counts as coded where a claim of each report is at the words in brackets; merged where both are in one event.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def stories():
    title, reports = "", []
    for line in (HERE / "stories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            if reports:
                yield title, reports
            title, reports = line[3:], []
        elif line[:2] in ("= ", "! "):
            day, outlet = line[2:].split(" ", 1)
            reports.append({"same": line[0] == "=", "day": day, "outlet": outlet, "text": ""})
        elif line and not line.startswith("#"):
            reports[-1]["text"] += line
    yield title, reports


def events(annals, folder, reports):
    """Of each report the event at its brackets; None where no claim stands there."""
    store, source = folder / "store.annals", folder / "in.jsonl"
    marks = []
    with open(source, "w", encoding="utf-8") as out:
        for i, report in enumerate(reports):
            begin = len(report["text"].split("[")[0].encode())
            end = begin + len(re.search(r"\[(.*?)\]", report["text"]).group(1).encode())
            marks.append((begin, end))
            plain = report["text"].replace("[", "").replace("]", "")
            out.write(json.dumps({"id": f"r{i}", "text": plain, "published": report["day"],
                                  "outlet": report["outlet"]}) + "\n")
    subprocess.run([annals, "ingest", store, source, "--format", "jsonl"], check=True, capture_output=True)
    record = subprocess.run([annals, "export", store], check=True, capture_output=True, text=True).stdout
    found = [None] * len(reports)
    for line in record.splitlines():
        event = json.loads(line)
        for claim in event["claims"]:
            i = int(claim["document"][1:])
            if any(a < marks[i][1] and marks[i][0] < b for a, b in claim["evidence"]["trigger"]):
                found[i] = event["id"]
    return found


def main(annals, show):
    same = [0, 0, 0]  # pairs, coded, merged
    other = [0, 0, 0]
    for title, reports in stories():
        with tempfile.TemporaryDirectory() as folder:
            found = events(annals, pathlib.Path(folder), reports)
        for i in range(len(reports)):
            for j in range(i):
                counts = same if reports[i]["same"] and reports[j]["same"] else other
                coded = found[i] is not None and found[j] is not None
                merged = coded and found[i] == found[j]
                for k, yes in enumerate((True, coded, merged)):
                    counts[k] += yes
                if show and merged != (counts is same):
                    print(f"{'merged' if merged else 'not merged' if coded else 'not coded'}: {title}, {j} and {i}")
    print(f"one event told twice: {same[0]} pairs, {same[1]} coded, {same[2]} merged "
          f"({same[2] / same[0]:.3f} of all, {same[2] / max(1, same[1]):.3f} of those coded)")
    print(f"look-alikes: {other[0]} pairs, {other[1]} coded, {other[2]} merged wrongly "
          f"({other[2] / max(1, other[1]):.3f} of those coded)")


if __name__ == "__main__":
    main(sys.argv[1], "--show" in sys.argv)
