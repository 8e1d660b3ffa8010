"""From scores to suggestions: what every method of this package shares, so that a method is its formula only."""

from abc import ABC, abstractmethod
from copy import copy
from typing import ClassVar, NamedTuple, Self

import numpy as np

from .arrays import Index, Real
from .contract import Suggestion
from .explaining import Explainer
from .forgetting import Forgotten
from .links import Links
from .view import NetworkView

DECIMALS = 10
"""Scores that have a Cypher twin are rounded to so many decimals, so that both break ties alike."""

FEW = 200
"""Up to so many the best are chosen in one pass; more of them are sorted."""


ALIKE: Real = np.empty(0)
"""Weights of links that all weigh the same."""


class Scores(NamedTuple):
    """Candidates and how they score; whoever is not named scores nothing."""

    rows: Index
    values: Real


class Walker:
    """Steps over links with scratch of its own, which methods of one thread share: it is as left between two steps.

    Args:
        view: where it walks.
    """

    def __init__(self, view: NetworkView) -> None:
        count = max(len(view), len(view.skill_ids))
        self.total = np.zeros(count)
        self.touched = np.empty(count, np.int32)
        self.marks = np.zeros(count, np.bool_)

    def step(
        self,
        links: Links,
        rows: Index,
        values: Real,
        weights: Real = ALIKE,
        *,
        more: tuple[Links, Real] | None = None,
    ) -> Scores:
        """Adds each row's value, times the weight of the link, to everything linked with it, in the order of the rows.

        Args:
            links: where to.
            rows: from where.
            values: of each row, above zero.
            weights: of all links, above zero; empty where all weigh the same.
            more: a few links and their weights, to spread over as well.
        """
        from . import walks  # numba takes a second to import, which commands that rank nobody need not wait for

        rows = np.asarray(rows, np.int32)  # those of names are narrower: one version of the loop does for all
        count = walks.spread(links.starts, links.others, weights, rows, values, self.total, self.touched)
        if more is not None:
            few, extra = more
            left = self.touched[count:]
            count += walks.spread(few.starts, few.others, extra, rows, values, self.total, left)
        return self.gathered(count)

    def gathered(self, count: int) -> Scores:
        """Takes the sums out of the scratch."""
        reached = Scores(np.empty(count, np.int32), np.empty(count))
        from . import walks

        walks.gather(self.total, self.touched, count, *reached)
        return reached


class Scored(ABC):
    """A recommender that is one scoring function: ``scores`` says how much speaks for whom.

    Choosing, ties, exclusions and reasons are the same for all and stand here.
    """

    name: ClassVar[str]
    version: ClassVar[str] = "1"
    is_local: ClassVar[bool] = True
    """Whether fitting is cheap, so that a person with blocks gets a fit of their own, without whom they blocked."""

    view: NetworkView

    def fit(self, view: NetworkView, walker: Walker | None = None) -> Self:
        """Learns what the scoring function needs.

        Args:
            view: the network.
            walker: scratch of other methods fitted to the same view, for use in the same thread; its own unless given.
        """
        self.view = view
        self.walker = Walker(view) if walker is None else walker
        self.explainer = Explainer(view)
        self.prepare()
        return self

    def prepare(self) -> None:
        """Calculates what is the same for everybody, such as weights; nothing by default."""
        return

    @abstractmethod
    def scores(self, row: int) -> Scores:
        """Scores candidates for one person; values at or below zero are no candidates."""

    def seen_by(self, row: int) -> Self:
        """Returns this recommender as it is for one person: without people blocked in either direction."""
        return self.without(self.view.blocked[row])

    def without(self, gone: Index) -> Self:
        """Returns this recommender as if these people could not be found."""
        if not len(gone):
            return self
        mine, seen = copy(self), self.view.without(gone)
        if self.is_local:
            return mine.fit(seen)
        mine.explainer = Explainer(seen)
        return mine

    def forgetting(self, forgotten: Forgotten) -> Self:
        """Returns this recommender as :meth:`without` does, for one answer and at a cost that hardly depends on whom.

        Only methods that are served can: they exchange what is different in :meth:`reweigh`.
        """
        mine = copy(self)
        mine.view = forgotten.view
        mine.reweigh(forgotten)
        return mine

    def reweigh(self, forgotten: Forgotten) -> None:
        """Exchanges what this method calculated of people who are forgotten, or of what they changed."""
        # Most methods are for experiments and are fitted anew. One that is served without this would name the blocked.
        raise NotImplementedError(f"{self.name} is fitted anew for whoever is blocked, and so not served")

    def ranked(self, row: int, k: int, *, barred: Index | None = None) -> Scores:
        """Returns at most ``k`` candidates, best first, of those who may be suggested to this person.

        Args:
            row: the person.
            k: how many.
            barred: whom to leave out; whom the view says when not given.
        """
        rows, values = self.scores(row)
        out = self.view.barred(row) if barred is None else barred
        if k > FEW:
            return highest(self.allowed(rows, values, out), k)
        from . import walks

        chosen, top = np.empty(k, np.int32), np.empty(k)
        count = walks.best(rows, values, self.view.is_findable, out, self.walker.marks, chosen, top)
        return Scores(chosen[:count], top[:count])

    def recommend(self, who: str, k: int) -> list[Suggestion]:
        """Suggests at most ``k`` people, best first, each with reasons; none to somebody unknown."""
        row = self.view.row(who)
        if row is None or k < 1:
            return []
        mine = self.seen_by(row)
        rows, values = mine.ranked(row, k)
        return [
            Suggestion(mine.view.id(other), float(value), mine.explainer.reasons(row, int(other)))
            for other, value in zip(rows, values, strict=True)
        ]

    def allowed(self, rows: Index, values: Real, out: Index) -> Scores:
        """Returns those above zero who can be found and are not to be left out."""
        marks = self.walker.marks
        marks[out] = True
        keep = (values > 0) & ~marks[rows] & self.view.is_findable[rows]
        marks[out] = False
        return Scores(rows[keep], values[keep])


def highest(scores: Scores, count: int) -> Scores:
    """Returns the highest scores, best first; the lower row wins a tie."""
    rows, values = scores
    if len(rows) > count:
        lowest = np.partition(values, len(values) - count)[len(values) - count]
        rows, values = rows[values >= lowest], values[values >= lowest]
    order = np.lexsort((rows, -values))[:count]
    return Scores(rows[order], values[order])
