"""Teaches the judge of likeness (src/link/alike.h) which mentions tell of one event: small nets that see what two mentions
have in common, and whose mean counts.

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
OF_THE_LIKEST = 0.3  # as src/link/given.cc has it
NOISE = 0.3  # added to each sign, in its deviations: eighteen topics are few, and no sign is to be trusted to the last digit


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
            seen = x[batch] + NOISE * torch.randn(BATCH, x.shape[1])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(seen), y[batch])
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


def linked(of, score, least):
    """{mention: event}: average linkage within each story, as src/link/given.cc does it."""
    members, _, tables = tables_of(of, score)
    out = {}
    for group, mean in tables.items():
        most, size, label = mean.copy(), numpy.ones(len(mean)), numpy.arange(len(mean))
        gone = numpy.eye(len(mean), dtype=bool)
        while len(mean) > 1:
            table = numpy.where(gone, -1e6, (1 - OF_THE_LIKEST) * mean + OF_THE_LIKEST * most)
            i, j = sorted(numpy.unravel_index(numpy.argmax(table), table.shape))
            if table[i, j] < least:
                break
            mean[i] = (mean[i] * size[i] + mean[j] * size[j]) / (size[i] + size[j])
            most[i] = numpy.maximum(most[i], most[j])
            mean[:, i], most[:, i] = mean[i], most[i]
            gone[j], gone[:, j] = True, True
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
    parser.add_argument("--nets", type=int, default=8)
    parser.add_argument("--least", type=float, help="the mean score from which mentions are one; else the best of the cross-validation")
    options = parser.parse_args()
    torch.set_num_threads(1)
    of = Set(options.signs, options.mentions)
    vectors = Vectors(of)
    signs = vectors.signs(of)
    least = options.least
    if least is None:
        least = show(of, cross_validated(of, signs, options.nets), [x / 4 for x in range(-5, 2)])
    if not options.out:
        return
    nets = [teach(signs, of.same, seed) for seed in range(options.nets)]
    tensors = {"least": torch.tensor([least]), "word.mean": torch.tensor(vectors.word_mean)}
    for name in ("meaning", "sentence"):
        tensors[f"{name}.mean"] = torch.tensor(getattr(vectors, f"{name}_mean"))
        tensors[f"{name}.axes"] = torch.tensor(getattr(vectors, f"{name}_axes")).contiguous()
    for n, net in enumerate(nets):
        for layer in ("first", "second", "last"):
            tensors[f"net.{n}.{layer}.weight"] = getattr(net, layer).weight.detach().squeeze(0).contiguous()
            tensors[f"net.{n}.{layer}.bias"] = getattr(net, layer).bias.detach().contiguous()
    tensors = {name: tensor.float() for name, tensor in tensors.items()}
    save_file(tensors, options.out, {"format": "annals-alike", "version": "2", "nets": str(len(nets))})


if __name__ == "__main__":
    main()
