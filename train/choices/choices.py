#!/usr/bin/env python3
"""Weighs the signs of where an act was (data/languages/en/scenes.tsv) and of its mode (data/models/coder.en.modes.tsv).

  choices.py CHOICES_TOOL DATA --unseen FOLDER ... [--seen FOLDER ...]

FOLDER holds docs/SET/ID.txt and gold/SET.jsonl, as ../shared/data/events has them. The learned coder must not have learned from
the texts of --unseen (`teach.py --leave-out`, or texts coded since): on texts that it knows it is surer than it will ever be
again. Those of --seen are read by the forms alone. Both tables are log-linear models of one choice among several: of a place
among those that a page names or of none, of a mode among those of the type or of none. Places are weighed twice, the second time
with the signs of the acts before, which hang on the first.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "eval/events"))
from texts import is_learned  # noqa: E402

DEV = set("dispatches-1 re3d-uk-government re3d-wikipedia re3d-dfat gum-news own".split())
SMALL_SEEN = 0.3   # what a text of --seen counts for a place: its claims lack the coder's readings
BOLD_PLACE = 0.7   # a place that is likely but not likelier than none is told: half of those are right
BOLD_MODE = 0.8
HEAD = """# {what}, and how much each weighs: made by train/choices/choices.py from {claims} hand-coded claims; not to be written by hand.
"""


def scorer(events):
    """score.py's way of comparing names."""
    names = {}
    exec((events / "score.py").read_text().rsplit("main()", 1)[0], names)  # noqa: S102
    return names["alike"]


def pairs(tool, data, folder, forms_alone, alike):
    """[(gold claim, the tool's claim)] of all texts that may teach."""
    out = []
    for gold_file in sorted((folder / "gold").glob("*.jsonl")):
        name = gold_file.stem
        if name in DEV:
            continue
        gold = collections.defaultdict(list)
        for line in open(gold_file, encoding="utf-8"):
            claim = json.loads(line)
            if is_learned(f"{name}/{claim['doc']}"):
                gold[claim["doc"]] += [] if claim.get("none") else [claim]
        paths = [str(folder / f"docs/{name}/{doc}.txt") for doc in gold]
        if not paths:
            continue
        run = subprocess.run([tool, data, *(["--forms"] if forms_alone else []), *paths], stdout=subprocess.PIPE, check=True, text=True)
        for line in run.stdout.splitlines():
            out += found(json.loads(line), gold)
    return out


def found(document, gold):
    path = pathlib.Path(document["path"])
    raw = path.read_bytes()
    at = lambda byte: len(raw[:byte].decode("utf-8", "ignore"))
    claims = [(at(c["sentence"][0][0]), at(c["sentence"][-1][1]), at(c["trigger"][0][0]), at(c["trigger"][-1][1]), c) for c in document["claims"]]
    wanted = gold[path.name.removesuffix(".txt")]
    near = sorted((max(0, max(first, g["trigger_start"]) - min(last, g["trigger_end"])), i, k)
                  for i, g in enumerate(wanted) for k, (start, end, first, last, c) in enumerate(claims)
                  if c["type"] == g["type"] and start < g["end"] and g["start"] < end)
    used_gold, used = set(), set()
    out = []
    for _, i, k in near:
        if i not in used_gold and k not in used:
            used_gold.add(i), used.add(k), out.append((wanted[i], claims[k][4]))
    return out


def place_choices(found_pairs, weight, alike):
    """[(signs of each choice, the right ones, weight)]; the first choice is none."""
    out = []
    for gold, claim in found_pairs:
        right = [0] if not gold["place"] else [n for n, scene in enumerate(claim["scenes"], 1)
                                               if alike([gold["place"]], [scene["name"]]) or alike([gold["place"]], [scene["resolved"]])]
        if right:
            out.append(([claim["nowhere"], *(scene["signs"] for scene in claim["scenes"])], right, weight))
    return out


def mode_choices(found_pairs):
    out = []
    for gold, claim in found_pairs:
        if gold.get("mode") is None:
            continue
        right = [n for n, one in enumerate(claim["modes"]) if (one["mode"] in gold["mode"] if one["mode"] else not gold["mode"])]
        if right:
            out.append(([one["signs"] for one in claim["modes"]], right, 1.0))
    return out


def weigh(choices, penalty, least, steps=50):
    """{sign: weight}: the likeliest under a normal prior; of several right choices any may be taken."""
    import torch  # refit.py does without

    torch.set_num_threads(1)
    count = collections.Counter(sign for signs, _, _ in choices for one in signs for sign in set(one))
    number = {sign: n for n, sign in enumerate(sorted(s for s in count if count[s] >= least))}
    index, offset, group, good = [], [], [], []
    for n, (signs, right, _) in enumerate(choices):
        for k, one in enumerate(signs):
            offset.append(len(index)), group.append(n), good.append(k in right)
            index += [number[sign] for sign in one if sign in number]
    index, offset, group, good = map(torch.tensor, (index, offset, group, good))
    counts = torch.tensor([weight for _, _, weight in choices])
    weights = torch.zeros(len(number), 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        scores = torch.nn.functional.embedding_bag(index, weights, offset, mode="sum").squeeze(1)
        top = torch.zeros(len(choices)).scatter_reduce_(0, group, scores.detach(), "amax", include_self=False)
        odds = torch.exp(scores - top[group])
        every = torch.zeros(len(choices)).index_add_(0, group, odds)
        taken = torch.zeros(len(choices)).index_add_(0, group, odds * good)
        value = (counts * (torch.log(every) - torch.log(taken + 1e-9))).sum() + penalty * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    values = weights.detach().squeeze(1).tolist()
    return {sign: values[n] for sign, n in number.items()}


def write(path, what, weights, claims, least):
    rows = [f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= least]
    path.write_text(HEAD.format(what=what, claims=claims) + "".join(rows), encoding="utf-8")
    print(path, len(rows), "signs")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--unseen", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--seen", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--events", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[3] / "shared/data/events")
    args = parser.parse_args()
    alike = scorer(args.events)
    scenes, modes = args.data / "languages/en/scenes.tsv", args.data / "models/coder.en.modes.tsv"
    scenes.write_text(""), modes.write_text("")  # what is not weighed yet settles nothing
    seen = [pair for folder in args.seen for pair in pairs(args.tool, args.data, folder, True, alike)]
    for _ in range(2):
        modes.write_text("")
        unseen = [pair for folder in args.unseen for pair in pairs(args.tool, args.data, folder, False, alike)]
        choices = place_choices(unseen, 1.0, alike) + place_choices(seen, SMALL_SEEN, alike)
        weights = weigh(choices, 3, 3)
        weights["nowhere"] -= BOLD_PLACE
        write(scenes, "Signs of where an act was", weights, len(choices), 0.03)
    choices = mode_choices(unseen) + mode_choices(seen)
    weights = weigh(choices, 3, 4)
    for sign in weights:
        weights[sign] -= BOLD_MODE if sign.endswith(" |any") else 0
    write(modes, "Signs of a mode", weights, len(choices), 0.06)


if __name__ == "__main__":
    main()
