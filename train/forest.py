"""Symmetric trees of catboost as src/model/forest.cc reads them."""

import json
import pathlib
import tempfile


def lines(name, model, names):
    """"forest NAME FEATURES TREES", the features' names, a line a tree: levels, "feature threshold" of each, leaves."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        dump = json.loads(path.read_text())
    scale, bias = dump["scale_and_bias"][0], dump["scale_and_bias"][1][0]
    out = [f"forest {name} {len(names)} {len(dump['oblivious_trees'])}", " ".join(names)]
    for i, tree in enumerate(dump["oblivious_trees"]):
        levels = [f"{one['float_feature_index']} {one['border']:.9g}" for one in tree["splits"]]
        leaves = [f"{scale * value + (bias if i == 0 else 0):.3g}" for value in tree["leaf_values"]]
        out.append(" ".join([str(len(levels)), *levels, *leaves]))
    return out
