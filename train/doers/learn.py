"""Learns who of all that are named around an act has a part in it: data/models/parts.en.forest.

    doers_tool DATA TEXT ... > weighed.jsonl           (the texts of one labelled folder)
    train/doers/learn.py --set weighed.jsonl gold.jsonl DOCS ... --out data/models/parts.en.forest [--check weighed.jsonl gold.jsonl DOCS ...]

Learn from texts that the learned coder itself did not learn from: of those it is too sure. A claim is a group of candidates, and
"nobody" one of them; the forest's sums, softmax over the group, are how likely each has the part (catboost, QuerySoftMax).
A candidate is right where his own name is one of gold's; where none is, those whose country is.
Needs catboost and numpy.
"""

import argparse
import collections
import json
import pathlib
import sys

import catboost
import numpy

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "train"))
import forest  # noqa: E402

ROLES = ("actor", "recipient")
NO_NUMBER = -9  # of what "nobody" lacks; as src/resolve/doers.cc has it
OF_GROUP = "hint_actor hint_recipient told_actors told_recipients verb type passive candidates mutual by_form status sentence".split()
ZERO = "best_actor best_recipient told_actor told_recipient".split()
BESIDE, BESIDE_TOLD, PARTNER, LEAST_ACTOR, STAYS, TOLD_MORE, MOST = 0.6, 0.8, 0.3, 0.3, 0.1, 6, 4  # as src/resolve/doers.cc chooses
SETTINGS = dict(loss_function="QuerySoftMax", iterations=400, depth=4, learning_rate=0.06, l2_leaf_reg=6, bootstrap_type="Bernoulli",
                subsample=0.8, border_count=64, random_seed=1, thread_count=1, verbose=0, allow_writing_files=False)


def scorer():
    """The functions of ../shared/data/events/score.py, which tells when two names are one."""
    source = (REPOSITORY.parent / "shared/data/events/score.py").read_text(encoding="utf-8")
    names = {}
    exec(compile(source.rsplit("main()", 1)[0], "score.py", "exec"), names)
    return names


ALIKE = scorer()["alike"]


def claims_of(weighed, gold, docs):
    """[(gold claim, candidates)] of the claims that both have, and the numbers' names."""
    wanted = collections.defaultdict(list)
    for line in open(gold, encoding="utf-8"):
        claim = json.loads(line)
        if not claim.get("none"):
            wanted[claim["doc"]].append(claim)
    lines = open(weighed, encoding="utf-8")
    names, out = json.loads(next(lines)), []
    for line in lines:
        document = json.loads(line)
        doc = pathlib.Path(document["path"]).name.removesuffix(".txt")
        raw = (pathlib.Path(docs) / f"{doc}.txt").read_bytes()
        at = lambda byte: len(raw[:byte].decode("utf-8", "ignore"))
        found = [(at(c["sentence"][0][0]), at(c["sentence"][-1][1]), at(c["trigger"][0][0]), at(c["trigger"][-1][1]), c)
                 for c in document["claims"]]
        pairs = []
        for g, claim in enumerate(wanted[doc]):
            for p, (start, end, first, last, c) in enumerate(found):
                if c["type"] == claim["type"] and start < claim["end"] and claim["start"] < end:
                    pairs.append((max(0, max(first, claim["trigger_start"]) - min(last, claim["trigger_end"])), g, p))
        used, taken = set(), set()
        for _, g, p in sorted(pairs):
            if g not in used and p not in taken:
                used.add(g), taken.add(p)
                out.append((wanted[doc][g], found[p][4]["candidates"]))
    return out, names


def labels(gold, candidates):
    """1 for each candidate who is right."""
    if not gold:
        return [0] * len(candidates)
    organs = [name for name in gold if ":" in name]
    of_country = [bool(c["country"]) and ALIKE(gold, [c["country"]]) for c in candidates]
    own = [ALIKE(gold, [c["name"]]) or (bool(organs) and c["kind"] in ("organ", "government") and bool(c["country"])
                                        and ALIKE(organs, [c["country"]])) for c in candidates]
    return [int(x) for x in (own if any(own) else of_country)]


