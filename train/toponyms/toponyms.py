#!/usr/bin/env python3
"""Weighs the signs of whether words name a place (data/languages/en/toponyms.tsv) and of which bearer of a name is meant
(data/places/senses.tsv).

  toponyms.py TOPONYMS_TOOL DATA [--geo FOLDER]

Learns from the even half of LGL and GeoVirus (eval/places/marked.py says which that is). Names are a yes or no for each run of words;
bearers a choice of one among several, weighed twice: each by itself ("alone:" signs), then beside the page's other names, whose
own likely bearers hang on the first. GeoVirus marks no "Syrian" and no "Syrians": it teaches nothing about those.
"""

import argparse
import collections
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy
import scipy.optimize
import scipy.sparse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval/places"))
from marked import is_tuned_on, texts  # noqa: E402

HEAD = "# Signs of {what}, and how much each weighs: made by train/toponyms from {count}; not to be written by hand.\n"
RIGHT_KM = 161
GREAT, RIVAL = 200_000, 15  # a city of so many, and so many times larger than the next of its name


def km(a, b, c, d):
    r = math.pi / 180
    x = math.sin((c - a) * r / 2) ** 2 + math.cos(a * r) * math.cos(c * r) * math.sin((d - b) * r / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(x)))


def run(tool, data, pages):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for page in pages:
            told = {"id": page["id"], "text": page["text"]} | ({"url": page["url"]} if page["url"] else {})
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([tool, data, file.name], stdout=subprocess.PIPE, check=True, text=True).stdout
    return {page["id"]: page for page in map(json.loads, out.splitlines())}


def in_bytes(page):
    """{(from, to) in bytes: gold}"""
    at = lambda n: len(page["text"][:n].encode())
    return {(at(g["from"]), at(g["to"])): g for g in page["gold"]}


def matrix(rows, least):
    count = collections.Counter(sign for signs in rows for sign in set(signs))
    number = {sign: n for n, sign in enumerate(sorted(s for s in count if count[s] >= least))}
    index, pointer = [], [0]
    for signs in rows:
        index += [number[s] for s in set(signs) if s in number]
        pointer.append(len(index))
    return number, scipy.sparse.csr_matrix((numpy.ones(len(index)), index, pointer), shape=(len(rows), len(number)))


