"""Teaches the gate. teach.py --help tells what it takes; run.sh does all of it."""

import argparse
import json
import pathlib
import struct
import sys
import time

import numpy as np
import torch

import examples

MASK = 0xFFFFFFFF
VECTORS = 5  # a part's own, the one before, the one behind, the story's mean and its largest


def mix(a, b):
    """As gate.cc has it."""
    x = ((a ^ ((b + 0x9E3779B9 + (a << 6 & MASK) + (a >> 2)) & MASK)) * 0x85EBCA6B) & MASK
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & MASK
    return x ^ (x >> 16)


def hash_of(word):
    h, letters = 0x811C9DC5, word.encode()
    for letter in letters:
        kept = 48 if 48 <= letter <= 57 else letter + 32 if 65 <= letter <= 90 else letter
        h = ((h ^ kept) * 0x01000193) & MASK
    return mix(h, len(letters))


def reader_words(path, rows):
    """The reader's own vectors of whole words, by the row that a word's hash falls on; of several the commonest word's."""
    raw = pathlib.Path(path).read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + size])

    def tensor(name, kind):
        first, last = header[name]["data_offsets"]
        return np.frombuffer(raw[8 + size + first:8 + size + last], dtype=kind).reshape(header[name]["shape"])

    vectors = tensor("embed.word.weight", np.int8).astype(np.float32) * tensor("embed.word.scale", np.float32)[:, None]
    vectors = (vectors - vectors.mean(0)) / vectors.std()
    piece_of = np.full(rows, len(vectors))
    for number, piece in enumerate(tensor("vocab", np.uint8).tobytes().decode().split("\n")):
        row = hash_of(piece) & (rows - 1)
        if not piece.startswith(("##", "[")) and piece_of[row] == len(vectors):
            piece_of[row] = number
    return torch.from_numpy(np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])[piece_of])


class Gate(torch.nn.Module):
    def __init__(self, reader, rows, width, hidden, numbers):
        super().__init__()
        self.reader = reader  # [word rows][the reader's width], fixed
        self.narrow = torch.nn.Parameter(torch.randn(reader.shape[1], width) * 0.02)
        self.table = torch.nn.EmbeddingBag(rows, width, mode="sum")
        torch.nn.init.normal_(self.table.weight, std=0.01)
        self.first = torch.nn.Linear(VECTORS * width + numbers, hidden)
        self.second = torch.nn.Linear(hidden, 1)

    def forward(self, batch, drop=0.0):
        words, hashes, numbers, story, before, behind = batch
        vectors = self.vectors(words, hashes, drop)
        none = torch.zeros(1, vectors.shape[1])
        padded = torch.cat([vectors, none])
        stories = int(story[-1]) + 1
        each = torch.bincount(story, minlength=stories).float().unsqueeze(1)
        mean = torch.zeros(stories, vectors.shape[1]).index_add(0, story, vectors) / each
        most = torch.full((stories, vectors.shape[1]), -1e9).scatter_reduce(0, story.unsqueeze(1).expand_as(vectors), vectors, "amax")
        inputs = torch.cat([vectors, padded[before], padded[behind], mean[story], most[story], numbers], 1)
        return self.second(torch.relu(self.first(inputs))).squeeze(1)

    def words(self):
        return self.reader @ self.narrow

    def vectors(self, words, hashes, drop):
        some, at = torch.unique(words[0] & (len(self.reader) - 1), return_inverse=True)  # the rest of the table is not needed now
        known = self.reader[some] @ self.narrow
        out = 0
        for table, rows, (_, offsets, counts) in ((known, at, words), (self.table.weight, hashes[0] & (self.table.num_embeddings - 1), hashes)):
            weights = (torch.rand(len(rows)) >= drop).float() / (1 - drop) if drop else None
            sums = torch.nn.functional.embedding_bag(rows, table, offsets, mode="sum", per_sample_weights=weights)
            out = out + sums / torch.sqrt(counts + 1).unsqueeze(1)
        return out


