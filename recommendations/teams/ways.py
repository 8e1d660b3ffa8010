"""Shortest ways from one person, known that everybody can be reached through the leader.

The leader is no obstacle to any way, so nobody is farther from a person than by way of the leader. Only ways that are
shorter than that are looked for: whoever has none is not looked at again, and so is whoever is too far already to be on
one.
"""

from typing import NamedTuple

import numpy as np

from ..compiled import allocating, compiled
from .distances import BUCKETS, FAR, Graph, Ints, distances


class Lead(NamedTuple):
    """What is known of all ways through the leader.

    Attributes:
        away: Distance of each node from the leader.
        room: Somebody at least as far from a person as the person is from the leader, and so much more, is on no way
            from that person that is shorter than the one through the leader.
    """

    away: Ints
    room: Ints


def lead_of(graph: Graph, leader: int) -> Lead:
    """Measures the ways through the leader."""
    away = distances(graph, np.array([leader], np.int32), np.ones(len(graph.start) - 1, np.bool_))
    return Lead(away, _room(graph, away))


@compiled
def _room(graph: Graph, away: Ints) -> Ints:
    """Returns how far each node's neighbours are from the leader at most, beyond the tie to them."""
    room = np.full(len(away), -FAR, np.int32)
    for node in range(len(away)):
        for tie in range(graph.start[node], graph.start[node + 1]):
            room[node] = max(room[node], away[graph.target[tie]] - graph.length[tie])
    return room


@allocating
def reach(graph: Graph, lead: Lead, source: int) -> Ints:
    """Returns everybody's distance from one node, ``FAR`` where there is no path.

    Nodes wait in buckets as in ``distances``; one that is found to be nearer waits twice, and its first turn counts.
    """
    base, last = lead.away[source], BUCKETS - 1
    reached = np.empty(len(lead.away), np.int32)
    for node in range(len(reached)):
        reached[node] = min(base + lead.away[node], FAR)
    waits, after = np.empty(len(graph.target) + 1, np.int32), np.empty(len(graph.target) + 1, np.int32)
    heads = np.full(BUCKETS, -1, np.int32)
    reached[source], waits[0], after[0], heads[0] = 0, source, -1, 0
    used, waiting, now = 1, 1, 0
    while waiting > 0:
        turn = heads[now & last]
        if turn < 0:
            now += 1
            continue
        heads[now & last] = after[turn]
        waiting -= 1
        node = waits[turn]
        if reached[node] != now or (now > 0 and (graph.is_private[node] or lead.room[node] + base <= now)):
            continue
        for tie in range(graph.start[node], graph.start[node + 1]):
            other = graph.target[tie]
            through = now + graph.length[tie]
            if through < reached[other]:
                reached[other] = through
                if lead.room[other] + base > through:
                    waits[used], after[used] = other, heads[through & last]
                    heads[through & last] = used
                    used += 1
                    waiting += 1
    return reached
