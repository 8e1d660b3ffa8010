"""The most connected people: of all, of one's city, of those who share one's skills."""

import numpy as np

from ..forgetting import Forgotten, exchanged
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register
from ..view import UNKNOWN


@register
class Popular(Scored):
    """The most connected people, the same for everybody: :math:`d_v`.

    The baseline that every other method has to beat. Complexity: :math:`O(n)`.
    """

    name = "popular"

    def prepare(self) -> None:
        """Counts once."""
        self.everybody = Scores(np.arange(len(self.view), dtype=np.int32), self.view.degrees)

    def scores(self, row: int) -> Scores:
        """Returns everybody."""
        return self.everybody


@register
class PopularInCity(Scored):
    """The most connected people of one's own city: :math:`1 + d_v` where :math:`city(v) = city(u)`.

    Complexity: :math:`O` of the people who live there. Reaches people without any connection.
    """

    name = "popular_in_city"

    def prepare(self) -> None:
        """Counts once."""
        self.degrees = self.view.degrees

    def reweigh(self, forgotten: Forgotten) -> None:
        """Counts anew who has fewer connections."""
        self.degrees = exchanged(self.degrees, forgotten.people, forgotten.degrees)

    def scores(self, row: int) -> Scores:
        """Returns the neighbours."""
        city = self.view.city[row]
        rows = self.view.residents[city] if city != UNKNOWN else np.empty(0, np.int32)
        return Scores(rows, 1 + self.degrees[rows])


@register
class PopularInSkill(Scored):
    r"""The most connected people of one's skills, each skill handing out one vote in all.

    :math:`(1 + d_v) \sum_{s \in S_u \cap S_v} 1/|H_s|` with :math:`H_s` the holders of a skill.
    Complexity: :math:`O(\sum_{s \in S_u} |H_s|)`.
    """

    name = "popular_in_skill"

    def prepare(self) -> None:
        """Weighs skills by their holders."""
        self.degrees, self.weight = self.view.degrees, 1 / np.maximum(self.view.holders.counts, 1)

    def reweigh(self, forgotten: Forgotten) -> None:
        """Counts anew who has fewer connections, and weighs skills that fewer have."""
        self.degrees = exchanged(self.degrees, forgotten.people, forgotten.degrees)
        self.weight = exchanged(self.weight, forgotten.skills, 1 / np.maximum(forgotten.holders, 1))

    def scores(self, row: int) -> Scores:
        """Spreads over the holders."""
        skills = self.view.skills[row]
        rows, values = self.walker.step(self.view.holders, skills, self.weight[skills])
        return Scores(rows, (values * (1 + self.degrees[rows])).round(DECIMALS))
