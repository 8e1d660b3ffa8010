"""People as points: random projections smoothed over the network, of connections and of skills."""

from abc import abstractmethod
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ..links import Links
from ..ranking import Scored, Scores
from ..registry import register

Points = npt.NDArray[np.float32]


def matrix(links: Links, width: int) -> Any:
    """Returns links as a sparse matrix of ones."""
    ones = np.ones(len(links.others), np.float32)
    return sparse.csr_array((ones, links.others, links.starts), shape=(len(links), width))


def projection(count: int, size: int, seed: int) -> Points:
    """Draws a very sparse random projection: one in three entries is ±√3 (Achlioptas, 2003)."""
    drawn = np.random.default_rng(seed).integers(0, 6, size=(count, size), dtype=np.int8)
    return np.where(drawn == 0, np.float32(3**0.5), np.where(drawn == 1, np.float32(-(3**0.5)), np.float32(0)))


def unit(points: Points) -> Points:
    """Scales each row to length one; rows of zeros stay."""
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(length == 0, 1, length), np.float32)


class Embedded(Scored):
    """Scores by the cosine of two points; nothing at or below zero is a candidate."""

    is_local = False
    size = 256
    seed = 20260101

    def prepare(self) -> None:
        """Places everybody."""
        self.points = unit(self.placed())
        self.everybody = np.arange(len(self.view), dtype=np.int32)

    @abstractmethod
    def placed(self) -> Points:
        """Returns the point of each person."""

    def scores(self, row: int) -> Scores:
        """Compares one person with all; O(n · size)."""
        return Scores(self.everybody, (self.points @ self.points[row]).astype(np.float64))


@register
class FastRP(Embedded):
    r"""Random projection of the powers of the walk matrix: :math:`\sum_i \beta_i (D^{-1}A)^i D^{r} R`.

    Complexity: :math:`O(m \cdot size)` to fit, :math:`O(n \cdot size)` a person.
    Source: Chen, Sultan, Tian, Chen and Skiena, "Fast and accurate network embeddings via very sparse random
    projection", CIKM 2019.
    """

    name = "fastrp"
    powers = (0.0, 1.0, 1.0, 0.5)
    normalisation = -0.5

    def placed(self) -> Points:
        """Multiplies out from the right."""
        count, degrees = len(self.view), np.maximum(self.view.degrees, 1)
        walk = matrix(self.view.connections, count).multiply((1 / degrees).astype(np.float32)[:, None]).tocsr()
        points = projection(count, self.size, self.seed) * (degrees**self.normalisation).astype(np.float32)[:, None]
        total = np.zeros_like(points)
        for power in self.powers:
            points = unit(walk @ points)
            total += np.float32(power) * points
        return total


@register
class FeaturePropagation(Embedded):
    r"""Skills smoothed over the network, then compared: :math:`\hat A^2 S` with :math:`\hat A = D^{-1/2}(A+I)D^{-1/2}`.

    Skills are projected to ``size`` dimensions first, rare ones weighing more. People without connections keep their
    own skills, so newcomers are placed too. Complexity: as ``fastrp``.
    Source: Wu et al., "Simplifying graph convolutional networks", ICML 2019.
    """

    name = "feature_propagation"
    steps = 2

    def placed(self) -> Points:
        """Smooths."""
        count, kinds = len(self.view), len(self.view.skill_ids)
        rare = 1 / np.log(1 + np.maximum(self.view.holders.counts, 1))
        points = matrix(self.view.skills, kinds) @ (projection(kinds, self.size, self.seed) * rare[:, None])
        points = unit(np.asarray(points, np.float32))
        around = matrix(self.view.connections, count) + sparse.eye_array(count, dtype=np.float32, format="csr")
        root = (1 / np.sqrt(self.view.degrees + 1)).astype(np.float32)[:, None]
        for _ in range(self.steps):
            points = root * (around @ (root * points))
        return np.asarray(points, np.float32)
