"""Chu-Liu/Edmonds with exactly one root: the tree the engine decodes too.

Taking a large constant off every arc from the root makes the best tree one with the fewest
root arcs, which is one; among those the constant changes nothing.
"""

import numpy as np

ROOT_COST = 1e6


def decode(scores):
    """Heads (0 the root, 1.. the words) of each word, from scores [n, 1 + n]."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e12)
    full[1:, :] = scores.astype(np.float64)
    full[1:, 0] -= ROOT_COST
    np.fill_diagonal(full, -1e12)
    return maximum_tree(full)[1:]


def find_cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node):]
        for seen in path:
            state[seen] = 2
    return None


def maximum_tree(scores):
    """heads[d] for scores[d][h]; node 0 is the root."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    cycle = np.array(cycle)
    rest = np.flatnonzero(~inside)
    size = len(rest)
    small = np.full((size + 1, size + 1), -1e12)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    kept = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    enter = entering.argmax(0)
    small[size, :size] = entering[enter, np.arange(size)]
    leaving = scores[np.ix_(rest, cycle)]
    leave = leaving.argmax(1)
    small[:size, size] = leaving[np.arange(size), leave]
    small[0, :] = -1e12
    inner = maximum_tree(small)
    result = heads.copy()
    for i in range(1, size):
        result[rest[i]] = cycle[leave[i]] if inner[i] == size else rest[inner[i]]
    result[cycle[enter[inner[size]]]] = rest[inner[size]]
    return result