def batch_of(stories):
    def bag(lists):
        counts = np.array([len(one) for one in lists])
        flat = np.concatenate(lists).astype(np.int64)
        return tuple(torch.from_numpy(x) for x in (flat, np.concatenate([[0], np.cumsum(counts)[:-1]]), counts.astype(np.float32)))

    numbers = np.concatenate([s.numbers for s in stories])
    story = np.concatenate([np.full(len(s.bears), i) for i, s in enumerate(stories)])
    at = np.arange(len(story))
    last = len(story)
    before = np.where(np.concatenate([[True], story[1:] != story[:-1]]), last, at - 1)
    behind = np.where(np.concatenate([story[1:] != story[:-1], [True]]), last, at + 1)
    bags = bag([w for s in stories for w in s.words]), bag([h for s in stories for h in s.hashes])
    return (*bags, *(torch.from_numpy(x) for x in (numbers, story, before, behind))), torch.from_numpy(np.concatenate([s.bears for s in stories]))


def scores_of(gate, stories):
    gate.eval()
    with torch.no_grad():
        return [gate(batch_of([s])[0]).numpy() for s in stories]


def curve(scores, labelled, pages_scores, pages):
    """For each share of the claims found in labelled texts: which share of parts is sent, in them and in pages."""
    flat, bears = np.concatenate(scores), np.concatenate([s.bears for s in labelled])
    page_flat, page_bears = np.concatenate(pages_scores), np.concatenate([s.bears for s in pages])
    page_words = np.concatenate([s.numbers[:, 0] for s in pages])
    order = np.argsort(-flat)
    found = np.cumsum(bears[order]) / bears.sum()
    out = []
    for share in (0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995):
        least = flat[order[np.searchsorted(found, share)]]
        page_found = page_bears[page_flat >= least].sum() / max(page_bears.sum(), 1)
        out.append((share, float(least), float((flat >= least).mean()), float((page_flat >= least).mean()), float(page_found),
                    float(page_words[page_flat >= least].sum() / page_words.sum())))
    return out


def tell(rows):
    for share, least, sent, page_sent, page_found, page_words in rows:
        print(f"  claims kept {share:.3f}: score {least:+.2f}, sent {sent:.3f} of labelled parts, {page_sent:.3f} of pages' ({page_words:.3f} by words), "
              f"which hold {page_found:.3f} of their claims")


