"""Teaches the reader to code: heads for the type, mode and status of events, over the same encoder pass.

    python coder.py --start CHECKPOINT --out FOLDER

Goes on from a trained reader with its own treebanks beside the hand-coded events, so that its trees stay as good as they were.
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

import data
import evaluate
import events
import labels
import net
import pieces
import train

DEV = "dispatches-1 re3d-uk-government re3d-wikipedia re3d-dfat gum-news".split()


class CodingReader(net.Reader):
    def word_heads(self):
        return super().word_heads() | {"event_type": events.TYPES, "event_status": events.STATUSES, "event_mode": events.MODES}


def load(path, fresh=True):
    kept = torch.load(path, map_location="cpu", weights_only=True)
    model = CodingReader(json.loads(kept["scripts"]))
    with torch.no_grad():
        net.load_base(model)
    missing, unknown = model.load_state_dict(kept["state"], strict=False)
    return model


def samples(documents, coder, chance):
    """Windows of one to four sentences of the hand-coded documents."""
    for _, sentences in documents:
        i = 0
        while i < len(sentences):
            count = chance.choice((1, 2, 3, 3, 4))
            chosen = sentences[i : i + count]
            i += count
            sample = coder.encode(coder.sample(chosen), 0.03, chance)
            if sample is None:
                continue
            columns = [events.columns(s, len(s.words)) for s in chosen]
            sample["event_type"] = sum((c[0] for c in columns), [])
            sample["event_status"] = sum((c[1] for c in columns), [])
            sample["event_mode"] = sum((c[2] for c in columns), [])
            yield sample


def collate(batch):
    out = {key: torch.from_numpy(value) for key, value in data.collate(batch).items()}
    width = out["first"].shape[1]
    kinds, modes = np.zeros((len(batch), width, len(events.TYPES)), np.float32), np.zeros((len(batch), width, len(events.MODES)), np.float32)
    statuses, known = np.full((len(batch), width), labels.IGNORED, np.int64), np.zeros((len(batch), width), bool)
    for row, sample in enumerate(batch):
        if "event_type" in sample:
            n = len(sample["event_type"])
            kinds[row, :n], statuses[row, :n], modes[row, :n], known[row, :n] = sample["event_type"], sample["event_status"], sample["event_mode"], True
    return out | {"event_type": torch.from_numpy(kinds), "event_status": torch.from_numpy(statuses), "event_mode": torch.from_numpy(modes),
                  "event_known": torch.from_numpy(known)}


def losses(model, batch):
    known = batch["event_known"]
    if not known.any():
        return train.losses(model, batch)
    out = {}
    x = model.encode(batch["piece"], batch["length"], batch["first"], batch["shape"])[known]
    x = model.head_dropout(x)
    kinds = batch["event_type"][known]
    found = F.binary_cross_entropy_with_logits(model.heads["event_type"](x).float(), kinds, reduction="none")
    out["event"] = 2.0 * found.sum(-1).mean()
    triggers = kinds.sum(-1) > 0
    if triggers.any():
        out["status"] = 0.3 * F.cross_entropy(model.heads["event_status"](x[triggers]).float(), batch["event_status"][known][triggers])
        out["mode"] = 0.3 * F.binary_cross_entropy_with_logits(model.heads["event_mode"](x[triggers]).float(), batch["event_mode"][known][triggers],
                                                               reduction="none").sum(-1).mean()
    return out


def runs(hot):
    """(first, last + 1) of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], hot, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2])]


def predict(model, coder, sentences, threshold):
    """Claims of a document's sentences: (sentence, first word, last word, type, status, modes)."""
    out, i = [], 0
    while i < len(sentences):
        chosen = sentences[max(0, i - 1) : i + 2]
        skip = len(sentences[i - 1].words) if i else 0
        sample = coder.encode(coder.sample(chosen))
        if sample is None:
            chosen, skip = sentences[i : i + 1], 0
            sample = coder.encode(coder.sample(chosen))
        if sample is None:
            i += 1
            continue
        arrays = {key: torch.from_numpy(value) for key, value in data.collate([sample]).items()}
        with torch.inference_mode():
            x = model.encode(arrays["piece"], arrays["length"], arrays["first"], arrays["shape"])
            kinds = model.heads["event_type"](x).sigmoid()[0].numpy()
            statuses = model.heads["event_status"](x)[0].numpy()
            modes = model.heads["event_mode"](x).sigmoid()[0].numpy()
        n = len(sentences[i].words)
        for t, kind in enumerate(events.TYPES):
            for w, e in runs(kinds[skip : skip + n, t] > threshold):
                best = skip + w + int(kinds[skip + w : skip + e, t].argmax())
                mode = [m.split()[1] for m, p in zip(events.MODES, modes[best]) if p > 0.5 and m.startswith(kind + " ")]
                out.append((i, w, e, kind, events.STATUSES[int(statuses[best].argmax())], mode))
        i += 1
    return out


