"""What papers measure teams by, for any team: so every method can be read in every other's measure."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..distances import distances
from ..pool import Pool


@dataclass(frozen=True, slots=True)
class Measures:
    """A team in units of length, over its members as people, each once.

    Attributes:
        distance: Sum of distances over all pairs, which the solver makes small.
        leader_distance: Sum of distances to the leader.
        diameter: Greatest distance of a pair.
        tree: Length of a least spanning tree over their distances, at most twice a Steiner tree's.
    """

    distance: int
    leader_distance: int
    diameter: int
    tree: int


def measures(pool: Pool, members: Collection[str]) -> Measures:
    """Measures a team.

    Args:
        pool: Where distances are from.
        members: Ids, the leader's among them.

    Raises:
        ValueError: somebody is not in the pool, or the leader is not among them.
    """
    node = {person.id: at for at, person in enumerate(pool.people)}
    leader = int(pool.candidates[pool.leader])
    if any(each not in node for each in members) or pool.people[leader].id not in members:
        raise ValueError("name people of the pool, the leader among them")
    team = sorted({node[each] for each in members})
    wanted = np.zeros(len(pool.people), np.bool_)
    wanted[team] = True
    away = np.array([distances(pool.graph, np.array([each], np.int32), wanted)[team] for each in team], np.int64)
    return Measures(
        distance=int(np.triu(away).sum()),
        leader_distance=int(away[team.index(leader)].sum()),
        diameter=int(away.max()),
        tree=_spanning(away),
    )


def _spanning(away: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> int:
    """Returns the length of a least spanning tree of a full matrix."""
    nearest, left, total = away[0].copy(), set(range(1, len(away))), 0
    while left:
        node = min(left, key=lambda each: int(nearest[each]))
        left.remove(node)
        total += int(nearest[node])
        nearest = np.minimum(nearest, away[node])
    return total
