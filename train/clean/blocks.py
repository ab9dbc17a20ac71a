"""Learns which blocks of an HTML page are story: data/clean/blocks.forest.

    clean_features data < list.txt > features.jsonl      (one HTML file a line in list.txt)
    python3 train/clean/blocks.py features.jsonl PAGES data/clean/blocks.forest

PAGES is the folder of labelled pages (aeb, segments, wcxb). A page is for training where the SHA-256 of its id is even.
A block's label is how much of it the labelled body holds: its word 4-grams, or the whole of it where it is shorter.
Two forests: the first sees a block, its neighbours and its place; the second also what the first said around it, learned
from verdicts of forests that had not seen the page. Needs lightgbm and numpy; nothing of it is needed to build or run.
"""
import hashlib
import json
import pathlib
import re
import sys

import lightgbm
import numpy

WORD = re.compile(r"\w+", re.UNICODE)
FOLDS = 5
PARAMETERS = dict(objective="cross_entropy", learning_rate=0.08, num_leaves=24, min_data_in_leaf=40, feature_fraction=0.5,
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, num_threads=2, seed=7, deterministic=True,
                  force_row_wise=True, verbose=-1, max_bin=127)
ROUNDS = {"first": 110, "second": 110}


def is_training(name):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def words_of(text):
    return WORD.findall(text.lower())


def cjk_spread(words):
    return [part for word in words for part in (word if ord(word[0]) > 0x2E80 else [word])]


class Gold:
    def __init__(self, text):
        words = cjk_spread(words_of(text))
        self.size = max(1, len(words))
        self.shingles = {tuple(words[i:i + 4]) for i in range(len(words) - 3)}
        self.joined = " " + " ".join(words) + " "
        self.lines = {" ".join(words_of(line)) for line in text.split("\n")}

    def label(self, text):
        words = cjk_spread(words_of(text))
        if len(words) >= 4:
            shingles = [tuple(words[i:i + 4]) for i in range(len(words) - 3)]
            return sum(shingle in self.shingles for shingle in shingles) / len(shingles)
        if len(words) >= 2:
            return float(f" {' '.join(words)} " in self.joined)
        return float(" ".join(words) in self.lines) if words else 0.0


def fold(text):
    return " ".join(text.split())


def read_labels(folder):
    """path stem -> (id, function from block texts to labels and weights)"""
    out = {}

    def whole(text):
        gold = Gold(text)

        def rate(texts):
            labels = [gold.label(one) for one in texts]
            weights = [len(cjk_spread(words_of(one))) ** 0.85 / gold.size ** 0.85 for one in texts]
            return labels, weights
        return rate

    def sentences(wanted, unwanted):
        wanted, unwanted = [fold(one) for one in wanted], [fold(one) for one in unwanted]

        def rate(texts):
            labels, weights = [], []
            for text in map(fold, texts):
                plus = sum(one in text for one in wanted) + sum(len(text) > 25 and text in one for one in wanted)
                minus = sum(one in text for one in unwanted)
                labels.append(1.0 if plus > minus else 0.0)
                weights.append(0.06 * max(plus, minus))
            return labels, weights
        return rate

    for name, entry in json.loads((folder / "aeb/ground-truth.json").read_text()).items():
        out["aeb/" + name + ".html"] = (name, whole(entry["articleBody"]))
    for url, entry in json.loads((folder / "segments/labels.json").read_text()).items():
        out["segments/" + entry["file"]] = (url, sentences(entry["with"], entry["without"]))
    for path in sorted((folder / "wcxb/labels").glob("*.json")):
        entry = json.loads(path.read_text())
        if entry["ground_truth"].get("main_content"):
            out["wcxb/" + path.stem + ".html"] = (path.stem, whole(entry["ground_truth"]["main_content"]))
    return out


def train(rows, labels, weights, rounds):
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels, weight=weights), num_boost_round=rounds)