def score(model, coder, folder, name, out, threshold=0.5):
    lines = []
    for key, sentences in events.documents(folder, [name]):
        doc = key.split("/")[1]
        body = (folder / f"events/docs/{name}/{doc}.txt").read_text(encoding="utf-8")
        at = lambda c: len(body[:c].encode())
        claims = []
        for number, w, e, kind, status, mode in predict(model, coder, sentences, threshold):
            spans = sentences[number].spans
            claims.append({"type": kind, "status": status, "mode": mode, "participants": [], "said_by": [],
                           "sentence": {"spans": [[at(spans[0][0]), at(spans[-1][1])]]},
                           "evidence": {"trigger": [[at(spans[w][0]), at(spans[e - 1][1])]]}})
        lines.append(json.dumps({"id": doc, "claims": claims}))
    path = out / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n")
    done = subprocess.run([sys.executable, str(folder / "events/score.py"), str(folder / f"events/gold/{name}.jsonl"), str(path)],
                          capture_output=True, text=True)
    rows = done.stdout.splitlines()
    pick = [r for r in rows if r.startswith(("status", "mode"))]
    return rows[-1].split(";")[0] + " " + " ".join(r.split("=")[0].split()[0] + " " + r.split("=")[1].strip() for r in pick) + " " + next(
        (r for r in rows if r.startswith("documents without")), "")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=data.default_folder())
    parser.add_argument("--start", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warm", type=int, default=100)
    parser.add_argument("--tree-parts", type=int, default=3, help="a third of the treebanks in each epoch")
    parser.add_argument("--fake-from", type=float, default=99)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    ewt, gum = data.treebanks(args.data, "train")
    named, _, re3d = data.name_documents(args.data)
    model = load(args.start)
    coder = data.Coder(model.scripts, pieces.WordPiece(net.base_vocab()))
    measure = evaluate.Measure(args.data, coder, re3d)
    coded = events.documents(args.data)
    print(len(coded), "coded documents,", sum(len(s.words) for _, ss in coded for s in ss), "words", flush=True)
    optimizer = train.optimiser(model, args)
    step, total, started = 0, None, time.time()
    for number in range(args.epochs):
        chance = random.Random(args.seed * 1000 + number)
        batches = data.epoch(data.part(ewt + gum + named, number, args.tree_parts), coder, args.seed * 1000 + number)
        own = sorted(samples(coded, coder, chance), key=lambda s: len(s["piece"]) + chance.random() * 6)
        batches += data.shuffled(own, chance, 1100)
        chance.shuffle(batches)
        total = total or len(batches) * args.epochs
        model.train()
        sums = {}
        for batch in batches:
            net.Matrix.fake = step >= args.fake_from * total / args.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * train.rate(step, total, args.warm)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(model, collate(batch))
            loss = sum(found.values())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            for key, value in found.items():
                sums[key] = sums.get(key, 0.0) + value.item()
            if step % 100 == 0:
                print(f"step {step}/{total} {time.time() - started:.0f}s", {k: round(v / len(batches), 3) for k, v in sums.items()}, flush=True)
        net.save(model, args.out / "last.pt", epoch=number + 1)
        model.eval()
        was, net.Matrix.fake = net.Matrix.fake, False
        print(f"epoch {number + 1} {time.time() - started:.0f}s", flush=True)
        for name in DEV:
            print("   ", score(model, coder, args.data, name, args.out), flush=True)
        if number % 3 == 2 or number + 1 == args.epochs:
            print("   ", measure.report(model, rounded=number + 1 == args.epochs), flush=True)
        net.Matrix.fake = was


if __name__ == "__main__":
    main()