def rows_of(candidates, names):
    rows = numpy.array([c["x"] for c in candidates])
    nobody = numpy.full(len(names), float(NO_NUMBER))
    for name in OF_GROUP:
        nobody[names.index(name)] = rows[:, names.index(name)].max()
    for name in ZERO:
        nobody[names.index(name)] = 0
    return numpy.vstack([rows, nobody])


def learn(claims, names, role):
    rows, wanted, groups = [], [], []
    for number, (gold, candidates) in enumerate(claims):
        if candidates:
            marks = labels(gold[role], candidates)
            rows.append(rows_of(candidates, names))
            wanted += marks + [0 if any(marks) else 1]
            groups += [number] * (len(marks) + 1)
    model = catboost.CatBoost(SETTINGS)
    model.fit(catboost.Pool(numpy.vstack(rows), numpy.array(wanted), group_id=groups))
    return model


def same_party(a, b):
    return bool(a["country"]) and a["country"] == b["country"] and (a["kind"] != "person" or b["kind"] != "person")


def choose(model, candidates, names, role):
    """As Doers::choose."""
    if not candidates:
        return []
    scores = model.predict(rows_of(candidates, names))
    chances = numpy.exp(scores - scores.max())
    chances /= chances.sum()
    mutual = candidates[0]["x"][names.index("mutual")] > 0
    best, out = chances[:-1].max(), []
    is_told = [c["told"][role] for c in candidates]
    likely = lambda i, share: chances[i] >= share * best and chances[i] * (TOLD_MORE if is_told[i] else 1) > chances[-1]
    tolds = sum(told and likely(i, STAYS) for i, told in enumerate(is_told))
    for i in numpy.argsort(-chances[:-1], kind="stable"):
        told = is_told[i]
        if not told and mutual and tolds > 1:
            continue
        if not likely(i, STAYS if told else BESIDE if tolds == 0 else PARTNER if mutual else BESIDE_TOLD):
            continue
        if not told and tolds == 0 and role == 0 and chances[i] < LEAST_ACTOR:
            continue
        if not told and len(out) >= MOST:
            continue
        if not any(same_party(candidates[i], other) and not (told and other["told"][role]) for other in out):
            out.append(candidates[i])
    return out


def right(claims, role, chosen):
    named = lambda c: [c["name"]] + ([c["country"]] if c["country"] else [])
    hits = sum(ALIKE(gold[role], [n for c in chosen(candidates) for n in named(c)]) for gold, candidates in claims)
    return hits / max(1, len(claims))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", nargs=3, action="append", required=True, metavar=("WEIGHED", "GOLD", "DOCS"))
    parser.add_argument("--check", nargs=3, action="append", default=[], metavar=("WEIGHED", "GOLD", "DOCS"))
    parser.add_argument("--out", type=pathlib.Path)
    arguments = parser.parse_args()
    claims = []
    for one in arguments.set:
        more, names = claims_of(*one)
        claims += more
    print(len(claims), "claims")
    lines = ["# Made by train/doers/learn.py; see parts.en.md."]
    for number, role in enumerate(ROLES):
        model = learn(claims, names, role)
        lines += forest.lines(role, model, names)
        for weighed, gold, docs in arguments.check:
            kept, _ = claims_of(weighed, gold, docs)
            told = right(kept, role, lambda cs: [c for c in cs if c["told"][number]])
            ours = right(kept, role, lambda cs: choose(model, cs, names, number))
            size = numpy.mean([len(choose(model, cs, names, number)) for _, cs in kept])
            print(f"{pathlib.Path(gold).stem:20} {role:10} named beside the act {told:.3f}  weighed {ours:.3f}  ({size:.2f} each)")
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
