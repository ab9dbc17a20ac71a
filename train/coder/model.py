"""The learned coder: an encoder of its own (the reader's kind, over the reader's word table), and what is read off it.

Word heads say whether a word heads an act, and of which type, mode and status; the pair head says of each other word what it is to
that act: its actor, recipient, place, time, or who says so.
"""

import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import net  # noqa: E402
import pieces  # noqa: E402

import examples  # noqa: E402

PAIR_WIDTH = 128


class Coder(nn.Module):
    def __init__(self, vocab_size=30522):
        super().__init__()
        self.word = nn.Embedding(vocab_size, net.HIDDEN)
        self.position = nn.Embedding(512, net.HIDDEN)
        self.token_type = nn.Parameter(torch.zeros(net.HIDDEN))
        self.norm = nn.LayerNorm(net.HIDDEN, net.EPS)
        self.layers = nn.ModuleList(net.Layer() for _ in range(net.LAYERS))
        self.shape = nn.Embedding(pieces.SHAPES, net.SHAPE_WIDTH)
        self.heads = nn.ModuleDict({name: net.Matrix(net.WIDTH, len(classes)) for name, classes in self.word_heads().items()})
        self.pair_from, self.pair_to = net.Matrix(net.WIDTH, PAIR_WIDTH), net.Matrix(net.WIDTH, PAIR_WIDTH)
        self.pair_bilinear = net.Matrix(PAIR_WIDTH, len(examples.ROLES) * PAIR_WIDTH, bias=False)
        self.pair_linear = nn.Linear(2 * PAIR_WIDTH, len(examples.ROLES))
        self.stance, self.tag = nn.Embedding(examples.STANCES, len(examples.ROLES)), nn.Embedding(len(examples.UPOS), len(examples.ROLES))
        nn.init.zeros_(self.stance.weight)
        nn.init.zeros_(self.tag.weight)
        self.dropout, self.head_dropout = nn.Dropout(0.1), nn.Dropout(0.3)
        nn.init.normal_(self.shape.weight, std=0.3)
        nn.init.normal_(self.pair_bilinear.weight, std=0.04)
        for rare, bias in ((self.heads["act"], -5.0), (self.heads["mode"], -4.0), (self.pair_linear, -4.0)):
            nn.init.constant_(rare.bias, bias)  # most words are nothing: not to be learned first

    @staticmethod
    def word_heads():
        return {"act": examples.TYPES, "status": examples.STATUSES, "mode": examples.MODES}

    encode = net.Reader.encode

    def roles(self, acts, words, stance, tag):
        """Scores [A, W, roles] of each word of an act's window; `acts` [A, 400], `words` [A, W, 400], the words' stance to the act and
        their tags [A, W]."""
        a = self.head_dropout(F.relu(self.pair_from(acts)))
        b = self.head_dropout(F.relu(self.pair_to(words)))
        crossed = self.pair_bilinear(a).view(len(a), len(examples.ROLES), PAIR_WIDTH)
        linear = self.pair_linear.weight
        one_sided = F.linear(a, linear[:, :PAIR_WIDTH])[:, None, :] + F.linear(b, linear[:, PAIR_WIDTH:], self.pair_linear.bias)
        return (b @ crossed.transpose(1, 2).to(b.dtype)).float() + one_sided.float() + self.stance(stance) + self.tag(tag)


def fresh():
    model = Coder()
    with torch.no_grad():
        net.load_base(model)
    model.word.weight.requires_grad_(False)
    return model


def save(model, path, **facts):
    state = {name: tensor for name, tensor in model.state_dict().items() if name != "word.weight"}
    torch.save({"state": state, "facts": facts}, path)


def load(path):
    kept = torch.load(path, map_location="cpu", weights_only=True)
    model = fresh()
    model.load_state_dict(kept["state"], strict=False)
    return model.eval()
