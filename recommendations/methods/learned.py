"""Rankers that learn on the network itself: connections are held out, methods name candidates, a model orders them."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np

from ..arrays import Index, Real
from ..describing import Describer, Features
from ..holdout import folds, some
from ..pool import Candidates, Pool
from ..ranking import Scored, Scores
from ..registry import register

ENOUGH = 200
"""With fewer examples than this nothing is learned, and places are added up instead."""

SHOWN = 10
"""So many of each method's own list are kept with an example."""


@dataclass(frozen=True, eq=False)
class Example:
    """What there was to learn from one person.

    Attributes:
        rows: those considered, best first by the added places.
        features: of each.
        truth: whom the person was connected with, known to nobody.
        named: whom each method of the pool puts first.
    """

    rows: Index
    features: Features
    truth: Index
    named: tuple[Index, ...]


class Learned(Scored):
    """Learns from connections that are held out: the latest tenth where times are known, else a random one.

    The methods' places are added up, and the first ``considered`` of as many people as ``people`` are examples, whether
    connected with or not; none are dropped. Where a fold holds few people, more folds are made, times going back.
    Whoever stands lower than those considered keeps the order of the added places.
    """

    is_local = False
    generators: tuple[tuple[str, float], ...] = (
        ("rp3beta", 1.0),
        ("ppr_debiased", 1.0),
        ("ease_skills", 1.0),
        ("ease_skills_reverse", 0.5),
        ("skill_affinity", 0.5),
        ("als", 0.5),
        ("adamic_adar", 0.5),
        ("resource_allocation", 0.0),
        ("skill_profile", 0.3),
        ("skill_idf", 0.0),
        ("feature_propagation", 0.0),
        ("ppr_time_decay", 1.0),
        ("resource_allocation_time_decay", 1.0),
        ("popular", 0.1),
    )
    """Who names candidates, and how much their places count; at 0 they only tell what they think of the others'."""
    depth = 3000
    considered = 500
    people = 2500
    folds = 4
    seed = 20260101

    spare = 0
    """One in so many examples is not learned from but kept, so that what was learned can be tried; none at 0."""

    def prepare(self) -> None:
        """Learns on the network without what is held out, then fits the methods to all of it."""
        self.pool = Pool([part for part in self.generators if self._tells(part[0])], self.depth)
        self.spared: list[Example] = []
        features, hits, sizes = [], [], []
        for number, example in enumerate(self._examples()):
            if self.spare and number % self.spare == 0:
                self.spared.append(example)
            else:
                features.append(example.features)
                hits.append(np.isin(example.rows, example.truth))
                sizes.append(len(example.rows))
        self.is_learned = sum(int(each.sum()) for each in hits) >= ENOUGH
        if self.is_learned:
            self.learn(np.concatenate(features), np.concatenate(hits), sizes)
        self.describer = Describer(self.pool.fit(self.view))

    def _examples(self) -> Iterator[Example]:
        """Holds out, and asks the pool for people who have somebody to find again."""
        count = 0
        for held in folds(self.view, seed=self.seed, count=self.folds):
            if not self.spare and held.truth.counts.sum() * self.folds < ENOUGH:
                return
            describer = Describer(self.pool.fit(held.view))
            for row in some(held.sources, self.people - count, seed=self.seed).tolist():
                found = self.pool.candidates(row, self.considered)
                if len(found.rows):
                    named = tuple(each[:SHOWN].copy() for each in found.named)
                    yield Example(found.first, self.featured(describer, row, found), held.truth[row], named)
                    count += 1
            if count >= self.people:
                return

    def _tells(self, name: str) -> bool:
        """Whether a method can tell anything here: time needs times, and skills somebody who tells theirs."""
        if name.endswith("time_decay"):
            return self.view.since is not None
        return bool(self.view.skill_ids) or not name.startswith(("skill", "feature"))

    def featured(self, describer: Describer, row: int, found: Candidates) -> Features:
        """Returns what the model sees of each candidate."""
        return describer.described(row, found)

    @abstractmethod
    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Learns which candidates were connected with; ``sizes`` says how many belong to each person."""

    @abstractmethod
    def judged(self, features: Features) -> Real:
        """Returns how likely each candidate is, in any unit."""

    def scores(self, row: int) -> Scores:
        """Asks the pool, then the model; those considered stand above one, the others below."""
        if not self.is_learned:
            found = self.pool.candidates(row)
            return Scores(found.rows, found.fused)
        found = self.pool.candidates(row, self.considered)
        if not len(found.rows):
            return Scores(found.rows, found.fused)
        values = found.fused / (2 * found.fused[0])
        judged = self.judged(self.featured(self.describer, row, found))
        values[: len(judged)] = 1 + judged - judged.min()
        return Scores(found.rows, values)


@register
class Linear(Learned):
    r"""Weighted sum of the methods' logarithmic scores and reciprocal places, weights by logistic regression.

    Small, readable and quick: ``weights`` can be printed. Complexity: that of the pool.
    Source: McCullagh and Nelder, "Generalized linear models", 1989; fitted by iteratively reweighted least squares.
    """

    name = "linear"
    version = "2"
    people = 1500
    penalty = 1.0

    def featured(self, describer: Describer, row: int, found: Candidates) -> Features:
        """Puts scores of different methods on one scale: logarithm over the person's best, and reciprocal place."""
        top = found.scores.max(axis=0, initial=1e-12)
        relative = np.log1p(1000 * found.scores / np.where(top > 0, top, 1)) / np.log(1001)
        near = 10 / (10 + found.ranks)
        degree = np.log1p(describer.view.degrees[found.first])[:, None]
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


