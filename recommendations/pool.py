"""Candidates of several methods put together, with what each method thinks of them: what rankers learn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from .arrays import Index, Real
from .ranking import Scored
from .registry import make
from .view import NetworkView

CONSTANT = 60.0
"""How little the first places of a list stand out where places are added up (Cormack, Clarke and Büttcher, 2009)."""

DEPTH = 3000
"""How many candidates each method names."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """People who may be suggested to one person, best first by the places that the methods give them.

    Attributes:
        rows: who.
        fused: weighed reciprocal places, added up.
        scores: what each method gives each of the first, shape (first, methods); 0 where it gives nothing.
        ranks: the place of each of the first in each method's own list, from 1; ``inf`` where it is not in it.
        named: each method's own list, best first.
    """

    rows: Index
    fused: Real
    scores: Real
    ranks: Real
    named: tuple[Index, ...]

    @property
    def first(self) -> Index:
        """Returns those of whom scores and ranks are known."""
        return self.rows[: len(self.scores)]


class Pool:
    """Several fitted methods that name candidates together.

    Args:
        parts: registered methods, each with one scoring function, and how much its places count.
        depth: how many candidates each names.
        constant: how little first places stand out.
    """

    def __init__(self, parts: Sequence[tuple[str, float]], depth: int = DEPTH, constant: float = CONSTANT) -> None:
        self.parts = tuple(parts)
        self.depth = depth
        self.constant = constant

    def fit(self, view: NetworkView) -> Self:
        """Fits all methods."""
        self.view = view
        self.methods: list[Scored] = []
        for name, _ in self.parts:
            method = make(name)
            if not isinstance(method, Scored):
                raise TypeError(f"{name} has no scoring function, so it cannot be part of a pool")
            self.methods.append(method.fit(view))
        self.dense = np.zeros((len(self.methods), len(view)))
        self.places = np.full((len(self.methods), len(view)), np.inf)
        self.fused = np.zeros(len(view))
        return self

    def candidates(self, row: int, first: int = 0) -> Candidates:
        """Asks every method and puts together whom they name.

        Args:
            row: for whom.
            first: of so many of the best, scores and places are told too.
        """
        barred = self.view.barred(row)
        touched = []
        for place, (method, (_, weight)) in enumerate(zip(self.methods, self.parts, strict=True)):
            rows, values = method.scores(row)
            dense = self.dense[place]
            dense[rows] = np.where(self.view.is_findable[rows], np.maximum(values, 0), 0)
            dense[barred] = 0
            best = _highest(rows, dense[rows], self.depth)
            places = np.arange(1.0, len(best) + 1)
            self.places[place, best] = places
            self.fused[best] += weight / (self.constant + places)
            touched.append((rows, best))
        found = np.flatnonzero(self.fused).astype(np.int32)
        found = found[np.lexsort((found, -self.fused[found]))]
        told = found[:first]
        scores, ranks = self.dense[:, told].T.copy(), self.places[:, told].T.copy()
        answer = Candidates(found, self.fused[found], scores, ranks, tuple(best for _, best in touched))
        self.fused[found] = 0
        for place, (rows, best) in enumerate(touched):
            self.dense[place, rows] = 0
            self.places[place, best] = np.inf
        return answer


def _highest(rows: Index, values: Real, count: int) -> Index:
    """Returns the rows with the highest values above zero, best first; the lower row wins a tie."""
    keep = values > 0
    rows, values = rows[keep], values[keep]
    if len(rows) > count:
        lowest = np.partition(values, len(values) - count)[len(values) - count]
        rows, values = rows[values >= lowest], values[values >= lowest]
    return rows[np.lexsort((rows, -values))[:count]]
