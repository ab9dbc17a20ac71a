"""Learns which blocks of an HTML page are story: data/clean/blocks.words and data/clean/blocks.forest.

    clean_features data rows.bin < list.txt > pages.jsonl      (one HTML file a line in list.txt)
    python3 train/clean/blocks.py pages.jsonl rows.bin PAGES data/clean

PAGES is the folder of labelled pages (aeb, segments, wcxb). A page is for training where the SHA-256 of its id is even.
A block's label is how much of it the labelled body holds: its word 4-grams, or the whole of it where it is shorter.
First what single words tell, of a block's beginning and of its elements' names: two linear models. Then two forests:
the first sees a block, its neighbours, its place and what its words tell; the second also what the first said all
around it. Whatever a later step learns from comes from models that had not seen the page.
`--check` learns on four fifths of the training pages and scores the rest, five times: what to choose settings by.
Needs catboost, numpy and scipy; nothing of it is needed to build or run.
"""
import argparse
import hashlib
import json
import pathlib
import re
import sys

import catboost
import numpy
import scipy.optimize
import scipy.sparse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import forest  # noqa: E402

WORD = re.compile(r"\w+", re.UNICODE)
FOLDS = 5
# Symmetric trees: what src/model/forest.cc walks many rows at once.
SHARED = dict(loss_function="CrossEntropy", grow_policy="SymmetricTree", border_count=64, rsm=0.35, bootstrap_type="Bernoulli",
              subsample=0.8, random_seed=7, random_strength=0.3, leaf_estimation_method="Newton", leaf_estimation_iterations=1,
              boost_from_average=False, thread_count=1, verbose=0, allow_writing_files=False)
FIRST = dict(SHARED, learning_rate=0.07, depth=6, l2_leaf_reg=30, iterations=200)
SECOND = dict(SHARED, learning_rate=0.05, depth=6, l2_leaf_reg=30, iterations=400)
SIZE_POWER = 0.85       # of a block's share of the story, as its weight
SENTENCE_WEIGHT = 0.06  # of a block that holds a labelled sentence
WORD_PAGES = 6          # a word or pair must be on so many pages
WORD_PENALTY = 4.0
NAME_PENALTY = 4.0
WRITTEN_WEIGHT = 0.12   # smaller weights of words are left out


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


class WholeStory:
    """A page whose whole story is known."""

    def __init__(self, text):
        self.gold = Gold(text)

    def rate(self, texts):
        self.sizes = numpy.array([len(cjk_spread(words_of(one))) for one in texts])
        labels = numpy.array([self.gold.label(one) for one in texts])
        return labels, self.sizes ** SIZE_POWER / self.gold.size ** SIZE_POWER

    def score(self, labels, chosen):
        hit, got = (labels * self.sizes * chosen).sum(), (self.sizes * chosen).sum()
        return min(1, hit / got) if got else 0, min(1, hit / self.gold.size)


class Sentences:
    """A page of which some sentences are known to be story, some not."""

    def __init__(self, wanted, unwanted):
        self.wanted, self.unwanted = [fold(one) for one in wanted], [fold(one) for one in unwanted]

    def rate(self, texts):
        texts = [fold(text) for text in texts]
        self.held = [numpy.array([one in text for text in texts], dtype=bool) for one in self.wanted]
        self.bad = [numpy.array([one in text for text in texts], dtype=bool) for one in self.unwanted]
        plus, minus = numpy.zeros(len(texts)), numpy.zeros(len(texts))
        for one in self.held:
            plus += one
        for one in self.bad:
            minus += one
        for one in self.wanted:
            plus += [len(text) > 25 and text in one for text in texts]
        return (plus > minus).astype(float), SENTENCE_WEIGHT * numpy.maximum(plus, minus)

    def score(self, labels, chosen):
        hit = sum((one & chosen).any() for one in self.held)
        return hit, len(self.held) - hit, sum((one & chosen).any() for one in self.bad)


def read_labels(folder):
    """path stem -> (id, set, what is known of the page)"""
    out = {}
    for name, entry in json.loads((folder / "aeb/ground-truth.json").read_text()).items():
        out["aeb/" + name + ".html"] = (name, WholeStory(entry["articleBody"]))
    for url, entry in json.loads((folder / "segments/labels.json").read_text()).items():
        out["segments/" + entry["file"]] = (url, Sentences(entry["with"], entry["without"]))
    for path in sorted((folder / "wcxb/labels").glob("*.json")):
        entry = json.loads(path.read_text())
        if entry["ground_truth"].get("main_content"):
            out["wcxb/" + path.stem + ".html"] = (path.stem, WholeStory(entry["ground_truth"]["main_content"]))
    return out


