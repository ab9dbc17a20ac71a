"""Trains the reader. See README.md; `python train.py --help` lists the settings."""

import argparse
import pathlib
import time

import torch
import torch.nn.functional as F

import data
import evaluate
import labels
import net
import pieces
import silver

WEIGHTS = {"upos": 0.5, "xpos": 0.4, "lemma": 0.4, "name": 0.6}


def head_targets(batch):
    """Column of the head in the window's score matrix: heads are numbered within their sentence."""
    start = torch.zeros_like(batch["head"])
    sentence = batch["sentence"]
    position = torch.arange(sentence.shape[1]).expand_as(sentence)
    new = torch.ones_like(sentence, dtype=torch.bool)
    new[:, 1:] = sentence[:, 1:] != sentence[:, :-1]
    start = torch.where(new, position, torch.zeros_like(position)).cummax(1).values
    return torch.where(batch["head"] > 0, batch["head"] + start, batch["head"])


def losses(model, batch):
    x = model.encode(batch["piece"], batch["length"], batch["first"], batch["shape"])
    dropped = model.head_dropout(x)
    out = {}
    for name, weight in WEIGHTS.items():
        if (batch[name] >= 0).any():
            scores = model.heads[name](dropped).float()
            out[name] = weight * F.cross_entropy(scores.flatten(0, 1), batch[name].flatten(), ignore_index=labels.IGNORED)
    known = batch["end"] >= 0
    if known.any():
        scores = model.heads["sentence_end"](dropped).float()[known].squeeze(-1)
        out["end"] = 0.5 * F.binary_cross_entropy_with_logits(scores, batch["end"][known].float())
    rows = (batch["head"] >= 0).any(1)
    if rows.any():
        out |= tree_losses(model, dropped[rows], {key: batch[key][rows] for key in ("head", "rel", "sentence")})
    return out


def tree_losses(model, x, batch):
    target = head_targets(batch)
    same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
    allowed = F.pad(same, (1, 0), value=True)
    scores = model.arcs(x).float().masked_fill(~allowed, -1e4)
    arc = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=labels.IGNORED)
    relations = model.relations(x, target.clamp(min=0))
    rel = F.cross_entropy(relations.flatten(0, 1), batch["rel"].flatten(), ignore_index=labels.IGNORED)
    return {"arc": arc, "rel": rel}


def optimiser(model, args):
    encoder = [p for n, p in model.named_parameters() if n.startswith(("layers", "norm", "position", "token_type"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("layers", "norm", "position", "token_type", "word"))]
    model.word.weight.requires_grad = False
    groups = [{"params": encoder, "lr": args.rate, "base": args.rate}, {"params": heads, "lr": args.head_rate, "base": args.head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate(step, total, warm, last):
    """A rise to one, then a straight line down to `last`."""
    return step / warm if step < warm else last + (1 - last) * (total - step) / (total - warm)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=data.default_folder())
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("out"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--fake-from", type=float, default=99, help="epoch from which matrices are rounded as in the engine")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--warm", type=int, default=300, help="steps of warm-up")
    parser.add_argument("--last", type=float, default=0.0, help="share of the rates at the end")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint to go on from")
    parser.add_argument("--extra", type=pathlib.Path, nargs="*", default=[], help="files of silver.py, for names")
    parser.add_argument("--most-steps", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    args = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(exist_ok=True, parents=True)
    ewt, gum = data.treebanks(args.data, "train")
    named, re3d = data.name_documents(args.data)
    if args.start:
        model = net.load(args.start)
    else:
        model = net.Reader(data.learn_scripts(ewt + gum))
        with torch.no_grad():
            net.load_base(model)
    coder = data.Coder(model.scripts, pieces.WordPiece(net.base_vocab()))
    measure = evaluate.Measure(args.data, coder, re3d)
    documents = ewt + gum + named + [document for path in args.extra for document in silver.read(path)]
    optimizer = optimiser(model, args)
    step, total, started = 0, None, time.time()
    for number in range(args.epochs):
        batches = data.epoch(documents, coder, args.seed * 1000 + number)
        total = total or len(batches) * args.epochs
        model.train()
        sums, count = {}, 0
        for batch in batches:
            net.Matrix.fake = step >= args.fake_from * total / args.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate(step, total, args.warm, args.last)
            tensors = {key: torch.from_numpy(value) for key, value in data.collate(batch).items()}
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(model, tensors)
            loss = sum(found.values())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            count += 1
            for key, value in found.items():
                sums[key] = sums.get(key, 0.0) + value.item()
            if step % 100 == 0:
                print(f"step {step}/{total} {time.time() - started:.0f}s", {k: round(v / count, 3) for k, v in sums.items()}, flush=True)
            if step >= args.most_steps:
                break
        net.save(model, args.out / "last.pt", epoch=number + 1)
        model.eval()
        print(f"epoch {number + 1} {time.time() - started:.0f}s", measure.report(model, rounded=number % 3 == 2 or number + 1 == args.epochs), flush=True)
        if step >= args.most_steps:
            break


if __name__ == "__main__":
    main()
