"""Matrix factorisation: people as vectors whose products tell who is connected."""

from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from scipy import sparse
from scipy.linalg import lapack

from ..ranking import Scored, Scores
from ..registry import register
from .embeddings import Points, matrix


@register
class AlternatingLeastSquares(Scored):
    r"""Implicit-feedback factorisation: minimises :math:`\sum c_{uv}(p_{uv} - x_u^T y_v)^2 + \lambda(\|x\|^2+\|y\|^2)`.

    :math:`c = 1 + \alpha` for connections, one for all other pairs. Each half step is solved for all people at once by
    three iterations of conjugate gradients. Complexity: :math:`O(sweeps \cdot (m f + n f^2))` to fit,
    :math:`O(n f)` a person.
    Sources: Hu, Koren and Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008; Takács,
    Pilászy and Tikk, "Applications of the conjugate gradient method for implicit feedback", RecSys 2011.
    """

    name = "als"
    is_local = False
    factors = 96
    sweeps = 8
    confidence = 10.0
    regularisation = 3.0
    seed = 20260101

    def prepare(self) -> None:
        """Sweeps from one side to the other; both sides are people."""
        count = len(self.view)
        self.everybody = np.arange(count, dtype=np.int32)
        size = min(self.factors, max(count, 1))
        draw = np.random.default_rng(self.seed).standard_normal((2, count, size), dtype=np.float32)
        self.own, self.other = draw * np.float32(0.1)
        for _ in range(self.sweeps):
            self.own = self.solved(self.own, self.other)
            self.other = self.solved(self.other, self.own)

    def solved(self, start: Points, fixed: Points) -> Points:
        """Improves one side by conjugate gradients while the other is fixed."""
        links = self.view.connections
        rows, ties = links.rows, matrix(links, len(self.view))
        gram = fixed.T @ fixed + np.float32(self.regularisation) * np.eye(fixed.shape[1], dtype=np.float32)

        def applied(points: Points) -> Points:
            products = np.empty(len(links.others), np.float32)
            for first in range(0, len(products), 100_000):
                part = slice(first, first + 100_000)
                products[part] = np.einsum("ij,ij->i", points[rows[part]], fixed[links.others[part]])
            ties.data = products
            return np.asarray(points @ gram + np.float32(self.confidence) * (ties @ fixed), np.float32)

        ties.data = np.full(len(links.others), 1 + self.confidence, np.float32)
        residue = np.asarray(ties @ fixed, np.float32) - applied(start)
        solution, direction = start.copy(), residue.copy()
        size = np.einsum("ij,ij->i", residue, residue)
        for _ in range(3):
            changed = applied(direction)
            curvature = np.einsum("ij,ij->i", direction, changed)
            step = np.where(curvature > 0, size / np.where(curvature > 0, curvature, 1), 0)[:, None]
            solution += step * direction
            residue -= step * changed
            before, size = size, np.einsum("ij,ij->i", residue, residue)
            direction = residue + np.where(before > 0, size / np.where(before > 0, before, 1), 0)[:, None] * direction
        return np.asarray(solution, np.float32)

    def scores(self, row: int) -> Scores:
        """Multiplies in both roles, because connections have no direction."""
        values = self.other @ self.own[row] + self.own @ self.other[row]
        return Scores(self.everybody, values.astype(np.float64))


@register
class Ease(Scored):
    r"""Linear model with closed form, over the most connected people: :math:`B = I - P\,\mathrm{diag}(P)^{-1}`.

    :math:`P = (X^TX + \lambda I)^{-1}`, with :math:`X` the connections of everybody with the ``width`` most connected
    people; whoever is not among them is no candidate. Complexity: :math:`O(width^3)` to fit, :math:`O(d_u \cdot width)`
    a person.
    Source: Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019.
    """

    name = "ease"
    version = "2"
    is_local = False
    width = 8_000
    regularisation = 100.0

    def prepare(self) -> None:
        """Inverts."""
        degrees = self.view.degrees
        order = np.lexsort((np.arange(len(degrees)), -degrees))[: self.width]
        self.known = np.sort(order[degrees[order] > 0]).astype(np.int32)
        self.column = np.full(len(self.view), -1, np.int32)
        self.column[self.known] = np.arange(len(self.known), dtype=np.int32)
        self.table = self.told().tocsr()
        gram = np.asarray((self.table.T @ self.table).todense(), np.float32)
        gram[np.diag_indices_from(gram)] += np.float32(self.regularisation)
        inverse = inverted(gram)
        columns = len(self.known)
        weights = inverse[:, :columns] / -np.diag(inverse)[:columns]
        weights[np.arange(columns), np.arange(columns)] = 0
        self.weights = np.ascontiguousarray(weights, np.float32)

    def told(self) -> Any:
        """Returns what is known of everybody, one column for each of the most connected people first."""
        return matrix(self.view.connections, len(self.view))[:, self.known]

    def scores(self, row: int) -> Scores:
        """Adds up the weights of one's connections."""
        friends = self.column[self.view.connections[row]]
        values = self.weights[friends[friends >= 0]].sum(axis=0)
        return Scores(self.known, values.astype(np.float64))