def small(word):
    """As WordReader in src/clean/words.h takes capitals."""
    return "".join(c.lower() if c < "\u0100" or "\u0370" < c < "\u0500" else c for c in word)


def text_tokens(words):
    words = [small(word) for word in words]
    return words + [a + " " + b for a, b in zip(["^"] + words, words)]


def name_tokens(page):
    """For each block, the words of its own element's names, and of all above it."""
    containers, far = page["containers"], []
    for container in containers:
        parent = container["parent"]
        far.append(far[parent] + ["far " + name for name in containers[parent]["names"]] if parent >= 0 else [])
    out = []
    for block in page["blocks"]:
        own = containers[block["container"]]["names"] + block["names"]
        out.append(["near " + name for name in own] + far[block["container"]])
    return out


class Page:
    def __init__(self, entry, rows, name, truth):
        self.name, self.truth, self.rows = name, truth, rows
        self.set = entry["path"].split("/")[-2]
        blocks, containers = entry["blocks"], entry["containers"]
        self.texts = [text_tokens(block["words"]) for block in blocks]
        self.names = name_tokens(entry)
        self.labels, self.weights = truth.rate([block["text"] for block in blocks])
        self.roots = numpy.sqrt(numpy.array([block["chars"] for block in blocks], dtype=float))
        self.container = numpy.array([block["container"] for block in blocks])
        self.parents = numpy.array([container["parent"] for container in containers])
        looks = {}
        self.looks = numpy.array([looks.setdefault(container["look"], len(looks)) for container in containers])
        self.headings = numpy.array([block["heading"] for block in blocks], dtype=bool)
        self.sections = numpy.cumsum(self.headings)


def read_pages(pages_path, rows_path, folder, keep):
    labels = read_labels(folder)
    pages = []
    with open(pages_path) as lines, open(rows_path, "rb") as rows_file:
        names = json.loads(next(lines))
        width = len(names["names"])
        for line in lines:
            entry = json.loads(line)
            size = len(entry["blocks"])
            rows = numpy.frombuffer(rows_file.read(4 * width * size), dtype=numpy.float32).reshape(size, width)
            stem = "/".join(pathlib.Path(entry["path"]).parts[-2:])
            if stem in labels and 0 < size <= 6000 and keep(labels[stem][0]):
                pages.append(Page(entry, rows, *labels[stem]))
    return pages, names


# What words tell.

class Linear:
    """A logistic regression over tokens: token -> weight."""

    def __init__(self, pages, tokens_of, penalty):
        seen = {}
        for page in pages:
            for token in {token for tokens in tokens_of(page) for token in tokens}:
                seen[token] = seen.get(token, 0) + 1
        self.index = {token: i for i, token in enumerate(sorted(token for token, count in seen.items() if count >= WORD_PAGES))}
        labels, weights, indices, pointers = [], [], [], [0]
        for page in pages:
            share = 1 / numpy.sqrt(max(1, (page.weights > 0).sum()))
            for tokens, label, weight in zip(tokens_of(page), page.labels, page.weights):
                if weight <= 0:
                    continue
                indices += [self.index[token] for token in tokens if token in self.index]
                pointers.append(len(indices))
                labels.append(label)
                weights.append(share if not isinstance(page.truth, Sentences) else 0.3)
        matrix = scipy.sparse.csr_matrix((numpy.ones(len(indices)), indices, pointers), shape=(len(labels), len(self.index)))
        labels, weights = numpy.array(labels), numpy.array(weights)

        def loss(at):
            scores = matrix @ at[:-1] + at[-1]
            p = 1 / (1 + numpy.exp(-numpy.clip(scores, -30, 30)))
            value = (weights * (numpy.logaddexp(0, scores) - labels * scores)).sum() + penalty / 2 * (at[:-1] ** 2).sum()
            pull = weights * (p - labels)
            return value, numpy.append(matrix.T @ pull + penalty * at[:-1], pull.sum())
        at = scipy.optimize.minimize(loss, numpy.zeros(len(self.index) + 1), jac=True, method="L-BFGS-B",
                                     options=dict(maxiter=60)).x
        self.weights = {token: round(float(at[i]), 2) for token, i in self.index.items()}

    def of(self, tokens):
        return [self.weights.get(token, 0.0) for token in tokens]


