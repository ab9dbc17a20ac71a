#!/usr/bin/env python3
"""Weighs the signs of where an act was anew, from the weights that stand: after signs were added, or the coder was taught anew.

  refit.py CHOICES_TOOL DATA FOLDER ...

FOLDER holds docs/SET/ID.txt and gold/SET.jsonl, as ../shared/data/events has them. The learned coder may have learned from these texts, so the
signs of what it read keep the weights that choices.py gave them on texts that it had not seen (on those that it knows, gold looks surer than it
is, so what is left for the others to explain is rather too little); all others move from where they stand, new ones from nought.
numpy and scipy are needed, and no more.
"""

import argparse
import collections
import pathlib

import numpy
from choices import pairs, place_choices, scorer, write
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

PENALTY = 3  # of a weight's way from where it stood, squared
LEAST = 4  # times that a new sign must be seen
BOLD_PLACE = 1.3  # a place that is likely but not likelier than none is told: as often wrongly as before, on texts that did not teach


def is_kept(sign):
    return sign.startswith(("hint", "nowhere:hint")) or "told" in sign


def read(path):
    rows = [line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {sign: float(weight) for sign, weight in rows}


def weigh(choices, before):
    """{sign: weight}: the likeliest near those before; of several right choices any may be taken."""
    count = collections.Counter(sign for signs, _, _ in choices for one in signs for sign in set(one))
    names = sorted(s for s in count if (s in before or count[s] >= LEAST) and not is_kept(s))
    number = {sign: n for n, sign in enumerate(names)}
    row, column, fixed, group, good, first = [], [], [], [], [], []
    for n, (signs, right, _) in enumerate(choices):
        first.append(len(fixed))
        for k, one in enumerate(signs):
            row += [len(fixed) for sign in one if sign in number]
            column += [number[sign] for sign in one if sign in number]
            fixed.append(sum(before.get(sign, 0) for sign in one if sign not in number))
            group.append(n), good.append(k in right)
    table = csr_matrix((numpy.ones(len(row)), (row, column)), shape=(len(fixed), len(names)))
    fixed, group, good = map(numpy.array, (fixed, group, good))
    start = numpy.array([before.get(sign, 0) for sign in names])

    def loss(weights):
        scores = table @ weights + fixed
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, first)[group])
        every, taken = numpy.add.reduceat(odds, first), numpy.add.reduceat(odds * good, first) + 1e-9
        value = (numpy.log(every) - numpy.log(taken)).sum() + PENALTY * ((weights - start) ** 2).sum()
        slope = table.T @ (odds / every[group] - odds * good / taken[group]) + 2 * PENALTY * (weights - start)
        return value, slope

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return before | dict(zip(names, found.x.tolist()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    parser.add_argument("--events", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[3] / "shared/data/events")
    args = parser.parse_args()
    alike = scorer(args.events)
    scenes = args.data / "languages/en/scenes.tsv"
    choices = place_choices([pair for folder in args.folders for pair in pairs(args.tool, args.data, folder, False, alike)], 1.0, alike)
    weights = weigh(choices, read(scenes))
    weights["nowhere"] -= BOLD_PLACE
    write(scenes, "Signs of where an act was", weights, len(choices), 0.03)


if __name__ == "__main__":
    main()
