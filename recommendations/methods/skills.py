"""People who can do what one can do oneself."""

import numpy as np

from ..arrays import Index, Real
from ..forgetting import Forgotten, exchanged
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register
from .neighbourhood import AdamicAdar


def idf(holders: Real) -> Real:
    r"""Returns what skills weigh that so many people have, :math:`1/\ln(1 + |H_s|)`."""
    return np.asarray(1 / np.log(1 + np.maximum(holders, 1)))


@register
class AdamicAdarSkills(AdamicAdar):
    r"""People who share connections, those who share skills too first: :math:`\sum_z 1/\ln d_z + \lambda\sum_s w_s`.

    :math:`w_s = 1/\ln(1 + |H_s|)` over shared skills. Complexity: :math:`O(\sum_{z \in N(u)} d_z)` and the skills of
    those found.
    Source: as ``adamic_adar`` and ``skill_idf``.
    """

    name = "adamic_adar_skills"
    share = 0.5

    def prepare(self) -> None:
        """Weighs connections and skills."""
        super().prepare()
        self.skill_weight = self.share * idf(self.view.holders.counts)
        self.mine = np.zeros(len(self.skill_weight))

    def reweigh(self, forgotten: Forgotten) -> None:
        """Weighs whoever has fewer connections, and skills that fewer have."""
        super().reweigh(forgotten)
        self.skill_weight = exchanged(self.skill_weight, forgotten.skills, self.share * idf(forgotten.holders))

    def finished(self, row: int, rows: Index, values: Real) -> Real:
        """Adds what shared skills weigh."""
        from .. import walks

        links = self.view.skills
        walks.overlap(links.starts, links.others, links[row], self.skill_weight, self.mine, rows, values)
        return values


@register
class SkillIdf(Scored):
    r"""Shared skills, rare ones counting more: :math:`\sum_{s \in S_u \cap S_v} 1/\ln(1 + |H_s|)`.

    The inverse frequency stands in the form of Adamic and Adar rather than as :math:`\ln(n/|H_s|)`, because then the
    order never depends on how many people there are in all. Complexity: :math:`O(\sum_{s \in S_u} |H_s|)`.
    Source: Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28, 1972.
    """

    name = "skill_idf"

    def prepare(self) -> None:
        """Weighs skills."""
        self.weight = idf(self.view.holders.counts)

    def reweigh(self, forgotten: Forgotten) -> None:
        """Weighs skills that fewer have."""
        self.weight = exchanged(self.weight, forgotten.skills, idf(forgotten.holders))

    def scores(self, row: int) -> Scores:
        """Spreads over the holders."""
        skills = self.view.skills[row]
        rows, values = self.walker.step(self.view.holders, skills, self.weight[skills])
        return Scores(rows, values.round(DECIMALS))