class Words:
    """Both linear models, and the columns they fill."""

    def __init__(self, pages):
        self.text = Linear(pages, lambda page: page.texts, WORD_PENALTY)
        self.name = Linear(pages, lambda page: page.names, NAME_PENALTY)
        self.text.weights = {token: weight for token, weight in self.text.weights.items() if abs(weight) >= WRITTEN_WEIGHT}
        self.name.weights = {token: weight for token, weight in self.name.weights.items() if abs(weight) >= WRITTEN_WEIGHT}

    def fill(self, page, names):
        column = {name: i for i, name in enumerate(names)}
        rows = page.rows.copy()
        sums = numpy.zeros(len(rows), dtype=numpy.float32)
        nears = numpy.zeros(len(rows), dtype=numpy.float32)
        for i, (texts, tokens) in enumerate(zip(page.texts, page.names)):
            weights = self.text.of(texts)
            sums[i] = sum(weights)
            rows[i, column["word_lowest"]] = min(weights + [0])
            rows[i, column["word_highest"]] = max(weights + [0])
            nears[i] = sum(self.name.of(token for token in tokens if token.startswith("near ")))
            rows[i, column["names_far"]] = sum(self.name.of(token for token in tokens if token.startswith("far ")))
        rows[:, column["word_sum"]] = sums
        rows[:, column["names_near"]] = nears
        heading = 0.0
        for i in range(len(rows)):
            if page.headings[i]:
                heading = sums[i]
            rows[i, column["section_words"]] = heading
        for offset in (-2, -1, 1, 2):
            for name, values in (("word_sum", sums), ("names_near", nears)):
                rows[:, column[f"n{offset}_{name}"]] = shifted(values, offset, 0.0)
        return rows

    def lines(self):
        out = [f"text {token} {weight:.2f}" for token, weight in sorted(self.text.weights.items())]
        names = sorted({token.split(" ", 1)[1] for token in self.name.weights})
        for name in names:
            near, far = (self.name.weights.get(f"{kind} {name}", 0.0) for kind in ("near", "far"))
            out.append(f"name {name} {near:.2f} {far:.2f}")
        return out


# What the first forest says around a block: keep in step with Features::fill_second in src/clean/features.cc.

def shifted(values, offset, empty):
    out = numpy.full(len(values), empty, dtype=numpy.float64)
    if offset < 0:
        out[-offset:] = values[:offset]
    else:
        out[:-offset or None] = values[offset:]
    return out


def around(page, first):
    size = len(first)
    roots = page.roots
    columns = [first] + [shifted(first, offset, -1.0) if abs(offset) < size else numpy.full(size, -1.0)
                         for offset in (-4, -3, -2, -1, 1, 2, 3, 4)]
    weight_before = numpy.concatenate([[0], numpy.cumsum(roots)])
    story_before = numpy.concatenate([[0], numpy.cumsum(roots * first)])
    at = numpy.arange(size)
    for reach in (6, 16):
        begin, end = numpy.maximum(0, at - reach), numpy.minimum(size, at + reach + 1)
        weight = weight_before[end] - weight_before[begin] - roots
        story = story_before[end] - story_before[begin] - roots * first
        columns.append(numpy.where(weight > 0.5, story / numpy.maximum(weight, 0.5), 0))
    for order in (range(size), range(size - 1, -1, -1)):
        column, last = numpy.full(size, -1.0), {}
        for i in order:
            parent = page.parents[page.container[i]]
            if parent in last and abs(last[parent] - i) <= 30:
                column[i] = first[last[parent]]
            last[parent] = i
        columns.append(column)
    weights, stories = (numpy.bincount(page.container, one, len(page.parents)) for one in (roots, roots * first))
    look_weights, look_stories = (numpy.bincount(page.looks[page.container], one, len(page.parents)) for one in (roots, roots * first))
    for c in range(len(page.parents) - 1, -1, -1):
        if page.parents[c] >= 0:
            weights[page.parents[c]] += weights[c]
            stories[page.parents[c]] += stories[c]
    total = max(stories[0], 1e-9)
    level = page.container
    for _ in range(4):
        columns += [stories[level] / numpy.maximum(weights[level], 1e-9), stories[level] / total]
        level = numpy.where(page.parents[level] >= 0, page.parents[level], level)
    look = page.looks[page.container]
    columns += [look_stories[look] / numpy.maximum(look_weights[look], 1e-9), look_stories[look] / total]
    sections, section_stories = (numpy.bincount(page.sections, one) for one in (roots, roots * first))
    columns.append(section_stories[page.sections] / numpy.maximum(sections[page.sections], 1e-9))
    columns += [numpy.full(size, total / max(weights[0], 1e-9)), numpy.full(size, first.max()), story_before[:-1] / total]
    return numpy.stack(columns, axis=1).astype(numpy.float32)


