"""Teaches the judge of likeness (src/link/alike.h) which mentions tell of one event: first nets that see two mentions, then
second nets that also see what the first ones make of all mentions of the story, on topics that those had not seen.

    mentions_tool DATA MENTIONS signs > SIGNS
    python3 train/linking/learn.py SIGNS MENTIONS                    cross-validation over topics, for tuning
    python3 train/linking/learn.py SIGNS MENTIONS --out data/models/alike.en.safetensors

MENTIONS is what eval/linking/ecbplus.py prints of the odd topics: the even ones teach nothing and tune nothing.
"""

import argparse
import json
import pathlib
import sys
from collections import defaultdict

import numpy
import torch
from safetensors.torch import save_file

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "eval/linking"))
from metrics import scores  # noqa: E402

AXES, FIRST, SECOND = 128, 64, 32
FOLDS, BATCH = 6, 2048


def unit(rows):
    return rows / (numpy.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


class Set:
    """What was read: signs of pairs, gold, vectors."""

    def __init__(self, signs, mentions):
        gold, topic = {}, {}
        for line in open(mentions, encoding="utf-8"):
            document = json.loads(line)
            for mention in document["mentions"]:
                gold[mention["id"]], topic[mention["id"]] = mention["gold"], document["topic"]
        self.all_gold = gold
        vectors, pairs, rows = defaultdict(list), [], []
        self.ids = []
        for line in open(signs, encoding="utf-8"):
            one = json.loads(line)
            if "pair" in one:
                pairs.append(one["pair"])
                rows.append(numpy.array(one["signs"], dtype=numpy.float32))
                continue
            self.ids.append(one["id"])
            for name in ("word", "here", "sentence"):
                vectors[name].append(numpy.array(one[name], dtype=numpy.float32))
        self.signs = numpy.stack(rows)
        self.a, self.b = numpy.array(pairs).T
        self.vectors = {name: numpy.stack(of) for name, of in vectors.items()}
        self.gold = numpy.array([gold[i] for i in self.ids])
        self.topic = numpy.array([topic[i] for i in self.ids])
        self.same = (self.gold[self.a] == self.gold[self.b]).astype(numpy.float32)


def axes_of(rows):
    """The mean, and AXES directions that are whitened half way: (mean, axes)."""
    mean = rows.mean(0)
    _, lengths, directions = numpy.linalg.svd(rows - mean, full_matrices=False)
    deviation = lengths / numpy.sqrt(len(rows))
    return mean, directions[:AXES] / (numpy.sqrt(deviation[:AXES, None]) + 1e-3)


class Vectors:
    """Means and axes, counted on some set, and the signs they give for any."""

    def __init__(self, of):
        self.word_mean = of.vectors["word"].mean(0)
        self.meaning_mean, self.meaning_axes = axes_of(of.vectors["here"])
        self.sentence_mean, self.sentence_axes = axes_of(of.vectors["sentence"])

    def signs(self, of):
        meaning = of.vectors["here"] - self.meaning_mean
        ready = (unit(of.vectors["word"] - self.word_mean), unit(meaning), unit(meaning @ self.meaning_axes.T),
                 unit((of.vectors["sentence"] - self.sentence_mean) @ self.sentence_axes.T))
        alike = [(one[of.a] * one[of.b]).sum(1) for one in ready]
        same = of.signs[:, 0]
        columns = [*alike, same * alike[2], same * alike[3]]
        return numpy.concatenate([of.signs, numpy.stack(columns, 1)], 1).astype(numpy.float32)


class Net(torch.nn.Module):
    def __init__(self, width, drop):
        super().__init__()
        self.first, self.second = torch.nn.Linear(width, FIRST), torch.nn.Linear(FIRST, SECOND)
        self.last, self.drop = torch.nn.Linear(SECOND, 1), torch.nn.Dropout(drop)

    def forward(self, x):
        x = self.drop(torch.relu(self.first(x)))
        return self.last(self.drop(torch.relu(self.second(x))))[:, 0]


def teach(signs, same, seed, epochs=6, drop=0.3, rate=4e-3):
    torch.manual_seed(seed)
    net = Net(signs.shape[1], drop)
    mean, deviation = signs.mean(0), signs.std(0) + 1e-6
    x, y = torch.tensor((signs - mean) / deviation), torch.tensor(same)
    steps = epochs * (len(y) // BATCH)
    optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1)
    for _ in range(epochs):
        order = torch.randperm(len(y))
        for begin in range(0, len(y) - BATCH + 1, BATCH):
            batch = order[begin : begin + BATCH]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    net.eval()
    with torch.no_grad():  # signs are taken as they are from here on
        net.first.bias -= net.first.weight @ torch.tensor(mean / deviation)
        net.first.weight /= torch.tensor(deviation)
    return net


def judged(nets, signs):
    with torch.no_grad():
        return sum(net(torch.tensor(signs)).numpy() for net in nets) / len(nets)


def tables_of(of, score):
    """For each story the positions of its mentions and their scores as a square table."""
    parent = {}

    def story(i):
        while parent.get(i, i) != i:
            i = parent[i]
        return i

    for a, b in zip(of.a, of.b):
        parent[story(b)] = story(a)
    members = defaultdict(list)
    for i in range(len(of.ids)):
        members[story(i)].append(i)
    place = {i: (group, k) for group, m in members.items() for k, i in enumerate(m)}
    tables = {group: numpy.zeros((len(m), len(m))) for group, m in members.items()}
    for a, b, s in zip(of.a, of.b, score):
        group, i = place[a]
        tables[group][i, place[b][1]] = tables[group][place[b][1], i] = s
    return members, place, tables


def story_signs(of, score):
    """What StoryScores of src/link/alike.cc sees of each pair."""
    members, place, tables = tables_of(of, score)
    documents = numpy.array([i.split("#")[0] for i in of.ids])
    out = {}
    for group, scores in tables.items():
        count = len(scores)
        chance = 1 / (1 + numpy.exp(-(scores + 1)))
        numpy.fill_diagonal(chance, 0)
        friends, lengths = chance.sum(1), numpy.sqrt((chance**2).sum(1) + 1)
        common = chance @ chance
        path = numpy.stack([numpy.minimum(row[:, None], chance).max(0) for row in chance])
        rival = numpy.full((count, count), -12.0)
        own = documents[members[group]]
        for document in set(own):
            at = numpy.where(own == document)[0]
            for k, j in enumerate(at):
                others = numpy.delete(at, k)
                if len(others):
                    rest = scores[:, others].copy()
                    rest[others, numpy.arange(len(others))] = -12
                    rival[:, j] = numpy.maximum(rest.max(1), -12)
        ahead = scores - rival, (scores - rival.T)
        fewer, more = numpy.minimum.outer(friends, friends), numpy.maximum.outer(friends, friends)
        out[group] = numpy.stack([
            scores, chance, (common + 2 * chance) / numpy.outer(lengths, lengths), numpy.clip(numpy.minimum(*ahead), -8, 8),
            numpy.clip(numpy.maximum(*ahead), -8, 8), numpy.log1p(fewer), numpy.log1p(more), path,
            numpy.minimum(common / numpy.maximum(fewer, 0.5), 3)], -1)
    return numpy.array([out[place[a][0]][place[a][1], place[b][1]] for a, b in zip(of.a, of.b)], dtype=numpy.float32)


def linked(of, score, least):
    """{mention: event}: average linkage within each story, as src/link/given.cc does it."""
    members, _, tables = tables_of(of, score)
    out = {}
    for group, table in tables.items():
        numpy.fill_diagonal(table, -1e6)
        size, label = numpy.ones(len(table)), numpy.arange(len(table))
        while len(table) > 1:
            i, j = sorted(numpy.unravel_index(numpy.argmax(table), table.shape))
            if table[i, j] < least or i == j:
                break
            mean = (table[i] * size[i] + table[j] * size[j]) / (size[i] + size[j])
            table[i], table[:, i] = mean, mean
            table[i, i] = -1e6
            table[j], table[:, j] = -1e6, -1e6
            size[i] += size[j]
            label[label == j] = i
        for k, i in enumerate(members[group]):
            out[of.ids[i]] = (group, int(label[k]))
    return out


def show(of, score, thresholds):
    gold = {i: g for i, g in of.all_gold.items()}
    best = (0, 0)
    for least in thresholds:
        found = {i: i for i in gold} | linked(of, score, least)
        got = scores(gold, found)
        print("least %5.2f  MUC %.3f  B3 %.3f %.3f %.3f  CEAFe %.3f  CoNLL %.4f" %
              (least, got["muc"][2], *got["b3"], got["ceafe"][2], got["conll"]), flush=True)
        best = max(best, (got["conll"], least))
    return best[1]


def cross_validated(of, signs, seeds):
    """Scores of each topic's pairs by nets that learned from the others."""
    topics = sorted(set(of.topic))
    fold = {topic: i % FOLDS for i, topic in enumerate(topics)}
    at = numpy.array([fold[t] for t in of.topic[of.a]])
    score = numpy.zeros(len(of.same), dtype=numpy.float32)
    for number in range(FOLDS):
        here = at == number
        nets = [teach(signs[~here], of.same[~here], seed) for seed in range(seeds)]
        score[here] = judged(nets, signs[here])
    loss = numpy.logaddexp(0, score) - score * of.same
    print(f"{len(of.same)} pairs, {of.same.mean():.4f} of them of one event; loss of pairs never seen {loss.mean():.4f}")
    return score


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("signs")
    parser.add_argument("mentions")
    parser.add_argument("--out")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--least", type=float, help="the mean score from which mentions are one; else the best of the cross-validation")
    options = parser.parse_args()
    torch.set_num_threads(1)
    of = Set(options.signs, options.mentions)
    vectors = Vectors(of)
    signs = vectors.signs(of)
    first = cross_validated(of, signs, options.seeds)
    both = numpy.concatenate([story_signs(of, first), signs], 1)
    second = cross_validated(of, both, options.seeds)
    least = options.least if options.least is not None else show(of, second, [x / 4 for x in range(-6, 1)])
    if not options.out:
        return
    nets = {kind: [teach(seen, of.same, seed) for seed in range(2 * options.seeds)] for kind, seen in (("net", signs), ("second", both))}
    tensors = {"least": torch.tensor([least]), "word.mean": torch.tensor(vectors.word_mean)}
    for name in ("meaning", "sentence"):
        tensors[f"{name}.mean"] = torch.tensor(getattr(vectors, f"{name}_mean"))
        tensors[f"{name}.axes"] = torch.tensor(getattr(vectors, f"{name}_axes")).contiguous()
    for kind, of_kind in nets.items():
        for n, net in enumerate(of_kind):
            for layer in ("first", "second", "last"):
                tensors[f"{kind}.{n}.{layer}.weight"] = getattr(net, layer).weight.detach().squeeze(0).contiguous()
                tensors[f"{kind}.{n}.{layer}.bias"] = getattr(net, layer).bias.detach().contiguous()
    tensors = {name: tensor.float() for name, tensor in tensors.items()}
    save_file(tensors, options.out, {"format": "annals-alike", "version": "1", "nets": str(len(nets["net"])), "seconds": str(len(nets["second"]))})


if __name__ == "__main__":
    main()
