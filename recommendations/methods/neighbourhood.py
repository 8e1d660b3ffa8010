"""Shared connections, counted and weighed: the classics, each a weight on the people between."""

import numpy as np

from ..arrays import Index, Real
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register


class SharedConnections(Scored):
    r"""Sums a weight :math:`w_z` over the connections :math:`z` that two people share.

    Complexity: :math:`O(\sum_{z \in N(u)} d_z)` a person.
    """

    weight: Real

    def scores(self, row: int) -> Scores:
        """Hands each connection's weight to everybody connected with it."""
        friends = self.view.connections[row]
        rows, values = self.walker.step(self.view.connections, friends, self.weight[friends])
        return Scores(rows, self.finished(row, rows, values).round(DECIMALS))

    def finished(self, row: int, rows: Index, values: Real) -> Real:
        """Turns sums into scores; as they are by default."""
        return values


@register
class CommonNeighbors(SharedConnections):
    r"""Number of shared connections, :math:`|N(u) \cap N(v)|`.

    Source: Newman, "Clustering and preferential attachment in growing networks", Physical Review E 64, 2001.
    """

    name = "common_neighbors"

    def prepare(self) -> None:
        """Every shared connection counts one."""
        self.weight = np.ones(len(self.view))


@register
class AdamicAdar(SharedConnections):
    r"""Shared connections, those with few connections counting more: :math:`\sum_{z} 1/\ln d_z`.

    A connection with one connection only, whom both cannot share, and one with :math:`d_z = 1` by blocks, weigh as two.
    Source: Adamic and Adar, "Friends and neighbors on the Web", Social Networks 25, 2003.
    """

    name = "adamic_adar"

    def prepare(self) -> None:
        """Weighs by the logarithm of the degree."""
        self.weight = 1 / np.log(np.maximum(self.view.degrees, 2))


@register
class ResourceAllocation(SharedConnections):
    r"""Each shared connection splits one unit among all its connections: :math:`\sum_{z} 1/d_z`.

    Source: Zhou, Lü and Zhang, "Predicting missing links via local information", European Physical Journal B 71, 2009.
    """

    name = "resource_allocation"

    def prepare(self) -> None:
        """Weighs by the degree."""
        self.weight = 1 / np.maximum(self.view.degrees, 1)


@register
class Jaccard(CommonNeighbors):
    r"""Share of shared connections among all of the two: :math:`|N(u) \cap N(v)| / |N(u) \cup N(v)|`.

    Source: Jaccard, "Étude comparative de la distribution florale", 1901; Liben-Nowell and Kleinberg, "The
    link-prediction problem for social networks", 2003.
    """

    name = "jaccard"

    def finished(self, row: int, rows: Index, values: Real) -> Real:
        """Divides by the size of the union."""
        degrees = self.view.degrees
        return np.asarray(values / (degrees[row] + degrees[rows] - values))