class Boosted(Learned):
    """Gradient-boosted trees of LightGBM over all features."""

    trees: ClassVar[int]
    settings: ClassVar[dict[str, Any]]

    def prepare(self) -> None:
        """Learns.

        Raises:
            MissingExtra: LightGBM is not installed.
        """
        if not can_boost():
            raise MissingExtra(f"{self.name} needs LightGBM: install confrere[learn].")
        super().prepare()

    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Grows trees, the same ones every time."""
        import lightgbm

        data = lightgbm.Dataset(features, label=hits.astype(np.int8), group=sizes)
        settings: dict[str, Any] = {
            "min_data_in_leaf": 300,
            "feature_fraction": 0.3,
            "bagging_fraction": 0.8,
            "bagging_freq": 1,
            "seed": self.seed % 2**31,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbose": -1,
            **self.settings,
        }
        self.model = lightgbm.train(settings, data, num_boost_round=self.trees)

    def judged(self, features: Features) -> Real:
        """Asks the trees."""
        return np.asarray(self.model.predict(features, raw_score=True, num_threads=1), np.float64)


@register
class LambdaRank(Boosted):
    r"""Gradient-boosted trees over all features, trained for NDCG.

    Needs the extra ``learn``. Complexity: that of the pool, plus trees times those considered.
    Sources: Burges, "From RankNet to LambdaRank to LambdaMART", 2010; Ke et al., "LightGBM", NeurIPS 2017.
    """

    name = "lambdarank"
    version = "2"
    trees = 150
    settings: ClassVar[dict[str, Any]] = {
        "objective": "lambdarank",
        "lambdarank_truncation_level": 50,
        "num_leaves": 15,
        "learning_rate": 0.04,
        "lambda_l2": 20.0,
    }


@register
class BoostedTrees(Boosted):
    r"""Gradient-boosted trees over all features, trained to tell connections from all others: what is likely.

    Needs the extra ``learn``. Complexity: as ``lambdarank``.
    Sources: Friedman, "Greedy function approximation", Annals of Statistics 29, 2001; Ke et al., "LightGBM", 2017.
    """

    name = "boosted_trees"
    trees = 200
    settings: ClassVar[dict[str, Any]] = {
        "objective": "binary",
        "num_leaves": 7,
        "learning_rate": 0.05,
        "lambda_l2": 10.0,
    }
