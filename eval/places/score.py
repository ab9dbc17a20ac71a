#!/usr/bin/env python3
"""From raw text to coordinates: LGL and GeoVirus.

  score.py ANNALS [--geo FOLDER] [--half odd|even|all] [--worst N]

Names: exact spans of `annals places resolve`. A name that LGL's annotators marked but could not locate (streets, parks) is asked of nobody and
costs nobody; with it counted as any other the figure stands in brackets. LGL marks "Syrian" and "Syrians", GeoVirus does not: for
GeoVirus only names ("use": "name") are counted.
Places, of the names found: the share within 161 km of gold; mean and median error; the area under the curve of log errors (0 best, 1 worst).
A place without coordinates counts as 20,038 km off. "or the same": also right is the same GeoNames number, or a state, continent or sea of
the same name: such a place is no point, and where on it the pin stands is taste (China is 182 km off itself between the sources).
The odd half by the hash of a text's id is reported; on the even half the weights were counted (train/toponyms).
"""

import argparse
import collections
import json
import math
import subprocess
import sys
import tempfile

from marked import is_tuned_on, texts
import pathlib

FAR = 20038.0


def km(a, b, c, d):
    r = math.pi / 180
    x = math.sin((c - a) * r / 2) ** 2 + math.cos(a * r) * math.cos(c * r) * math.sin((d - b) * r / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(x)))


def resolve(annals, pages):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for page in pages:
            record = {"id": page["id"], "text": page["text"], "url": page["url"]}
            if page["date"]:
                record["published"] = page["date"]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([*annals.split(), "places", "resolve", file.name], stdout=subprocess.PIPE, text=True).stdout
    return {page["id"]: page["places"] for page in map(json.loads, out.splitlines())}


def f1(right, wrong, missed):
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score(name, pages, found, worst):
    right = wrong = missed = streets = streets_missed = same = 0
    errors, invented, overlooked, misplaced = [], collections.Counter(), collections.Counter(), collections.Counter()
    for page in pages:
        at = lambda n, text=page["text"]: len(text[:n].encode())
        gold = {(at(g["from"]), at(g["to"])): g for g in page["gold"]}
        taken = set()
        for one in found[page["id"]]:
            if name == "geovirus" and one["use"] != "name":
                continue
            span = (one["spans"][0][0], one["spans"][-1][1])
            marked = gold.get(span)
            if marked is None:
                if any(g["latitude"] is None and s[0] < span[1] and span[0] < s[1] for s, g in gold.items()):
                    continue
                wrong += 1
                invented[one["as_written"]] += 1
                continue
            taken.add(span)
            if marked["latitude"] is None:
                streets += 1
                continue
            right += 1
            place = one["place"]
            error = FAR if place["latitude"] is None else km(place["latitude"], place["longitude"], marked["latitude"], marked["longitude"])
            errors.append(error)
            alike = (marked["geonames"] and place["geonames"] == marked["geonames"]) or (
                one["kind"] in ("country", "continent", "sea", "area") and place["name"] == marked["title"])
            same += 1 if error <= 161 or alike else 0
            if error > 161 and not alike:
                misplaced[f"{marked['phrase']}: gold {marked['title']} {marked['latitude']:.1f},{marked['longitude']:.1f} not {place['name']} ({one['region']}, {place['country']}) in {page['id']}"] += 1
        for span, g in gold.items():
            if span not in taken:
                if g["latitude"] is None:
                    streets_missed += 1
                else:
                    missed += 1
                    overlooked[g["phrase"]] += 1
    p, r, f = f1(right, wrong, missed)
    every = f1(right + streets, wrong, missed + streets_missed)[2]
    errors.sort()
    n = len(errors)
    area = sum(math.log(e + 1) for e in errors) / (n * math.log(FAR + 1))
    print(f"{name}: {len(pages)} texts, {right + missed} names  P {p:.3f} R {r:.3f} F1 {f:.3f} ({every:.3f})  within 161 km "
          f"{sum(e <= 161 for e in errors) / n:.3f}, or the same {same / n:.3f}  mean {sum(errors) / n:.0f} km, median {errors[n // 2]:.1f} km, AUC {area:.3f}")
    if worst:
        for what, counts in (("invented", invented), ("overlooked", overlooked), ("misplaced", misplaced)):
            print(f"  {what}: " + "; ".join(f"{k} {v}" for k, v in counts.most_common(worst)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annals")
    parser.add_argument("--geo", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[3] / "shared/data/geo")
    parser.add_argument("--half", choices=["odd", "even", "all"], default="odd")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    if not (args.geo / "lgl.xml").exists():
        print("skipped: no marked texts at", args.geo)
        return
    pages = [p for p in texts(args.geo) if args.half == "all" or is_tuned_on(p["id"]) == (args.half == "even")]
    found = resolve(args.annals, pages)
    for name in ("lgl", "geovirus"):
        score(name, [p for p in pages if p["set"] == name], found, args.worst)


if __name__ == "__main__":
    main()
