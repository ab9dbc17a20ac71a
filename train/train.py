"""Trains the reader. See README.md; `python train.py --help` lists the settings."""

import argparse
import json
import pathlib
import time

import torch
import torch.nn.functional as F

import data
import engine
import evaluate
import labels
import net
import silver
import vocabulary

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
    model.word.weight.requires_grad = model.own
    groups = [{"params": encoder, "lr": args.rate, "base": args.rate}, {"params": heads, "lr": args.head_rate, "base": args.head_rate}]
    if model.own:
        groups.append({"params": [model.word.weight], "lr": args.word_rate, "base": args.word_rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate(step, total, warm, last):
    """A rise to one, then a straight line down to `last`."""
    return step / warm if step < warm else last + (1 - last) * (total - step) / (total - warm)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=data.default_folder())
    parser.add_argument("--language", choices=("en", "es"), default="en")
    parser.add_argument("--only", default="", help="of another language: learn from the treebanks of that name alone")
    parser.add_argument("--english", type=pathlib.Path, help="weights of the English reader, which another language begins with")
    parser.add_argument("--vocabulary", type=pathlib.Path, help="another language's pieces, made by vocabulary.py")
    parser.add_argument("--word-rate", type=float, default=1e-3, help="of another language's word vectors")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("out"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--fake-from", type=float, default=99, help="epoch from which matrices are rounded as in the engine")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--warm", type=int, default=300, help="steps of warm-up")
    parser.add_argument("--last", type=float, default=0.0, help="share of the rates at the end")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint to go on from")
    parser.add_argument("--extra", type=pathlib.Path, nargs="*", default=[], help="files of silver.py, for names")
    parser.add_argument("--save-every", type=int, default=10**9, help="steps between checkpoints within an epoch")
    parser.add_argument("--measure-every", type=int, default=1, help="epochs between measurements; 0: none but the last")
    parser.add_argument("--most-steps", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def sources(args):
    if args.language == "es":
        return data.spanish_treebanks(args.data, "train", args.only)
    return sum(data.treebanks(args.data, "train"), []) + data.name_documents(args.data)[0]


def new_model(args, documents):
    """English begins with MiniLM; another language with the English reader, and word vectors of its own (vocabulary.py)."""
    scripts = data.learn_scripts([d for d in documents if d[1] and d[1][0].lemma])
    with torch.no_grad():
        if args.language == "en":
            model = net.Reader(scripts)
            net.load_base(model)
            return model
        english = engine.Engine(args.english)
        words = json.loads(args.vocabulary.read_text(encoding="utf-8"))
        model = net.Reader(scripts, args.language, words["vocab"])
        net.load_weights(model, english.arrays, english.heads)
        table = torch.from_numpy(english.arrays["embed.word.weight"] * english.arrays["embed.word.scale"][:, None])
        model.word.weight.copy_(vocabulary.first_vectors(words["vocab"], words["glosses"], words["lemmas"], table, english.pieces.vocab))
    return model


def main():
    args = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(exist_ok=True, parents=True)
    documents = sources(args)
    model = net.load(args.start) if args.start else new_model(args, documents)
    coder = data.Coder(model)
    measure = evaluate.Measure(args.data, coder)
    documents += [document for path in args.extra for document in silver.read(path)]
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
            if step % 50 == 0:
                print(f"step {step}/{total} {time.time() - started:.0f}s", {k: round(v / count, 3) for k, v in sums.items()}, flush=True)
            if step % args.save_every == 0:
                net.save(model, args.out / "last.pt", epoch=number)
            if step >= args.most_steps:
                break
        net.save(model, args.out / "last.pt", epoch=number + 1)
        if number + 1 < args.epochs and not (args.measure_every and (number + 1) % args.measure_every == 0):
            continue
        model.eval()
        print(f"epoch {number + 1} {time.time() - started:.0f}s", measure.report(model, rounded=number % 3 == 2 or number + 1 == args.epochs), flush=True)
        if step >= args.most_steps:
            break


if __name__ == "__main__":
    main()
