"""People who can do what one can do oneself."""

import numpy as np

from ..ranking import DECIMALS, Scored, Scores
from ..registry import register


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
        self.weight = 1 / np.log(1 + np.maximum(self.view.holders.counts, 1))

    def scores(self, row: int) -> Scores:
        """Spreads over the holders."""
        skills = self.view.skills[row]
        rows, values = self.walker.step(self.view.holders, skills, self.weight[skills])
        return Scores(rows, values.round(DECIMALS))
