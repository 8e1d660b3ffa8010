"""The method that chooses: which of several is best differs from network to network, so a validation fold decides."""

from typing import ClassVar

import numpy as np

from ..holdout import Held, hold_out
from ..ranking import Scored, Scores
from ..registry import make, register
from .learned import can_boost


@register
class Auto(Scored):
    """Tries methods on connections held out from the network itself, and is the best of them from then on.

    Candidates are single methods, the unlearned fusion and, where LightGBM is installed, the learned ranker; the
    measure is NDCG@10 over a sample of people. The fold is the latest tenth where times are known, else a random one.
    """

    name = "auto"
    is_local = False
    candidates: ClassVar[tuple[str, ...]] = (
        "adamic_adar",
        "resource_allocation",
        "rp3beta",
        "ppr_debiased",
        "ppr_time_decay",
        "rrf",
        "linear",
        "lambdarank",
    )
    sample = 600
    seed = 7

    def prepare(self) -> None:
        """Holds out, tries, chooses, and fits the chosen method to everything."""
        self.tried: dict[str, float] = {}
        if len(self.view.connections.others):
            held = hold_out(self.view, seed=self.seed)
            people = held.sources
            if len(people) > self.sample:
                people = np.sort(np.random.default_rng(self.seed).choice(people, self.sample, replace=False))
            self.tried = {name: _gain(name, held, people) for name in self.candidates if _is_possible(name)}
        best = max(self.tried, key=lambda name: self.tried[name], default="rrf")
        chosen = make(best if self.tried.get(best) else "rrf")
        assert isinstance(chosen, Scored)  # noqa: S101  each of the candidates is
        self.chosen = chosen.fit(self.view)

    def scores(self, row: int) -> Scores:
        """Asks the chosen method."""
        return self.chosen.scores(row)


def _is_possible(name: str) -> bool:
    return name != "lambdarank" or can_boost()


def _gain(name: str, held: Held, people: np.ndarray) -> float:
    """Returns the mean NDCG@10 of one method on what is held out."""
    method = make(name)
    assert isinstance(method, Scored)  # noqa: S101  each of the candidates is
    method.fit(held.view)
    discount = 1 / np.log2(np.arange(2, 12))
    total = 0.0
    for row in people.tolist():
        wanted = held.truth[row]
        hit = np.isin(method.ranked(row, 10).rows, wanted)
        total += float(discount[: len(hit)] @ hit) / float(discount[: len(wanted)].sum())
    return total / max(len(people), 1)
