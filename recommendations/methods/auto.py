"""The method that chooses: which of several is best differs from network to network, so a validation fold decides."""

from typing import ClassVar

import numpy as np

from ..arrays import Index, Real
from ..holdout import Held, folds, some
from ..ranking import Scored, Scores
from ..registry import make, register
from .learned import can_boost


@register
class Auto(Scored):
    """Tries methods on connections held out from the network itself, and is the best of them from then on.

    Candidates are single methods, the unlearned fusion, the weighed sum and, where LightGBM is installed, the learned
    ranker; the measure is mean NDCG@10 over a sample of people. The fold is the latest tenth where times are known,
    else a random one; where a fold holds few people there are more folds, since chance would choose otherwise.
    """

    name = "auto"
    version = "2"
    is_local = False
    candidates: ClassVar[tuple[str, ...]] = (
        "adamic_adar",
        "resource_allocation",
        "resource_allocation_time_decay",
        "l3",
        "p3alpha",
        "rp3beta",
        "ppr_push",
        "ppr_debiased",
        "ppr_time_decay",
        "als",
        "ease",
        "skill_affinity",
        "rrf",
        "linear",
        "lambdarank",
    )
    sample = 600
    folds = 3
    seed = 7

    def prepare(self) -> None:
        """Holds out, tries, chooses, and fits the chosen method to everything."""
        possible = [name for name in self.candidates if self._is_possible(name)]
        gains: dict[str, list[Real]] = {name: [] for name in possible}
        asked = 0
        for held in folds(self.view, seed=self.seed, count=self.folds):
            people = some(held.sources, self.sample, seed=self.seed)
            for name in possible:
                gains[name].append(_gains(name, held, people))
            asked += len(people)
            if asked >= self.sample:
                break
        self.tried = {name: float(np.concatenate(found).mean()) for name, found in gains.items() if asked}
        best = max(self.tried, key=lambda name: self.tried[name], default="rrf")
        self.chosen = _made(best if self.tried.get(best) else "rrf").fit(self.view)

    def scores(self, row: int) -> Scores:
        """Asks the chosen method."""
        return self.chosen.scores(row)

    def _is_possible(self, name: str) -> bool:
        """Whether what a method looks at is there: times, skills, LightGBM."""
        needs = {
            "resource_allocation_time_decay": self.view.since is not None,
            "ppr_time_decay": self.view.since is not None,
            "skill_affinity": bool(self.view.skill_ids),
            "lambdarank": can_boost(),
        }
        return needs.get(name, True)


def _made(name: str) -> Scored:
    method = make(name)
    assert isinstance(method, Scored)  # noqa: S101  each of the candidates is
    return method


def _gains(name: str, held: Held, people: Index) -> Real:
    """Returns each person's NDCG@10 of one method on what is held out."""
    method = _made(name).fit(held.view)
    discount = 1 / np.log2(np.arange(2, 12))
    gains = np.zeros(len(people))
    for place, row in enumerate(people.tolist()):
        wanted = held.truth[row]
        hit = np.isin(method.ranked(row, 10).rows, wanted)
        gains[place] = float(discount[: len(hit)] @ hit) / float(discount[: len(wanted)].sum())
    return gains
