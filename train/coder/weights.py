"""Writes the coder's weights as the engine reads them (../format.md; the words are the reader's).

    python weights.py CHECKPOINT WEIGHTS.safetensors THRESHOLDS.json ANNALS TEXTS [REFERENCE.json]

TEXTS: our own texts, unpacked (eval/events/texts.py); acts of those that taught go along as the cases that `explain` shows.

Thresholds: {"thresholds": {"all": 0.4, "AGREE": 0.3}, "thresholds_beside_forms": {...}, "calibration": [added, times, with a form]}; what is not given is usual.
The reference, for the engine's parity test, holds the scores of a few sentences by the engine's arithmetic.
"""

import hashlib
import json
import pathlib
import sys

import examples
import model as coder_model
import numpy as np
import teach
import torch
from model import net, pieces  # puts train/ on the path

import engine  # noqa: E402
import export  # noqa: E402


def tensors(model):
    out = export.encoder_tensors(model)
    for part in ("from", "to", "bilinear"):
        out |= export.matrix(f"head.part.{part}", getattr(model, "pair_" + part))
    out["head.part.linear"], out["head.part.bias"] = export.array(model.pair_linear.weight), export.array(model.pair_linear.bias)
    out["head.part.stance"], out["head.part.tag"] = export.array(model.stance.weight), export.array(model.tag.weight)
    return out


def metadata(model, thresholds):
    heads = [{"name": name, "kind": "word", "labels": list(classes)} for name, classes in model.word_heads().items()]
    heads.append({"name": "part", "kind": "pair", "labels": examples.ROLES})
    return {
        "format": "annals-reader", "version": "1", "language": "en", "words": "reader.en.safetensors", "layers": str(net.LAYERS),
        "attention_heads": str(net.HEADS), "hidden": str(net.HIDDEN), "ffn": str(net.FFN), "norm_epsilon": str(net.EPS),
        "max_pieces": str(net.MAX_PIECES), "shapes": str(pieces.SHAPES), "shape_width": str(net.SHAPE_WIDTH),
        "part_width": str(coder_model.PAIR_WIDTH), "heads": json.dumps(heads), **{name: json.dumps(values) for name, values in thresholds.items()}, "license": "CC BY-SA 4.0",
    }


def cases(model, annals, folder):
    """Acts of our own texts that taught: (lines "code<tab>sentence", vectors [N, 128] int8), the closest twins left out."""
    split, names = teach.Split(), examples.Names(teach.REPOSITORY / "data/actors")
    sets = sorted(path.stem for path in (folder / "gold").glob("*.jsonl"))
    lines, vectors = [], []
    for text in examples.documents(annals, folder, sets, names):
        if not examples.is_learned(text.key):
            continue
        for window in teach.windows(text, split, teach.MOST_OWN, teach.CONTEXT):
            sample = teach.encode(window, split)
            with torch.inference_mode():
                x = model.encode(**teach.collate([sample]))[0]
                seen = torch.relu(model.pair_from(x)).numpy()
            for number in window.numbers[window.first_own :]:
                sentence = text.sentences[number]
                shown = " ".join(text.body[sentence.spans[0][0] : sentence.spans[-1][1]].split())
                for act in sentence.acts:
                    at = sample["start"][number] + act.head
                    if at >= len(seen) or len(shown) > 240:
                        continue
                    vector = seen[at] / max(1e-6, float(np.linalg.norm(seen[at])))
                    if vectors and max(float(v @ vector) for v in vectors[-400:]) > 0.93:
                        continue
                    trigger = text.body[act.gold["trigger_start"] : act.gold["trigger_end"]]
                    lines.append(f"{' '.join([act.type, *act.modes])}, {act.status}: {trigger}\t{shown}")
                    vectors.append(vector)
    return lines, np.rint(np.array(vectors) * 127).astype(np.int8)


SENTENCES = [
    "The foreign ministers of Chad and Niger met in Agadez on Tuesday after rebels had shelled a border post .",
    "Lima denied that its navy had boarded the trawler , but promised to let inspectors in by June .",
    "Thousands marched in Tbilisi ; the opposition 's leader , who was arrested in May , called on the president to resign .",
]


def reference(path):
    """Scores by the engine's arithmetic, rounded to five digits."""
    machine, out = engine.Engine(path), []
    digits = lambda numbers: [round(float(x), 5) for x in numbers.flatten()]
    for sentence in SENTENCES:
        words = sentence.split()
        x = machine.encode(words)[-1]
        scores = {name: machine.matrix(f"head.{name}", x) for name in coder_model.Coder.word_heads()}
        of = int(scores["act"].max(-1).argmax())
        out.append({"words": words, **{name: [digits(row) for row in rows] for name, rows in scores.items()}, "of": of,
                    "part": digits(machine.pairs("part", x, of))})
    return out


def main(checkpoint, weights, thresholds, annals, texts, reference_path=None):
    given = json.loads(pathlib.Path(thresholds).read_text())
    model = coder_model.load(checkpoint)
    filled = {name: {kind: given.get(name, {}).get(kind, given.get(name, {}).get("all", usual)) for kind in examples.TYPES}
              for name, usual in (("thresholds", 0.5), ("thresholds_beside_forms", 0.1))}
    filled["calibration"] = given.get("calibration", [0, 1, 0])
    lines, vectors = cases(model, annals, pathlib.Path(texts))
    arrays = tensors(model) | {"cases": np.frombuffer("\n".join(lines).encode(), np.uint8), "cases.vectors": vectors}
    data = export.pack(arrays, metadata(model, filled))
    pathlib.Path(weights).write_bytes(data)
    if reference_path:  # the reader's weights stand beside them
        pathlib.Path(reference_path).write_text(json.dumps(reference(weights), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(lines)} labelled cases; {weights}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