def fold_of(page):
    return int(hashlib.sha256(("fold " + page.name).encode()).hexdigest(), 16) % FOLDS


def train(pages, rows, settings):
    used = [page.weights > 0 for page in pages]
    model = catboost.CatBoost(settings)
    model.fit(catboost.Pool(numpy.concatenate([one[use] for one, use in zip(rows, used)]),
                            numpy.clip(numpy.concatenate([page.labels[use] for page, use in zip(pages, used)]), 0, 1),
                            weight=numpy.concatenate([page.weights[use] for page, use in zip(pages, used)])))
    return model


def tell(model, rows):
    return model.predict(rows, prediction_type="Probability")[:, 1]


def unseen(pages, learn, tell):
    """For each page, what a model learned on the other folds tells of it."""
    out = [None] * len(pages)
    for fold_number in sorted({fold_of(page) for page in pages}):
        model = learn([i for i in range(len(pages)) if fold_of(pages[i]) != fold_number])
        for i, page in enumerate(pages):
            if fold_of(page) == fold_number:
                out[i] = tell(model, i)
    return out


class Scorer:
    """All of it, learned from `pages`."""

    def __init__(self, pages, names):
        self.names = names
        self.words = Words(pages)
        rows = unseen(pages, lambda rest: Words([pages[i] for i in rest]), lambda words, i: words.fill(pages[i], names))

        def learn(rest, settings, rows):
            return train([pages[i] for i in rest], [rows[i] for i in rest], settings)

        firsts = unseen(pages, lambda rest: learn(rest, FIRST, rows), lambda model, i: tell(model, rows[i]))
        seconds = [numpy.concatenate([row, around(page, first)], axis=1) for page, row, first in zip(pages, rows, firsts)]
        self.first = learn(range(len(pages)), FIRST, rows)
        self.second = learn(range(len(pages)), SECOND, seconds)

    def story(self, page):
        rows = self.words.fill(page, self.names)
        return tell(self.second, numpy.concatenate([rows, around(page, tell(self.first, rows))], axis=1))


def report(pages, stories, threshold=0.5):
    scores = {}
    for page, story in zip(pages, stories):
        scores.setdefault(page.set, []).append(page.truth.score(page.labels, story >= threshold))
    f1 = lambda p, r: 2 * p * r / (p + r) if p + r else 0
    out = {}
    for name, rows in scores.items():
        rows = numpy.array(rows, dtype=float)
        if name == "segments":
            hit, missed, wrong = rows.sum(axis=0)
            out[name] = 2 * hit / (2 * hit + missed + wrong)
        elif name == "aeb":
            out[name] = f1(*rows.mean(axis=0))
        else:
            out[name] = float(numpy.mean([f1(*row) for row in rows]))
    return "  ".join(f"{name} {value:.4f}" for name, value in sorted(out.items()))


def check(pages, names):
    stories = unseen(pages, lambda rest: Scorer([pages[i] for i in rest], names), lambda scorer, i: scorer.story(pages[i]))
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        print(threshold, report(pages, stories, threshold))


# What is written.

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("rows", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    pages, names = read_pages(arguments.pages, arguments.rows, arguments.folder, is_training)
    print(len(pages), "pages,", sum(len(page.labels) for page in pages), "blocks", file=sys.stderr)
    if arguments.check:
        return check(pages, names["names"])
    write(Scorer(pages, names["names"]), names, arguments.out)


def write(scorer, names, out):
    head = "# Made by train/clean/blocks.py; see README.md beside this file."
    (out / "blocks.words").write_text("\n".join([head] + scorer.words.lines()) + "\n")
    lines = [head] + forest.lines("first", scorer.first, names["names"])
    lines += forest.lines("second", scorer.second, names["second_names"])
    (out / "blocks.forest").write_text("\n".join(lines) + "\n")
    for model, called in ((scorer.first, names["names"]), (scorer.second, names["second_names"])):
        gain = model.get_feature_importance()
        for i in numpy.argsort(-gain)[:40]:
            print(f"{gain[i]:10.1f} {called[i]}", file=sys.stderr)


if __name__ == "__main__":
    main()
