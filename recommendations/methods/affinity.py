"""From skills to connections and back: whom people with one's skills know, and what those whom one knows can do."""

import numpy as np

from ..ranking import Scored, Scores
from ..registry import register
from .embeddings import matrix


@register
class SkillAffinity(Scored):
    r"""Naive Bayes from skills to connections: :math:`\ln p_v + \sum_{s \in S_u} \ln(p_{v|s}/p_v)`.

    :math:`p_{v|s} = (a_{sv} + \kappa p_v)/(D_s + \kappa)`, where :math:`a_{sv}` counts connections of holders of
    :math:`s` with :math:`v`, :math:`D_s` all their connections, and :math:`p_v = d_v/2m`. It needs no connection of
    one's own, so it is what newcomers get.
    Complexity: :math:`O(\sum_s |H_s| \bar d)` to fit, :math:`O(\sum_{s \in S_u} nnz(a_s))` a person.
    Source: Gantner, Drumond, Freudenthaler, Rendle and Schmidt-Thieme, "Learning attribute-to-feature mappings for
    cold-start recommendations", ICDM 2010, for the setting.
    """

    name = "skill_affinity"
    is_local = False
    prior = 50.0

    def prepare(self) -> None:
        """Counts, once, whom the holders of each skill are connected with."""
        view = self.view
        ties = matrix(view.connections, len(view))
        counts = (matrix(view.holders, len(view)) @ ties).tocsr()
        share = view.degrees / max(view.degrees.sum(), 1)
        total = np.asarray(counts.sum(axis=1)).ravel()
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lift = (counts.data + self.prior * share[counts.indices]) / (total[rows] + self.prior) / share[counts.indices]
        base = self.prior / (total + self.prior)
        counts.data = np.log(lift / base[rows]).astype(np.float32)
        self.counts, self.base = counts, np.log(base)
        self.prior_of = np.log(np.maximum(share, 1e-12))
        self.everybody = np.arange(len(view), dtype=np.int32)

    def scores(self, row: int) -> Scores:
        """Adds up what each skill says; shifted so that all that are possible lie above zero."""
        skills = self.view.skills[row]
        values = self.prior_of.copy()
        for skill in skills.tolist():
            part = slice(self.counts.indptr[skill], self.counts.indptr[skill + 1])
            values[self.counts.indices[part]] += self.counts.data[part]
        lowest = values.min(initial=0.0)
        return Scores(self.everybody, np.where(self.view.degrees > 0, values - lowest + 1e-9, 0.0))


@register
class SkillProfile(Scored):
    r"""Naive Bayes from the skills of one's connections: :math:`\ln (1 + d_v) + \sum_{s \in S_v} \ln(p_{s|u}/p_s)`.

    :math:`p_{s|u} = (f_{us} + \kappa p_s)/(F_u + \kappa)`, where :math:`f_{us}` counts one's connections with skill
    :math:`s`, :math:`F_u` all their skills, and :math:`p_s` is the skill's share of all. The other way round than
    ``skill_affinity``: it reaches people who have hardly any connection.
    Complexity: :math:`O(\sum_{z \in N(u)} |S_z| + \sum_v |S_v|)`.
    Source: Pazzani and Billsus, "Learning and revising user profiles", Machine Learning 27, 1997.
    """

    name = "skill_profile"
    is_local = False
    prior = 200.0

    def prepare(self) -> None:
        """Counts skills."""
        view = self.view
        self.have = matrix(view.skills, max(len(view.skill_ids), 1))
        self.share = np.maximum(view.holders.counts, 0.5) / max(view.holders.counts.sum(), 1)
        self.prior_of = np.log1p(view.degrees)
        self.everybody = np.arange(len(view), dtype=np.int32)

    def scores(self, row: int) -> Scores:
        """Adds up what each skill of everybody says; shifted so that all lie above zero."""
        counts = np.zeros(self.have.shape[1])
        rows, values = self.walker.step(self.view.skills, friends := self.view.connections[row], np.ones(len(friends)))
        if not len(rows):
            return Scores(np.empty(0, np.int32), np.empty(0))
        counts[rows] = values
        lift = np.log((counts + self.prior * self.share) / (values.sum() + self.prior) / self.share)
        told = self.have @ lift.astype(np.float32) + self.prior_of
        return Scores(self.everybody, told - told.min() + 1e-9)
