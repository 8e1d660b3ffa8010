"""The network as it is for somebody for whom a few people do not exist, told by what is different.

Whether somebody has been blocked must not be told by how long their suggestions take. So they are ranked alike for
everybody: by methods fitted once, in which the few numbers that are different are exchanged.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np

from .arrays import Index, Real, distinct
from .view import NetworkView


@dataclass(frozen=True, eq=False)
class Forgotten:
    """What is different where some people cannot be found; of few people little, whoever it is.

    Attributes:
        view: the network with nobody of them to be found, whom its links go on naming.
        people: rows of whoever was connected with one of them, ascending.
        degrees: their numbers of connections then.
        skills: what these people can do, ascending.
        holders: how many have each of these skills then.
    """

    view: NetworkView
    people: Index
    degrees: Real
    skills: Index
    holders: Real

    @classmethod
    def of(cls, view: NetworkView, gone: Index) -> "Forgotten":
        """Finds it; who could not be found before makes no difference."""
        shown = view.is_findable.copy()
        lost = distinct(gone[shown[gone]])
        shown[gone] = False
        seen = copy(view)
        object.__setattr__(seen, "is_findable", shown)
        people, fewer = _counted([view.connections[row] for row in lost.tolist()])
        skills, without = _counted([view.skills[row] for row in lost.tolist()])
        return cls(seen, people, view.degrees[people] - fewer, skills, view.holders.counts[skills] - without)


def exchanged(values: Real, rows: Index, others: Real) -> Real:
    """Returns the values with those of some rows exchanged."""
    mine = values.copy()
    mine[rows] = others
    return mine


def _counted(parts: list[Index]) -> tuple[Index, Real]:
    found, counts = np.unique(np.concatenate([np.empty(0, np.int32), *parts]), return_counts=True)
    return found.astype(np.int32), counts.astype(np.float64)
