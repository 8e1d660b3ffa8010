"""Candidates of several methods put together, with what each method thinks of them: what rankers learn from."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Self

import numpy as np

from .arrays import Index, Real, distinct
from .forgetting import Forgotten
from .ranking import Scored, Scores, Walker, highest
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

    def fit(self, view: NetworkView, walker: Walker | None = None) -> Self:
        """Fits all methods, which share one scratch."""
        self.view = view
        walker = Walker(view) if walker is None else walker
        self.methods: list[Scored] = []
        for name, _ in self.parts:
            method = make(name)
            if not isinstance(method, Scored):
                raise TypeError(f"{name} has no scoring function, so it cannot be part of a pool")
            self.methods.append(method.fit(view, walker))
        self.scratch = np.zeros(len(view))
        return self

    def forgetting(self, forgotten: Forgotten) -> Self:
        """Returns this pool as if some people could not be found, for one answer in the same thread."""
        mine = copy(self)
        mine.view = forgotten.view
        mine.methods = [each.forgetting(forgotten) for each in self.methods]
        return mine

    def candidates(self, row: int, first: int = 0) -> Candidates:
        """Asks every method and puts together whom they name.

        Args:
            row: for whom.
            first: of so many of the best, scores and places are told too.
        """
        barred, fused = self.view.barred(row), self.scratch
        scored, named = list[Scores](), list[Index]()
        for method, (_, weight) in zip(self.methods, self.parts, strict=True):
            scores = method.allowed(*method.scores(row), barred)
            best = highest(scores, self.depth).rows
            fused[best] += weight / (self.constant + np.arange(1.0, len(best) + 1))
            scored.append(scores)
            named.append(best)
        found = distinct(np.concatenate([np.empty(0, np.int32), *named]))
        found = found[fused[found] > 0]
        found = found[np.lexsort((found, -fused[found]))]
        total = fused[found]
        fused[found] = 0
        told = found[:first]
        values = ranks = np.empty((0, len(self.methods)))
        if first:
            values = np.column_stack([self._of(told, *each) for each in scored])
            ranks = np.column_stack([self._of(told, best, np.arange(1.0, len(best) + 1)) for best in named])
            ranks[ranks == 0] = np.inf
        return Candidates(found, total, values, ranks, tuple(named))

    def _of(self, told: Index, rows: Index, values: Real) -> Real:
        """Returns the values of some; 0 for whoever has none."""
        self.scratch[rows] = values
        found = self.scratch[told]
        self.scratch[rows] = 0
        return found
