"""Teaches the coder from hand-coded texts.

    python teach.py --annals ANNALS --events FOLDER [--more FOLDER ...] --out FOLDER
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import examples
import model as coder_model
from model import net, pieces

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
MAX_PIECES = 254
TYPE = {name: i for i, name in enumerate(examples.TYPES)}
STATUS = {name: i for i, name in enumerate(examples.STATUSES)}
MODE = {name: i for i, name in enumerate(examples.MODES)}


class Split:
    """Words to pieces, remembered."""

    def __init__(self):
        self.wordpiece = pieces.WordPiece(net.base_vocab())
        self.known = {}

    def __call__(self, word):
        if word not in self.known:
            self.known[word] = self.wordpiece.word(word)[:32]
        return self.known[word]


class Window:
    """Sentences of a text read together: the headline, some context, and those whose acts are asked for."""

    def __init__(self, text, numbers, first_own):
        self.text, self.numbers, self.first_own = text, numbers, first_own


def cost(split, sentence):
    return sum(len(split(w)) for w in sentence.words)


def windows(text, split, most, context):
    """Windows over a text; each sentence is asked about once. `most` is of pieces that are asked about."""
    costs = [cost(split, s) for s in text.sentences]
    at = 0
    while at < len(costs):
        limit = most() if callable(most) else most
        end, used = at, 0
        while end < len(costs) and (end == at or used + costs[end] <= limit):
            used += costs[end]
            end += 1
        numbers, room = list(range(at, end)), MAX_PIECES - used
        title = at > 0 and costs[0] <= 60 and costs[0] <= room
        room -= costs[0] if title else 0
        back, taken = at - 1, 0
        while back >= (1 if title else 0) and taken < context and costs[back] <= min(room, 120):
            numbers.insert(0, back)
            room -= costs[back]
            back, taken = back - 1, taken + 1
        if title:
            numbers.insert(0, 0)
        yield Window(text, numbers, numbers.index(at))
        at = end


def encode(window, split, chance=None, drop=0.0):
    """Arrays of a window; sentences too long for it are cut."""
    w = split.wordpiece
    piece, first, shape, tags, start = [w.cls], [], [], [], {}
    for order, number in enumerate(window.numbers):
        start[number] = len(first)
        for i, word in enumerate(window.text.sentences[number].words):
            parts = split(word)
            if len(piece) + len(parts) + 1 > 256:
                break
            first.append(len(piece))
            tags.append(examples.UPOS.get(window.text.sentences[number].tags[i], 0))
            shape.append(pieces.shape(word, i == 0 and order == 0))
            piece += [w.mask] * len(parts) if drop and chance.random() < drop else parts
    piece.append(w.sep)
    own = window.numbers[window.first_own]
    return {"tag": tags, "window": window, "piece": piece, "first": first, "shape": shape, "start": start, "own": start[own]}


def stances(sample, at):
    """How each word of a window stands to the word `at`."""
    n, starts = len(sample["first"]), sorted((first, number) for number, first in sample["start"].items())
    first, number = max(pair for pair in starts if pair[0] <= at)
    sentence = sample["window"].text.sentences[number]
    last = min([n, *(start for start, _ in starts if start > first)])
    return [0] * first + [examples.stance(sentence, i - first, at - first) for i in range(first, last)] + [1] * (n - last)


def label(window, sample):
    """Adds what is known: acts as (word, types, status, modes, roles)."""
    n = len(sample["first"])
    kinds = np.zeros((n, len(TYPE)), np.float32)
    weight = np.ones((n, len(TYPE)), np.float32)
    weight[: sample["own"]] = 0
    acts = {}
    for order, number in enumerate(window.numbers):
        if order < window.first_own:
            continue
        base = sample["start"][number]
        for act in window.text.sentences[number].acts:
            if base + act.head >= n:
                continue
            at, t = base + act.head, TYPE[act.type]
            for other in range(base + act.trigger[0], min(base + act.trigger[1], n)):
                if kinds[other, t] == 0:
                    weight[other, t] = 0  # beside the head: neither asked for nor forbidden
            kinds[at, t], weight[at, t] = 1, 1
            row = acts.get(at) or acts.setdefault(at, {"stance": stances(sample, at), "status": STATUS[act.status], "modes": [], "coded": True, "roles": np.zeros((n, len(examples.ROLES)), np.float32),
                                       "known": np.zeros(len(examples.ROLES), np.float32)})
            row["coded"] = row["coded"] and act.modes is not None
            row["modes"] += [MODE[f"{act.type} {m}"] for m in act.modes or ()]
            for r, role in enumerate(examples.ROLES):
                spots = act.roles.get(role)
                if spots is None:
                    continue
                inside = [(back, w) for back, w in spots if number - back in sample["start"]]
                if len(inside) < len(spots):
                    continue
                row["known"][r] = 1
                for back, w in inside:
                    where = sample["start"][number - back] + w
                    if where < n:
                        row["roles"][where, r] = 1
    sample["kinds"], sample["weight"], sample["acts"] = kinds, weight, acts
    return sample


def batches(samples, chance, most):
    samples = sorted(samples, key=lambda s: len(s["piece"]) + chance.random() * 8)
    out, current, longest = [], [], 0
    for sample in samples:
        longest = max(longest, len(sample["piece"]))
        if current and longest * (len(current) + 1) > most:
            out.append(current)
            current, longest = [], len(sample["piece"])
        current.append(sample)
    if current:
        out.append(current)
    chance.shuffle(out)
    return out


def pad(rows, width, fill=0):
    out = np.full((len(rows), width), fill, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def collate(batch):
    length = torch.tensor([len(s["piece"]) for s in batch])
    return {"piece": pad([s["piece"] for s in batch], int(length.max())), "length": length,
            "first": pad([s["first"] for s in batch], max(len(s["first"]) for s in batch)),
            "shape": pad([s["shape"] for s in batch], max(len(s["first"]) for s in batch))}


def losses(model, batch):
    arrays = collate(batch)
    x = model.encode(**arrays)
    width = x.shape[1]
    known = torch.zeros(len(batch), width, dtype=torch.bool)
    for i, sample in enumerate(batch):
        known[i, sample["own"] : len(sample["first"])] = True
    scores = model.heads["act"](model.head_dropout(x[known])).float()
    kinds = torch.from_numpy(np.concatenate([s["kinds"][s["own"] :] for s in batch]))
    weight = torch.from_numpy(np.concatenate([s["weight"][s["own"] :] for s in batch]))
    found = F.binary_cross_entropy_with_logits(scores, kinds, weight, reduction="sum")
    out = {"act": found / max(1, len(kinds)) * 14}  # there is about one act in so many words
    spots = [(i, at, row) for i, s in enumerate(batch) for at, row in s["acts"].items()]
    if not spots:
        return out
    rows, words = torch.tensor([s[0] for s in spots]), torch.tensor([s[1] for s in spots])
    acts = model.head_dropout(x[rows, words])
    out["status"] = 0.6 * F.cross_entropy(model.heads["status"](acts).float(), torch.tensor([s[2]["status"] for s in spots]))
    modes = torch.zeros(len(spots), len(MODE))
    for i, spot in enumerate(spots):
        modes[i, spot[2]["modes"]] = 1
    coded = torch.tensor([[float(s[2]["coded"])] for s in spots])
    out["mode"] = 0.15 * F.binary_cross_entropy_with_logits(model.heads["mode"](acts).float(), modes, coded, reduction="none").sum(-1).mean()
    stance, tag = pad([s[2]["stance"] for s in spots], width), pad([batch[s[0]]["tag"] for s in spots], width)
    roles = model.roles(x[rows, words], x[rows], stance, tag)
    wanted = torch.zeros(roles.shape)
    mask = torch.zeros(roles.shape)
    for i, (row, _, facts) in enumerate(spots):
        n = len(facts["roles"])
        wanted[i, :n] = torch.from_numpy(facts["roles"])
        mask[i, :n] = torch.from_numpy(facts["known"])
    out["role"] = 0.3 * F.binary_cross_entropy_with_logits(roles, wanted, mask, reduction="sum") / len(spots)
    return out


# --- measuring --------------------------------------------------------------------------------------------------------------

MOST_OWN = 150
CONTEXT = 2


def read(model, split, text, floor=0.05):
    """Raw findings of a text: per (sentence, word) probabilities of types, and of status, modes, roles where some type is above `floor`."""
    out = []
    for window in windows(text, split, MOST_OWN, CONTEXT):
        sample = encode(window, split)
        with torch.inference_mode():
            x = model.encode(**collate([sample]))[0]
            kinds = model.heads["act"](x).sigmoid().numpy()
            spots = [i for i in range(sample["own"], len(x)) if kinds[i].max() > floor]
            if not spots:
                continue
            status = model.heads["status"](x[spots]).softmax(-1).numpy()
            modes = model.heads["mode"](x[spots]).sigmoid().numpy()
            stance, tag = pad([stances(sample, i) for i in spots], len(x)), pad([sample["tag"]] * len(spots), len(x))
            roles = model.roles(x[spots], x[None].expand(len(spots), -1, -1), stance, tag).sigmoid().numpy()
        starts = sorted((at, number) for number, at in sample["start"].items())
        place = lambda i: next((number, i - at) for at, number in reversed(starts) if at <= i)
        where = [place(i) for i in range(len(x))]
        for k, i in enumerate(spots):
            out.append({"at": where[i], "kinds": kinds[i], "status": status[k], "modes": modes[k], "roles": roles[k], "where": where})
    return out


def claims(text, found, threshold=0.5, role_threshold=0.5):
    """Findings made into claims as score.py reads them (names are the words of noun phrases, unresolved)."""
    out = []
    taken = {}
    for f in sorted(found, key=lambda f: -f["kinds"].max()):
        number, word = f["at"]
        sentence = text.sentences[number]
        for t, kind in enumerate(examples.TYPES):
            p = float(f["kinds"][t])
            if p < (threshold if isinstance(threshold, float) else threshold[t]):
                continue
            near = taken.setdefault((number, t), [])
            if any(abs(word - other) <= 2 for other in near):
                continue
            near.append(word)
            modes = [m.split()[1] for m, q in zip(examples.MODES, f["modes"]) if q > 0.5 and m.startswith(kind + " ")]
            parts = {role: [] for role in examples.ROLES}
            for i, (s, w) in enumerate(f["where"]):
                for r, role in enumerate(examples.ROLES):
                    if f["roles"][i, r] > role_threshold:
                        parts[role].append((float(f["roles"][i, r]), phrase(text, s, w)))
            best = lambda role: max(parts[role])[1] if parts[role] else None
            at = lambda c: len(text.body[:c].encode())
            spans = sentence.spans
            out.append({
                "type": kind, "status": examples.STATUSES[int(f["status"].argmax())], "mode": modes,
                "participants": [{"role": role, "name": name} for role in ("actor", "recipient") for _, name in parts[role]],
                "said_by": [{"name": name} for _, name in parts["speaker"]], "place": {"name": best("place") or ""},
                "sentence": {"spans": [[at(spans[0][0]), at(spans[-1][1])]]}, "confidence": p,
                "evidence": {"trigger": [[at(spans[word][0]), at(spans[word][1])]]}})
    return out


def phrase(text, number, word):
    sentence = text.sentences[number]
    first = last = word
    while first > 0 and sentence.heads[first - 1] == word and sentence.relations[first - 1] in ("compound", "amod", "flat", "nmod:poss"):
        first -= 1
    while last + 1 < len(sentence.words) and sentence.heads[last + 1] == word and sentence.relations[last + 1] in ("flat", "compound"):
        last += 1
    return " ".join(sentence.words[first : last + 1])


def score(model, split, texts, events, out, threshold=0.5):
    lines = {}
    for text in texts:
        name, doc = text.key.split("/")
        lines.setdefault(name, []).append(json.dumps({"id": doc, "claims": claims(text, read(model, split, text), threshold)}))
    report = []
    for name, rows in lines.items():
        path = out / f"{name}.jsonl"
        path.write_text("\n".join(rows) + "\n")
        done = subprocess.run([sys.executable, str(events / "score.py"), str(events / f"gold/{name}.jsonl"), str(path)],
                              capture_output=True, text=True)
        printed = done.stdout.splitlines()
        fields = " ".join(r.split()[0][:6] + " " + r.split("=")[1].strip() for r in printed if " right on " in r)
        report.append(f"{printed[-1]}  {fields}")
    return report


def rate(step, total, warm):
    return min(1, (step + 1) / warm) * max(0.0, 1 - step / total)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annals", type=pathlib.Path, required=True)
    parser.add_argument("--events", type=pathlib.Path, default=REPOSITORY.parent / "shared/data/events")
    parser.add_argument("--more", type=pathlib.Path, nargs="*", default=[], help="further folders of docs/ and gold/; all sets of each are learned")
    parser.add_argument("--pairs", type=pathlib.Path, help="the folder of minimal pairs, eval/status")
    parser.add_argument("--leave-out", help="K/N: texts whose hash modulo N is K teach nothing: to see the coder on texts unknown to it")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--mask", type=float, default=0.1, help="of words that are hidden")
    parser.add_argument("--warm", type=int, default=100)
    parser.add_argument("--most", type=int, default=1100)
    parser.add_argument("--start", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--average", type=float, default=0.3, help="the weights kept are the mean over this last part of the steps")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    names = examples.Names(REPOSITORY / "data/actors")
    learn = examples.documents(args.annals, args.events, examples.LEARN, names)
    own = []
    for folder in args.more:
        own += examples.documents(args.annals, folder, sorted(p.stem for p in (folder / "gold").glob("*.jsonl")), names)
    learn += [text for text in own if examples.is_learned(text.key)]
    if args.pairs:
        learn += examples.pairs(args.annals, args.pairs, names)
    if args.leave_out:
        learn = [text for text in learn if not examples.left_out(text.key, args.leave_out)]
    dev = examples.documents(args.annals, args.events, examples.DEV, names)
    print(len(learn), "texts,", sum(len(s.words) for t in learn for s in t.sentences), "words,",
          sum(len(s.acts) for t in learn for s in t.sentences), "acts", flush=True)
    split = Split()
    model = coder_model.load(args.start) if args.start else coder_model.fresh()
    slow = [p for n, p in model.named_parameters() if p.requires_grad and n.split(".")[0] in ("layers", "norm", "position", "token_type")]
    fast = [p for n, p in model.named_parameters() if p.requires_grad and n.split(".")[0] not in ("layers", "norm", "position", "token_type")]
    small = [p for n, p in model.named_parameters() if n.split(".")[0] in ("stance", "tag")]
    fast = [p for p in fast if not any(p is other for other in small)]
    groups = [{"params": slow, "base": args.rate}, {"params": fast, "base": args.head_rate}, {"params": small, "base": 5 * args.head_rate}]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01, fused=True)
    step, total, started, mean, counted = 0, None, time.time(), None, 0
    for number in range(args.epochs):
        chance = random.Random(args.seed * 1000 + number)
        samples = []
        for text in learn:
            for window in windows(text, split, lambda: chance.choice((60, 110, 160)), chance.choice((0, 1, 1, 2))):
                samples.append(label(window, encode(window, split, chance, args.mask)))
        todo = batches(samples, chance, args.most)
        total = total or len(todo) * args.epochs
        model.train()
        sums = {}
        for batch in todo:
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate(step, total, args.warm)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(model, batch)
            loss = sum(found.values())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow + fast + small, 2.0)
            optimizer.step()
            step += 1
            for key, value in found.items():
                sums[key] = sums.get(key, 0.0) + value.item()
            if step > (1 - args.average) * total and step % 10 == 0:
                counted += 1
                with torch.no_grad():
                    state = {n: p for n, p in model.state_dict().items() if n != "word.weight"}
                    if mean is None:
                        mean = {n: p.clone() for n, p in state.items()}
                    else:
                        for n, p in state.items():
                            mean[n] += (p - mean[n]) / counted
        print(f"epoch {number + 1} {time.time() - started:.0f}s", {k: round(v / len(todo), 3) for k, v in sums.items()}, flush=True)
        last = number + 1 == args.epochs
        if last and mean is not None:
            model.load_state_dict(mean, strict=False)
        if last or (args.every and (number + 1) % args.every == 0):
            model.eval()
            coder_model.save(model, args.out / "last.pt", epoch=number + 1)
            for line in score(model, split, dev, args.events, args.out):
                print("   ", line, flush=True)


if __name__ == "__main__":
    main()