@register
class EaseSkills(Ease):
    r"""``ease`` that is told skills too: :math:`X` has a column for each skill beside those for people.

    What one's skills say of whom one connects with, less what one's connections say already; whoever has no connection
    yet is suggested people by skills alone. Complexity: :math:`O((width + skills)^3)` to fit, :math:`O((d_u + |S_u|)
    \cdot width)` a person.
    Source: Jeunen, Van Balen and Goethals, "Closed-form models for collaborative filtering with side-information",
    RecSys 2020.
    """

    name = "ease_skills"
    version = "1"
    width = 6_000
    skills = 6_000
    """So many of the most frequent skills have a column."""
    importance = 1.0

    def prepare(self) -> None:
        """Inverts, and lets ``ease_skills_reverse`` find what was worked out."""
        super().prepare()
        _fitted[id(self.view)] = self

    def told(self) -> Any:
        """Returns connections and skills side by side."""
        count = self.view.holders.counts
        order = np.lexsort((np.arange(len(count)), -count))[: self.skills]
        kept = np.sort(order[count[order] > 0])
        self.skill_column = np.full(len(count), -1, np.int32)
        self.skill_column[kept] = len(self.known) + np.arange(len(kept), dtype=np.int32)
        have = matrix(self.view.skills, max(len(count), 1)) * np.float32(self.importance)
        return sparse.hstack([super().told(), have[:, kept]], dtype=np.float32)

    def scores(self, row: int) -> Scores:
        """Adds up the weights of one's connections and skills."""
        friends = self.column[self.view.connections[row]]
        skills = self.skill_column[self.view.skills[row]]
        values = self.weights[friends[friends >= 0]].sum(axis=0)
        values += np.float32(self.importance) * self.weights[skills[skills >= 0]].sum(axis=0)
        return Scores(self.known, values.astype(np.float64))


_fitted: WeakValueDictionary[int, EaseSkills] = WeakValueDictionary()
"""Those fitted to views, as long as anybody uses them."""


@register
class EaseSkillsReverse(Scored):
    r"""``ease_skills`` from the other side: who would be suggested oneself, :math:`X_v B_{\cdot u}`.

    Reaches people with few connections, who are nobody's candidates in ``ease``; tells something to the most connected
    people only. Complexity: that of ``ease_skills`` to fit, which is done once for both, :math:`O(m + \sum_v |S_v|)` a
    person.
    Source: as ``ease_skills``; Pizzato et al., "RECON: a reciprocal recommender for online dating", RecSys 2010, for
    looking from the other side.
    """

    name = "ease_skills_reverse"
    is_local = False

    def prepare(self) -> None:
        """Inverts, or takes what is worked out already."""
        found = _fitted.get(id(self.view))
        self.forward = found if found is not None and found.view is self.view else EaseSkills().fit(self.view)
        self.everybody = np.arange(len(self.view), dtype=np.int32)

    def scores(self, row: int) -> Scores:
        """Adds up, for everybody, the weights with which their connections and skills speak for one person."""
        column = self.forward.column[row]
        if column < 0:
            return Scores(np.empty(0, np.int32), np.empty(0))
        return Scores(self.everybody, (self.forward.table @ self.forward.weights[:, column]).astype(np.float64))


def inverted(gram: Points) -> Points:
    """Inverts a symmetric matrix whose eigenvalues lie above zero; half the work of any inverse."""
    if not len(gram):
        return gram
    factor, _ = lapack.spotrf(gram, lower=1, overwrite_a=1)
    half, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    lower = np.tril(half)
    return np.asarray(lower + np.tril(half, -1).T, np.float32)