def neighbours(page, first):
    """The columns that Features::fill_second adds: keep in step with src/clean/features.cc."""
    size = len(first)
    chars = numpy.sqrt(numpy.array(page["chars"], dtype=float))
    columns = [first]
    for offset in (-4, -3, -2, -1, 1, 2, 3, 4):
        column = numpy.full(size, -1.0)
        for i in range(size):
            if 0 <= i + offset < size:
                column[i] = first[i + offset]
        columns.append(column)
    for reach in (6, 16):
        column = numpy.zeros(size)
        for i in range(size):
            begin, end = max(0, i - reach), min(size, i + reach + 1)
            weight = chars[begin:end].sum() - chars[i]
            column[i] = ((chars[begin:end] * first[begin:end]).sum() - chars[i] * first[i]) / weight if weight > 0 else 0
        columns.append(column)
    for step in (-1, 1):
        column = numpy.full(size, -1.0)
        for i in range(size):
            k = i + step
            for _ in range(30):
                if not 0 <= k < size:
                    break
                if page["parent"][k] == page["parent"][i] or page["container"][k] == page["container"][i]:
                    column[i] = first[k]
                    break
                k += step
        columns.append(column)
    return numpy.stack(columns, axis=1)


def write_tree(node, out):
    """Flattens a tree parent first; returns nothing, appends words."""
    nodes = []

    def visit(part):
        at = len(nodes)
        nodes.append(None)
        if "leaf_value" in part and "split_feature" not in part:
            nodes[at] = f"= {part['leaf_value']:.4g}"
            return at
        left = visit(part["left_child"])
        right = visit(part["right_child"])
        nodes[at] = f"{part['split_feature']} {part['threshold']:.5g} {left} {right}"
        return at

    visit(node)
    out.append(" ".join(nodes))


def forest_lines(name, model, names):
    dump = model.dump_model()
    lines = [f"forest {name} {len(names)} {len(dump['tree_info'])}", " ".join(names)]
    for tree in dump["tree_info"]:
        write_tree(tree["tree_structure"], lines)
    return lines


def main():
    features_path, folder, out_path = map(pathlib.Path, sys.argv[1:4])
    labels = read_labels(folder)
    pages = []
    with open(features_path) as lines:
        names = json.loads(next(lines))
        for line in lines:
            entry = json.loads(line)
            stem = "/".join(pathlib.Path(entry["path"]).parts[-2:])
            if stem not in labels or not entry["blocks"] or len(entry["blocks"]) > 6000:
                continue
            name, rate = labels[stem]
            if not is_training(name):
                continue
            texts = [block["text"] for block in entry["blocks"]]
            page = dict(rows=numpy.array([block["row"] for block in entry["blocks"]], dtype=numpy.float32), fold=len(pages) % FOLDS)
            page["labels"], page["weights"] = map(numpy.array, rate(texts))
            for key in ("chars", "container", "parent"):
                page[key] = [block[key] for block in entry["blocks"]]
            pages.append(page)
    print(len(pages), "pages,", sum(len(page["labels"]) for page in pages), "blocks", file=sys.stderr)

    def stack(chosen, key):
        return numpy.concatenate([page[key] for page in chosen])

    for fold_number in range(FOLDS):
        rest = [page for page in pages if page["fold"] != fold_number]
        model = train(stack(rest, "rows"), stack(rest, "labels"), stack(rest, "weights"), ROUNDS["first"])
        for page in pages:
            if page["fold"] == fold_number:
                page["second"] = numpy.concatenate([page["rows"], neighbours(page, model.predict(page["rows"]))], axis=1)
    first = train(stack(pages, "rows"), stack(pages, "labels"), stack(pages, "weights"), ROUNDS["first"])
    second = train(stack(pages, "second"), stack(pages, "labels"), stack(pages, "weights"), ROUNDS["second"])
    lines = ["# Made by train/clean/blocks.py; see README.md beside this file."]
    lines += forest_lines("first", first, names["names"])
    lines += forest_lines("second", second, names["second_names"])
    out_path.write_text("\n".join(lines) + "\n")
    gain = second.feature_importance("gain")
    for i in numpy.argsort(-gain)[:25]:
        print(f"{gain[i]:10.1f} {names['second_names'][i]}", file=sys.stderr)


main()