def save(gate, path, least):
    words, table = gate.words().detach().numpy(), gate.table.weight.detach().numpy()
    step = lambda rows: np.maximum(np.abs(rows).max(0), 1e-6) / 127
    whole = lambda rows: np.clip(np.rint(rows / step(rows)), -127, 127).astype(np.int8)
    tensors = {
        "words": whole(words), "words.step": step(words).astype(np.float32), "all": whole(table), "all.step": step(table).astype(np.float32),
        "first.weight": gate.first.weight.detach().numpy(), "first.bias": gate.first.bias.detach().numpy(),
        "second.weight": gate.second.weight.detach().numpy()[0], "second.bias": gate.second.bias.detach().numpy(),
    }
    header = {"__metadata__": {"format": "annals-gate", "version": "1", "words_rows": str(len(words)), "all_rows": str(len(table)), "width": str(table.shape[1]),
                               "hidden": str(gate.first.out_features), "least": f"{least:.3f}"}}
    body = b""
    for name, values in tensors.items():
        data = np.ascontiguousarray(values).tobytes()
        data += b"\0" * (-len(data) % 64)
        header[name] = {"dtype": "I8" if values.dtype == np.int8 else "F32", "shape": list(values.shape),
                        "data_offsets": [len(body), len(body) + values.nbytes]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-(len(text) + 8) % 64)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + body)


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--annals", required=True)
    words.add_argument("--tool", required=True, help="gate_tool")
    words.add_argument("--data", default="../../data")
    words.add_argument("--events", default="../../../shared/data/events")
    words.add_argument("--own", required=True, help="our own texts, unpacked")
    words.add_argument("--pages", nargs="*", default=[], help="FOLDER=CODED: pages, and `annals code --every-sentence` of them, a quarter measures")
    words.add_argument("--out", required=True)
    words.add_argument("--least", type=float, default=-3.0, help="the score from which on a part is read")
    words.add_argument("--epochs", type=int, default=6)
    words.add_argument("--word-rows", type=int, default=1 << 16)
    words.add_argument("--rows", type=int, default=1 << 15)
    words.add_argument("--width", type=int, default=8)
    words.add_argument("--hidden", type=int, default=24)
    words.add_argument("--drop", type=float, default=0.3)
    words.add_argument("--rate", type=float, default=1.5e-3)
    words.add_argument("--decay", type=float, default=1e-4)
    words.add_argument("--cache", help="a file to keep the examples in between trials")
    asked = words.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(5)
    rng = np.random.default_rng(5)

    if asked.cache and pathlib.Path(asked.cache).exists():
        labelled, pages = torch.load(asked.cache, weights_only=False)
    else:
        labelled, lost = examples.hand_coded(asked.annals, asked.tool, asked.data, asked.events, examples.LEARN)
        own, lost_own = examples.hand_coded(asked.annals, asked.tool, asked.data, asked.own,
                                            sorted(p.stem for p in (pathlib.Path(asked.own) / "gold").glob("*.jsonl")), examples.is_learned)
        labelled += own
        pages = []
        for one in asked.pages:
            folder, coded = one.split("=")
            more, lost_here = examples.pages(asked.annals, asked.tool, asked.data, folder, coded)
            pages += more
            lost += lost_here
        print(f"{len(labelled)} labelled texts, {len(pages)} pages; claims that stand in no part: {lost} and {lost_own}", flush=True)
        if asked.cache:
            torch.save((labelled, pages), asked.cache)
    learn = [s for s in labelled if examples.kept_apart(s.key) >= 26]
    held = [s for s in labelled if examples.kept_apart(s.key) < 26]
    news = lambda s: s.key.endswith(".txt")  # no page: all of it teaches
    learn_pages = [s for s in pages if news(s) or examples.kept_apart(s.key) >= 64]
    held_pages = [s for s in pages if not news(s) and examples.kept_apart(s.key) < 64]
    print(f"learning from {len(learn)} texts ({sum(len(s.bears) for s in learn)} parts) and {len(learn_pages)} pages "
          f"({sum(len(s.bears) for s in learn_pages)} parts, {sum((s.bears > 0).sum() for s in learn_pages)} with claims)")

    gate = Gate(reader_words(pathlib.Path(asked.data) / "models/reader.en.safetensors", asked.word_rows), asked.rows, asked.width, asked.hidden, learn[0].numbers.shape[1])
    optimiser = torch.optim.AdamW(gate.parameters(), lr=asked.rate, weight_decay=asked.decay)
    everything = learn + learn_pages
    size = 16
    steps = asked.epochs * ((len(everything) + size - 1) // size)
    step, start = 0, time.process_time()
    for epoch in range(asked.epochs):
        gate.train()
        total = 0.0
        order = rng.permutation(len(everything))
        for first in range(0, len(order), size):
            some = [everything[i] for i in order[first:first + size]]
            batch, bears = batch_of(some)
            weights = torch.clamp(bears.float(), 1, 3)  # of claims, not of sentences
            for group in optimiser.param_groups:
                group["lr"] = asked.rate * min(1, (step + 1) / 50) * (1 - step / steps)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(gate(batch, asked.drop), (bears > 0).float(), weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(some)
            step += 1
        if epoch % 3 == 2 or epoch + 1 == asked.epochs:
            print(f"epoch {epoch + 1}: loss {total / len(everything):.4f}, {time.process_time() - start:.0f} s")
            tell(curve(scores_of(gate, held), held, scores_of(gate, held_pages), held_pages))
            sys.stdout.flush()
    save(gate, asked.out, asked.least)


if __name__ == "__main__":
    main()
