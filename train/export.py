"""Writes the weights the engine reads (format.md), and the reference its parity test compares with.

    python export.py CHECKPOINT WEIGHTS.safetensors [REFERENCE.json]

With the checkpoint `random`, the heads are random: enough to test an engine with.
"""

import hashlib
import json
import pathlib
import struct
import sys

import numpy as np
import torch

import engine
import labels
import net
import pieces

ALIGNMENT = 64


def quantise(weight):
    """int8 rows and their scales, as net.round_weight does."""
    scale = np.abs(weight).max(-1) / np.float32(127)
    scale[scale == 0] = 1
    rounded = np.rint(weight / scale[:, None]).astype(np.int8)
    return rounded, scale.astype(np.float32)


def array(parameter):
    return parameter.detach().float().numpy()


def matrix(name, module):
    """The tensors of one int8 matrix."""
    out = {}
    out[name + ".weight"], out[name + ".scale"] = quantise(array(module.weight))
    if module.bias is not None:
        out[name + ".bias"] = array(module.bias)
    return out


def encoder_tensors(model):
    """All but the words: positions, layers, shapes, word heads."""
    out = {"embed.position": array(model.position.weight), "embed.type": array(model.token_type),
           "embed.norm.weight": array(model.norm.weight), "embed.norm.bias": array(model.norm.bias)}
    for n, layer in enumerate(model.layers):
        for part in ("q", "k", "v", "o", "f1", "f2"):
            out |= matrix(f"layer.{n}.{part}", getattr(layer, part))
        for part in ("norm1", "norm2"):
            out[f"layer.{n}.{part}.weight"] = array(getattr(layer, part).weight)
            out[f"layer.{n}.{part}.bias"] = array(getattr(layer, part).bias)
    out["shape"] = array(model.shape.weight)
    for name, head in model.heads.items():
        out |= matrix(f"head.{name}", head)
    return out


def tensors(model):
    """All tensors by the names of format.md, in the order of the file."""
    out = {"vocab": np.frombuffer("\n".join(model.vocab).encode(), np.uint8)}
    out["embed.word.weight"], out["embed.word.scale"] = quantise(array(model.word.weight))
    out |= encoder_tensors(model)
    for part in ("arc_dep", "arc_head", "rel_dep", "rel_head", "rel_bilinear"):
        out |= matrix("head." + part.replace("_", "."), getattr(model, part))
    out["head.arc.root"], out["head.arc.bias"] = array(model.arc_root), array(model.arc_bias)
    out["head.arc.bilinear"] = array(model.arc_bilinear)
    out["head.rel.root"] = array(model.rel_root)
    out["head.rel.linear"], out["head.rel.bias"] = array(model.rel_linear.weight), array(model.rel_linear.bias)
    return out


def metadata(model):
    heads = [{"name": name, "kind": "word", "labels": list(classes)} for name, classes in model.word_heads().items()]
    heads.append({"name": "tree", "kind": "tree", "labels": labels.DEPREL})
    marks = {"marks": "kept"} if model.own else {}
    return marks | {
        "format": "annals-reader", "version": "1", "language": model.language, "layers": str(net.LAYERS), "attention_heads": str(net.HEADS),
        "hidden": str(net.HIDDEN), "ffn": str(net.FFN), "norm_epsilon": str(net.EPS), "max_pieces": str(net.MAX_PIECES),
        "shapes": str(pieces.SHAPES), "shape_width": str(net.SHAPE_WIDTH), "heads": json.dumps(heads, ensure_ascii=False),
        "license": "CC BY-SA 4.0",
    }


def pack(arrays, facts):
    """The bytes of a safetensors file whose tensors all start at multiples of 64."""
    kinds = {np.dtype(np.uint8): "U8", np.dtype(np.int8): "I8", np.dtype(np.float32): "F32"}
    header, body = {"__metadata__": facts}, []
    offset = 0
    for name, value in arrays.items():
        data = np.ascontiguousarray(value).tobytes()
        header[name] = {"dtype": kinds[value.dtype], "shape": list(value.shape), "data_offsets": [offset, offset + len(data)]}
        body.append(data)
        offset += len(data)
        gap = -offset % ALIGNMENT
        if gap:
            header[f"pad.{len(body)}"] = {"dtype": "U8", "shape": [gap], "data_offsets": [offset, offset + gap]}
            body.append(bytes(gap))
            offset += gap
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % ALIGNMENT)
    return struct.pack("<Q", len(text)) + text + b"".join(body)


def main(checkpoint, weights, reference=None):
    if checkpoint == "random":
        torch.manual_seed(1)
        model = net.Reader(["l0-", "l1-", "k0-", "=be", "l3-y"]).eval()
        with torch.no_grad():
            net.load_base(model)
    else:
        model = net.load(checkpoint)
    data = pack(tensors(model), metadata(model))
    pathlib.Path(weights).write_bytes(data)
    print(f"{weights}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    if reference:
        text = engine.reference(engine.Engine(weights))
        pathlib.Path(reference).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
