"""MUC, B3 and CEAFe of two partitions, and CoNLL F1, their mean; as in Pradhan et al., Scoring Coreference Partitions of
Predicted Mentions (ACL 2014). Mentions that stand on one side only count against the other.

    python3 eval/linking/metrics.py      runs that paper's worked example and says so
"""

from collections import defaultdict


def groups(labels):
    """{mention: cluster} as a list of sets."""
    out = defaultdict(set)
    for mention, label in labels.items():
        out[label].add(mention)
    return list(out.values())


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc_recall(key, response):
    where = {m: i for i, group in enumerate(response) for m in group}
    linked = possible = 0
    for group in key:
        parts = {where.get(m, ("alone", m)) for m in group}
        linked += len(group) - len(parts)
        possible += len(group) - 1
    return linked / possible if possible else 0.0


def b3_recall(key, response):
    of = {m: group for group in response for m in group}
    total = count = 0
    for group in key:
        for mention in group:
            total += len(group & of.get(mention, set())) / len(group)
            count += 1
    return total / count if count else 0.0


def best_sum(rows, columns, value):
    """The greatest sum of values of a matching: the Hungarian method on a small matrix."""
    n = max(len(rows), len(columns))
    cost = [[-value.get((rows[i], columns[j]), 0.0) if i < len(rows) and j < len(columns) else 0.0 for j in range(n)]
            for i in range(n)]
    u, v, match = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used, way = [float("inf")] * (n + 1), [False] * (n + 1), [0] * (n + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], float("inf"), 0
            for j in range(1, n + 1):
                if used[j]:
                    continue
                now = cost[i0 - 1][j - 1] - u[i0] - v[j]
                if now < least[j]:
                    least[j], way[j] = now, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(n + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return -sum(cost[match[j] - 1][j - 1] for j in range(1, n + 1))


def ceafe(key, response):
    """(precision, recall). Groups that share no mention add nothing, so each connected part is matched by itself."""
    where = {m: j for j, group in enumerate(response) for m in group}
    value, touching = {}, defaultdict(set)
    for i, group in enumerate(key):
        for mention in group:
            j = where.get(mention)
            if j is not None and (i, j) not in value:
                value[i, j] = 2 * len(group & response[j]) / (len(group) + len(response[j]))
                touching["k", i].add(("r", j))
                touching["r", j].add(("k", i))
    total, seen = 0.0, set()
    for start in sorted(touching):
        if start in seen:
            continue
        part, left = set(), [start]
        while left:
            node = left.pop()
            if node not in part:
                part.add(node)
                left.extend(touching[node] - part)
        seen |= part
        rows = sorted(i for side, i in part if side == "k")
        columns = sorted(j for side, j in part if side == "r")
        total += best_sum(rows, columns, value)
    return (total / len(response) if response else 0.0), (total / len(key) if key else 0.0)


def scores(gold, found):
    """Of {mention: cluster} twice: {"muc", "b3", "ceafe": (P, R, F1)} and "conll"."""
    key, response = groups(gold), groups(found)
    out = {}
    for name, recall in (("muc", muc_recall), ("b3", b3_recall)):
        p, r = recall(response, key), recall(key, response)
        out[name] = (p, r, f1(p, r))
    p, r = ceafe(key, response)
    out["ceafe"] = (p, r, f1(p, r))
    out["conll"] = sum(out[name][2] for name in ("muc", "b3", "ceafe")) / 3
    return out


def worked_example():
    gold = {m: i for i, group in enumerate(("abc", "defg")) for m in group}
    found = {m: i for i, group in enumerate(("ab", "cd", "fghi")) for m in group}
    got = scores(gold, found)
    expected = {"muc": (2 / 5, 2 / 5), "b3": (1 / 2, 35 / 12 / 7), "ceafe": (1.3 / 3, 1.3 / 2)}
    for name, (p, r) in expected.items():
        assert abs(got[name][0] - p) < 1e-9 and abs(got[name][1] - r) < 1e-9, (name, got[name])
    return got


if __name__ == "__main__":
    for name, numbers in worked_example().items():
        print(name, numbers)
    print("as in the paper")
