"""The method that chooses: which of several is best differs from network to network, so a validation fold decides."""

from typing import ClassVar

import numpy as np

from ..arrays import Index
from ..ranking import Scored, Scores
from ..registry import make, register
from .learned import SHOWN, Example, Learned, can_boost

DISCOUNT = 1 / np.log2(np.arange(2, SHOWN + 2))


@register
class Auto(Scored):
    """Tries methods on connections held out from the network itself, and is the best of them from then on.

    Candidates are single methods, their places added up, and a ranker that learns: boosted trees where LightGBM is
    installed, a weighed sum otherwise. All see the same network without the same connections; the ranker learns from
    four in five of the people, and the measure is mean NDCG@10 over the fifth. So the choice costs little more than
    learning does.
    """

    name = "auto"
    version = "2"
    is_local = False
    singles: ClassVar[tuple[str, ...]] = ("common_neighbors", "l3", "p3alpha", "ppr_push", "ease")
    """Tried beside those that the ranker is made of."""

    def prepare(self) -> None:
        """Holds out, tries and chooses; all candidates are fitted by then."""
        ranker = make("lambdarank" if can_boost() else "linear")
        assert isinstance(ranker, Learned)  # noqa: S101  both are
        ranker.spare = 5
        ranker.generators = (*ranker.generators, *((name, 0.0) for name in self.singles))
        ranker.fit(self.view)
        tried = {name: [example.named[place] for example in ranker.spared] for place, name in _names(ranker)}
        tried["added places"] = [example.rows for example in ranker.spared]
        if ranker.is_learned:
            tried[ranker.name] = [_judged(ranker, example) for example in ranker.spared]
        truths = [example.truth for example in ranker.spared]
        self.tried = {name: gained(lists, truths) for name, lists in tried.items()}
        self.best = max(self.tried, key=lambda name: (self.tried[name], name == "added places"))
        chosen = {name: ranker.pool.methods[place] for place, name in _names(ranker)}
        self.chosen: Scored = chosen.get(self.best, ranker)
        if self.best == "added places":
            ranker.is_learned = False

    def scores(self, row: int) -> Scores:
        """Asks the chosen method."""
        return self.chosen.scores(row)


def gained(lists: list[Index], truths: list[Index]) -> float:
    """Returns the mean NDCG@10 of lists, best first, beside whom each person was connected with."""
    total = 0.0
    for rows, truth in zip(lists, truths, strict=True):
        hit = np.isin(rows[:SHOWN], truth)
        total += float(DISCOUNT[: len(hit)] @ hit) / float(DISCOUNT[: len(truth)].sum())
    return total / max(len(lists), 1)


def _names(ranker: Learned) -> list[tuple[int, str]]:
    return list(enumerate(name for name, _ in ranker.pool.parts))


def _judged(ranker: Learned, example: Example) -> Index:
    """Returns whom the ranker puts first."""
    order = np.lexsort((example.rows, -ranker.judged(example.features)))
    return np.asarray(example.rows[order[:SHOWN]])
