"""Shortest paths over ties of 1 to 100, which never pass a private person."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..compiled import compiled, inner

FAR = 1 << 20
"""Longer than any path."""

BUCKETS = 128
"""More than the longest tie, a power of two."""

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Graph(NamedTuple):
    """The pool's ties, each from both ends: those of ``node`` are ``start[node]`` to before ``start[node + 1]``."""

    start: Ints
    target: Ints
    length: Ints
    is_private: Flags


def graph_of(nodes: int, one: Ints, other: Ints, length: Ints, is_private: Flags) -> Graph:
    """Puts ties in order of their ends."""
    ends, targets = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(ends, kind="stable")
    start = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(ends, minlength=nodes), out=start[1:])
    lengths = np.concatenate([length, length])
    return Graph(start, targets[order].astype(np.int32), lengths[order].astype(np.int32), is_private)


def everybody_apart(nodes: int) -> Graph:
    """Returns ties of nobody."""
    none = np.empty(0, np.int32)
    return graph_of(nodes, none, none, none, np.zeros(nodes, np.bool_))


@inner
def _unlink(node: int, bucket: int, heads: Ints, after: Ints, before: Ints) -> None:
    """Takes a node out of its bucket."""
    if before[node] >= 0:
        after[before[node]] = after[node]
    else:
        heads[bucket] = after[node]
    if after[node] >= 0:
        before[after[node]] = before[node]


@inner
def _link(node: int, bucket: int, heads: Ints, after: Ints, before: Ints) -> None:
    """Puts a node into a bucket."""
    after[node] = heads[bucket]
    before[node] = -1
    if heads[bucket] >= 0:
        before[heads[bucket]] = node
    heads[bucket] = node


@inner
def _relax(graph: Graph, node: int, distance: Ints, heads: Ints, after: Ints, before: Ints) -> None:
    """Offers a node's neighbours the way through it."""
    for tie in range(graph.start[node], graph.start[node + 1]):
        other = graph.target[tie]
        through = distance[node] + graph.length[tie]
        if through < distance[other]:
            if distance[other] < FAR:
                _unlink(other, distance[other] & (BUCKETS - 1), heads, after, before)
            distance[other] = through
            _link(other, through & (BUCKETS - 1), heads, after, before)


@compiled
def distances(graph: Graph, sources: Ints, wanted: Flags) -> Ints:
    """Returns each wanted node's distance from the nearest source, ``FAR`` where there is no path.

    It ends when those are known; what it says of other nodes then may be too much.

    Dial's algorithm ("Algorithm 360: Shortest-path forest with topological ordering", 1969): ties are short whole
    numbers, so nodes wait in one bucket for each distance and no heap is needed.
    """
    nodes = len(graph.start) - 1
    distance = np.full(nodes, FAR, np.int32)
    after, before = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    heads = np.full(BUCKETS, -1, np.int32)
    for source in sources:
        if distance[source] == FAR:
            distance[source] = 0
            _link(source, 0, heads, after, before)
    now, empty, left = 0, 0, wanted.sum()
    while empty < BUCKETS and left > 0:
        node = heads[now & (BUCKETS - 1)]
        if node < 0:
            now += 1
            empty += 1
            continue
        empty = 0
        _unlink(node, now & (BUCKETS - 1), heads, after, before)
        if wanted[node]:
            left -= 1
        if now == 0 or not graph.is_private[node]:
            _relax(graph, node, distance, heads, after, before)
    return distance


def path(graph: Graph, distance: Ints, end: int) -> list[int]:
    """Returns the nodes on a shortest way from the source of ``distance`` to ``end``; of several the lowest nodes."""
    way = [end]
    while distance[way[-1]] > 0:
        node = way[-1]
        ties = slice(graph.start[node], graph.start[node + 1])
        targets = graph.target[ties]
        isnear = distance[targets] + graph.length[ties] == distance[node]
        passable = ~graph.is_private[targets] | (distance[targets] == 0)
        way.append(int(targets[isnear & passable].min()))
    return way[::-1]
