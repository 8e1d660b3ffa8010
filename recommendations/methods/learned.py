"""Rankers that learn on the network itself: connections are held out, methods name candidates, a model orders them."""

from abc import abstractmethod
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np

from ..arrays import Index, Real
from ..holdout import hold_out
from ..pool import CONSTANT, Candidates, Features, Pool
from ..ranking import Scored, Scores
from ..registry import register

ENOUGH = 200
"""With fewer examples than this nothing is learned, and places are added up instead."""


class Learned(Scored):
    """Learns from a tenth of the connections, held out: the latest where times are known, else random ones.

    Every candidate of the pool that was not connected with is a counter-example; none are dropped.
    """

    is_local = False
    generators: ClassVar[tuple[str, ...]] = (
        "adamic_adar",
        "resource_allocation",
        "rp3beta",
        "ppr_push",
        "ppr_time_decay",
        "skill_affinity",
        "skill_idf",
        "feature_propagation",
        "als",
        "ease",
        "popular",
    )
    depth = 200
    examples = 4000
    """How many people to learn from at most."""
    seed = 20260101

    def prepare(self) -> None:
        """Learns on the network without what is held out, then fits the methods to all of it."""
        self.pool = Pool([name for name in self.generators if self._tells(name)], self.depth)
        self.is_learned = False
        if len(self.view.connections.others):
            held = hold_out(self.view, seed=self.seed)
            people = held.sources
            if len(people) > self.examples:
                people = np.sort(np.random.default_rng(self.seed).choice(people, self.examples, replace=False))
            self.is_learned = self._learn(self.pool.fit(held.view), held.truth, people)
        self.pool.fit(self.view)

    def _tells(self, name: str) -> bool:
        """Whether a method can tell anything here: time needs times, and skills somebody who tells theirs."""
        if name == "ppr_time_decay":
            return self.view.since is not None
        return bool(self.view.skill_ids) or not name.startswith(("skill", "feature"))

    def _learn(self, pool: Pool, truth: Any, people: Index) -> bool:
        features, hits, sizes = [], [], []
        for row in people.tolist():
            found = pool.candidates(row)
            hit = np.isin(found.rows, truth[row])
            if hit.any():
                features.append(self.featured(pool, row, found))
                hits.append(hit)
                sizes.append(len(hit))
        if sum(int(each.sum()) for each in hits) < ENOUGH:
            return False
        self.learn(np.concatenate(features), np.concatenate(hits), sizes)
        return True

    def featured(self, pool: Pool, row: int, found: Candidates) -> Features:
        """Returns what the model sees of each candidate."""
        return pool.described(row, found)

    @abstractmethod
    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Learns which candidates were connected with; ``sizes`` says how many belong to each person."""

    @abstractmethod
    def judged(self, features: Features) -> Real:
        """Returns how likely each candidate is, in any unit."""

    def scores(self, row: int) -> Scores:
        """Asks the pool, then the model."""
        found = self.pool.candidates(row)
        if not self.is_learned or not len(found.rows):
            return Scores(found.rows, (1 / (CONSTANT + found.ranks)).sum(axis=1))
        values = self.judged(self.featured(self.pool, row, found))
        return Scores(found.rows, values - values.min() + 1e-9)


@register
class Linear(Learned):
    r"""Weighted sum of the methods' logarithmic scores and reciprocal places, weights by logistic regression.

    Small, readable and quick: ``weights`` can be printed. Complexity: that of the pool.
    Source: McCullagh and Nelder, "Generalized linear models", 1989; fitted by iteratively reweighted least squares.
    """

    name = "linear"
    penalty = 1.0

    def featured(self, pool: Pool, row: int, found: Candidates) -> Features:
        """Puts scores of different methods on one scale: logarithm over the person's best, and reciprocal place."""
        top = found.scores.max(axis=0, initial=1e-12)
        relative = np.log1p(1000 * found.scores / np.where(top > 0, top, 1)) / np.log(1001)
        near = 10 / (10 + found.ranks)
        degree = np.log1p(pool.view.degrees[found.rows])[:, None]
        return np.column_stack([relative, near, degree]).astype(np.float32)

    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Fits by Newton's method."""
        self.mean, self.spread = features.mean(axis=0), features.std(axis=0) + 1e-6
        table = np.column_stack([np.ones(len(features)), (features - self.mean) / self.spread])
        weights = np.zeros(table.shape[1])
        for _ in range(8):
            likely = 1 / (1 + np.exp(-(table @ weights)))
            slope = table.T @ (hits - likely) - self.penalty * weights
            curve = (table * (likely * (1 - likely))[:, None]).T @ table + self.penalty * np.eye(len(weights))
            weights += np.linalg.solve(curve, slope)
        self.weights = weights[1:]

    def judged(self, features: Features) -> Real:
        """Adds up."""
        return np.asarray(((features - self.mean) / self.spread) @ self.weights, np.float64)


class MissingExtra(Exception):
    """A method needs a package of an extra; the message says which to install."""


def can_boost() -> bool:
    """Tells whether LightGBM is installed."""
    return find_spec("lightgbm") is not None


@register
class LambdaRank(Learned):
    r"""Gradient-boosted trees over all features, trained for NDCG.

    Needs the extra ``learn``. Complexity: that of the pool, plus trees times candidates.
    Sources: Burges, "From RankNet to LambdaRank to LambdaMART", 2010; Ke et al., "LightGBM", NeurIPS 2017.
    """

    name = "lambdarank"
    trees = 200
    leaves = 31
    rate = 0.05
    objective = "lambdarank"

    def prepare(self) -> None:
        """Learns.

        Raises:
            MissingExtra: LightGBM is not installed.
        """
        if not can_boost():
            raise MissingExtra("lambdarank needs LightGBM: install confrere[learn].")
        super().prepare()

    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Grows trees, the same ones every time."""
        import lightgbm

        data = lightgbm.Dataset(features, label=hits.astype(np.int8), group=sizes)
        settings: dict[str, Any] = {
            "objective": self.objective,
            "lambdarank_truncation_level": 30,
            "num_leaves": self.leaves,
            "learning_rate": self.rate,
            "min_data_in_leaf": 50,
            "feature_fraction": 0.8,
            "bagging_fraction": 0.8,
            "bagging_freq": 1,
            "seed": self.seed % 2**31,
            "deterministic": True,
            "force_row_wise": True,
            "verbose": -1,
        }
        self.model = lightgbm.train(settings, data, num_boost_round=self.trees)

    def judged(self, features: Features) -> Real:
        """Asks the trees."""
        return np.asarray(self.model.predict(features, raw_score=True, num_threads=1), np.float64)
