"""The engine's arithmetic, step by step in numpy, from the exported file: what C++ must compute.

Slow and plain on purpose. Integer sums are exact; the rest is float32.
"""

import json
import math
import pathlib
import struct

import numpy as np

import pieces

# Written for this test: news-like, with contractions, initials, marks and words of many pieces.
SENTENCES = (
    "The two ministers met in Geneva on Tuesday .",
    "Protesters did n’t leave the square , a police spokesman said , despite “ repeated ” warnings .",
    "U.S. envoy Mária Ó Flóinn-Haddad called off the 14th round of talks ; rebels shelled Qaryat al-Zahra .",
    "SHELLING RESUMES",
    "北京 talks 3,500 www.example.org/news?id=7 xyzzyqwv \u200b",
)


def read(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    facts = header.pop("__metadata__")
    kinds = {"U8": np.uint8, "I8": np.int8, "F32": np.float32}
    arrays = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(data[8 + length + start : 8 + length + end], kinds[entry["dtype"]]).reshape(entry["shape"])
    return arrays, facts


def quantise(x):
    low, high = np.minimum(x.min(-1), 0), np.maximum(x.max(-1), 0)
    step = ((high - low) / np.float32(127)).astype(np.float32)
    step = np.where(step > 0, step, np.float32(1))
    zero = np.rint(-low / step).astype(np.int32)
    whole = np.rint(x / step[:, None]).astype(np.int32) + zero[:, None]
    return np.clip(whole, 0, 127), step, zero


def erf(x):
    return np.vectorize(math.erf)(x.astype(np.float64)).astype(np.float32)


class Engine:
    def __init__(self, path):
        self.arrays, self.facts = read(path)
        if "words" in self.facts:  # of another file beside it
            words, _ = read(pathlib.Path(path).parent / self.facts["words"])
            self.arrays |= {name: words[name] for name in ("vocab", "embed.word.weight", "embed.word.scale")}
        self.heads = json.loads(self.facts["heads"])
        self.pieces = pieces.WordPiece(bytes(self.arrays["vocab"]).decode().split("\n"), marks=self.facts.get("marks") == "kept")

    def matrix(self, name, x):
        weight = self.arrays[name + ".weight"].astype(np.int32)
        whole, step, zero = quantise(x)
        sums = whole.astype(np.float64) @ weight.T.astype(np.float64) - zero[:, None] * weight.sum(-1, dtype=np.int64)[None, :]
        y = sums.astype(np.float32) * (step[:, None] * self.arrays[name + ".scale"][None, :])
        return y + self.arrays[name + ".bias"] if name + ".bias" in self.arrays else y

    def norm(self, name, x):
        mean = x.mean(-1, keepdims=True)
        variance = ((x - mean) ** 2).mean(-1, keepdims=True)
        scaled = (x - mean) / np.sqrt(variance + np.float32(float(self.facts["norm_epsilon"])))
        return scaled * self.arrays[name + ".weight"] + self.arrays[name + ".bias"]

    def attention(self, layer, h):
        heads = int(self.facts["attention_heads"])
        width = h.shape[1] // heads
        q, k, v = (self.matrix(f"layer.{layer}.{part}", h).reshape(len(h), heads, width) for part in "qkv")
        scores = np.einsum("ihw,jhw->hij", q, k) / np.float32(math.sqrt(width))
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return self.matrix(f"layer.{layer}.o", np.einsum("hij,jhw->ihw", weights, v).reshape(len(h), -1))

    def encode(self, words):
        """Piece numbers, first piece of each word, and the vectors [words, 400]."""
        split = [self.pieces.word(word) for word in words]
        number = [self.pieces.cls] + [piece for word in split for piece in word] + [self.pieces.sep]
        first = np.cumsum([1] + [len(word) for word in split])[:-1]
        a = self.arrays
        h = a["embed.word.weight"][number].astype(np.float32) * a["embed.word.scale"][number][:, None]
        h = self.norm("embed.norm", h + a["embed.position"][: len(number)] + a["embed.type"])
        for n in range(int(self.facts["layers"])):
            h = self.norm(f"layer.{n}.norm1", h + self.attention(n, h))
            inner = self.matrix(f"layer.{n}.f1", h)
            inner = inner * np.float32(0.5) * (1 + erf(inner / np.float32(math.sqrt(2))))
            h = self.norm(f"layer.{n}.norm2", h + self.matrix(f"layer.{n}.f2", inner))
        shapes = [pieces.shape(word, i == 0) for i, word in enumerate(words)]
        return number, first, shapes, np.concatenate([h[first], a["shape"][shapes]], -1)

    def pairs(self, name, x, of):
        """Scores [words, labels] of what each word is to the word `of`."""
        a = self.arrays
        source = np.maximum(self.matrix(f"head.{name}.from", x), 0)[of]
        target = np.maximum(self.matrix(f"head.{name}.to", x), 0)
        width = len(source)
        crossed = self.matrix(f"head.{name}.bilinear", source[None]).reshape(-1, width)
        linear = a[f"head.{name}.linear"]
        return target @ crossed.T + target @ linear[:, width:].T + (linear[:, :width] @ source + a[f"head.{name}.bias"])

    def arcs(self, x):
        """Scores [words, 1 + words]: column 0 is the root."""
        a = self.arrays
        dep = np.maximum(self.matrix("head.arc.dep", x), 0)
        head = np.concatenate([a["head.arc.root"][None], np.maximum(self.matrix("head.arc.head", x), 0)])
        return (dep @ a["head.arc.bilinear"].T) @ head.T + (head @ a["head.arc.bias"])[None, :]

    def relations(self, x, heads):
        """Scores [words, relations] for the given heads (0 the root)."""
        a = self.arrays
        dep = np.maximum(self.matrix("head.rel.dep", x), 0)
        head = np.concatenate([a["head.rel.root"][None], np.maximum(self.matrix("head.rel.head", x), 0)])[heads]
        crossed = self.matrix("head.rel.bilinear", dep).reshape(len(x), -1, head.shape[1])
        linear = np.concatenate([dep, head], -1) @ a["head.rel.linear"].T + a["head.rel.bias"]
        return (crossed * head[:, None, :]).sum(-1) + linear


def rounded(array):
    return np.round(array.astype(np.float64), 4).tolist()


def reference(engine):
    """JSON: what the engine makes of SENTENCES. Numbers have four decimals."""
    import tree

    cases = []
    for sentence in SENTENCES:
        words = sentence.split(" ")
        number, first, shapes, x = engine.encode(words)
        arcs = engine.arcs(x)
        heads = tree.decode(arcs)
        relations = engine.relations(x, heads)
        outputs = {head["name"]: engine.matrix("head." + head["name"], x) for head in engine.heads if head["kind"] == "word"}
        cases.append({
            "words": words, "pieces": [int(n) for n in number], "first": first.tolist(), "shapes": shapes,
            "vectors": rounded(x[:, :8]), "vector_sums": rounded(np.abs(x).sum(-1)),
            "best": {name: output.argmax(-1).tolist() for name, output in outputs.items()},
            "outputs": {name: rounded(output[:, :20]) for name, output in outputs.items()},
            "arcs": rounded(arcs), "heads": heads.tolist(), "relations": rounded(relations),
        })
    note = "Made by train/export.py. vectors: the first 8 of 400 numbers; vector_sums: sums of absolute values; outputs: the first 20 classes."
    return json.dumps({"note": note, "cases": cases}, ensure_ascii=False, separators=(",", ":")) + "\n"