def fit_names(rows, right, penalty, least):
    number, x = matrix(rows, least)
    y = numpy.where(right, 1.0, -1.0)

    def loss(w):
        margin = y * (x @ w)
        value = numpy.logaddexp(0, -margin).sum() + penalty * (w @ w)
        slope = x.T @ (-y / (1 + numpy.exp(margin))) + 2 * penalty * w
        return value, slope

    w = scipy.optimize.minimize(loss, numpy.zeros(len(number)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {sign: w[n] for sign, n in number.items()}


def fit_choices(choices, penalty, least):
    """choices: [(signs of each, right ones)]; of several right ones any may be taken."""
    rows = [signs for all_signs, _ in choices for signs in all_signs]
    number, x = matrix(rows, least)
    group = numpy.repeat(numpy.arange(len(choices)), [len(a) for a, _ in choices])
    right = numpy.array([k in good for all_signs, good in choices for k in range(len(all_signs))])

    def loss(w):
        score = x @ w
        top = numpy.full(len(choices), -1e9)
        numpy.maximum.at(top, group, score)
        odds = numpy.exp(score - top[group])
        every, taken = numpy.bincount(group, odds), numpy.bincount(group, odds * right) + 1e-12
        value = (numpy.log(every) - numpy.log(taken)).sum() + penalty * (w @ w)
        slope = x.T @ (odds / every[group] - odds * right / taken[group]) + 2 * penalty * w
        return value, slope

    w = scipy.optimize.minimize(loss, numpy.zeros(len(number)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {sign: w[n] for sign, n in number.items()}


def write(path, what, count, weights, least=0.02):
    rows = [f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= least]
    path.write_text(HEAD.format(what=what, count=count) + "".join(rows), encoding="utf-8")
    print(path, len(rows), "signs")


def world_pages(folder):
    """News of diplomacy and conflict (../shared/data/events), unmarked: there the name of a great city means the great city."""
    for path in sorted(folder.glob("dispatches-*/*.txt")):
        if path.parent.name != "dispatches-1":  # of the dev sets
            yield {"set": "world", "id": f"{path.parent.name}-{path.stem}", "text": path.read_text(encoding="utf-8"), "url": None, "gold": []}


def world_choices(pages, told, alone):
    """The one of a name where it has no rival by far."""
    out = []
    for page in pages:
        for one in told[page["id"]]["named"]:
            people = sorted((s["people"] for s in one["senses"]), reverse=True)
            if len(people) < 2 or people[0] < GREAT or people[1] * RIVAL > people[0]:
                continue
            best = max(one["senses"], key=lambda s: s["people"])
            right = {n for n, s in enumerate(one["senses"]) if km(s["latitude"], s["longitude"], best["latitude"], best["longitude"]) < 60}
            out.append((signs_of(one, alone), right))
    return out


def signs_of(one, alone):
    return [[("alone:" + x) for x in s["signs"] if not x.startswith("with:")] if alone else
            [x.removeprefix("with:") for x in s["signs"]] for s in one["senses"]]


def name_rows(pages, told):
    rows, right = [], []
    for page in pages:
        gold = in_bytes(page)
        for one in told[page["id"]]["weighed"]:
            span = tuple(one["span"])
            marked = gold.get(span)
            if marked and marked["latitude"] is None:
                continue
            if page["set"] == "geovirus" and any(s.startswith("use=") for s in one["signs"]):
                continue
            rows.append(one["signs"]), right.append(marked is not None)
    return rows, right


def sense_choices(pages, told, alone):
    out = []
    for page in pages:
        gold = in_bytes(page)
        for one in told[page["id"]]["named"]:
            marked = gold.get(tuple(one["span"]))
            if not marked or marked["latitude"] is None or len(one["senses"]) < 2:
                continue
            far = [km(s["latitude"], s["longitude"], marked["latitude"], marked["longitude"]) for s in one["senses"]]
            same = [n for n, s in enumerate(one["senses"]) if marked["geonames"] and s["geonames"] == marked["geonames"]]
            state = [n for n, s in enumerate(one["senses"]) if s["kind"] in ("country", "continent", "sea") and s["name"] == marked["title"]]
            near = [n for n, distance in enumerate(far) if distance <= min(RIGHT_KM, min(far) + 20)]
            right = set(same) | set(state) | set(near)
            if right:
                out.append((signs_of(one, alone), right))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--geo", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[3] / "shared/data/geo")
    parser.add_argument("--events", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[3] / "shared/data/events/docs")
    parser.add_argument("--only", choices=["names", "senses"])
    args = parser.parse_args()
    pages = [page for page in texts(args.geo) if is_tuned_on(page["id"])]
    world = list(world_pages(args.events))
    names, senses = args.data / "languages/en/toponyms.tsv", args.data / "places/senses.tsv"
    if args.only != "senses":
        rows, right = name_rows(pages, run(args.tool, args.data, pages))
        write(names, "whether words name a place", f"{sum(right)} names and {len(right) - sum(right)} other runs of words",
              fit_names(rows, right, 0.5, 4))
    if args.only != "names":
        weights = {}
        write(senses, "which bearer of a name is meant", "nothing", weights)
        for turn in range(3):
            told = run(args.tool, args.data, pages + world)
            choices = sense_choices(pages, told, turn == 0) + world_choices(world, told, turn == 0)
            if turn == 0:
                weights = fit_choices(choices, 0.5, 4)
                write(senses, "which bearer of a name is meant", f"{len(choices)} names", weights)
                continue
            together = fit_choices(choices, 0.5, 4)
            weights = {s: w for s, w in weights.items() if s.startswith("alone:")} | together
            write(senses, "which bearer of a name is meant", f"{len(choices)} names", weights)


main()
