"""Candidates of several methods put together, with what each method thinks of them: what rankers learn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from .arrays import Index, Real
from .ranking import Scored
from .registry import make
from .view import NetworkView

Features = npt.NDArray[np.float32]
"""One row for each candidate, one column for each feature."""

CONSTANT = 60.0
"""How little the first places of a list stand out where places are added up (Cormack, Clarke and Büttcher, 2009)."""

DEPTH = 200
"""How many candidates each method names."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """People who may be suggested to one person, in the order of their rows.

    Attributes:
        rows: who.
        scores: what each method gives each, shape (candidates, methods); 0 where it gives nothing.
        ranks: the place of each in each method's own list, from 1; ``inf`` where it is not in it.
    """

    rows: Index
    scores: Real
    ranks: Real


class Pool:
    """Several fitted methods that name candidates together.

    Args:
        names: registered methods, each with one scoring function.
        depth: how many candidates each names.
    """

    def __init__(self, names: Sequence[str], depth: int = DEPTH) -> None:
        self.names = tuple(names)
        self.depth = depth

    def fit(self, view: NetworkView) -> Self:
        """Fits all methods."""
        self.view = view
        self.methods: list[Scored] = []
        for name in self.names:
            method = make(name)
            if not isinstance(method, Scored):
                raise TypeError(f"{name} has no scoring function, so it cannot be part of a pool")
            self.methods.append(method.fit(view))
        self.dense = np.zeros((len(self.methods), len(view)))
        return self

    @property
    def features(self) -> list[str]:
        """Names of the features, in the order of their columns."""
        return [
            *(f"{name} score" for name in self.names),
            *(f"{name} rank" for name in self.names),
            "degree",
            "degree of the candidate",
            "skills",
            "skills of the candidate",
            "shared skills",
            "same city",
            "same country",
            "same category",
        ]

    def candidates(self, row: int) -> Candidates:
        """Asks every method and puts together whom they name."""
        barred = self.view.barred(row)
        named = []
        for place, method in enumerate(self.methods):
            rows, values = method.scores(row)
            dense = self.dense[place]
            dense[rows] = np.where(self.view.is_findable[rows], np.maximum(values, 0), 0)
            dense[barred] = 0
            named.append(_highest(rows, dense[rows], self.depth))
        rows = np.unique(np.concatenate(named))
        scores = self.dense[:, rows].T.copy()
        ranks = np.full(scores.shape, np.inf)
        for place, best in enumerate(named):
            order = best[np.lexsort((best, -self.dense[place, best]))]
            ranks[np.searchsorted(rows, order), place] = np.arange(1, len(order) + 1)
        self.dense[:] = 0
        return Candidates(rows, scores, ranks)

    def described(self, row: int, found: Candidates) -> Features:
        """Returns the features of each candidate."""
        view, rows = self.view, found.rows
        mine = np.zeros(max(len(view.skill_ids), 1), np.bool_)
        mine[view.skills[row]] = True
        spans = [view.skills[other] for other in rows.tolist()]
        shared = [int(mine[each].sum()) for each in spans]
        near = (view.city[rows] == view.city[row]) & (view.city[row] >= 0)
        land = (view.country[rows] == view.country[row]) & (view.country[row] >= 0)
        fields = set(view.categories[row].tolist())
        field = [not fields.isdisjoint(view.categories[other].tolist()) for other in rows.tolist()] if fields else 0
        columns = [
            found.scores,
            np.where(np.isfinite(found.ranks), found.ranks, 2 * self.depth),
            _constant(view.degrees[row], rows),
            view.degrees[rows],
            _constant(len(view.skills[row]), rows),
            view.skills.counts[rows],
            np.asarray(shared),
            near,
            land,
            np.broadcast_to(field, len(rows)),
        ]
        return np.column_stack([np.asarray(each, np.float32) for each in columns])


def _constant(value: float, rows: Index) -> Real:
    return np.full(len(rows), float(value))


def _highest(rows: Index, values: Real, count: int) -> Index:
    """Returns the rows with the highest values above zero; the lower row wins a tie."""
    keep = values > 0
    rows, values = rows[keep], values[keep]
    if len(rows) > count:
        lowest = np.partition(values, len(values) - count)[len(values) - count]
        rows, values = rows[values >= lowest], values[values >= lowest]
        rows = rows[np.lexsort((rows, -values))[:count]]
    return rows
