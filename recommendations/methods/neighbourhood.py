"""Shared connections, counted and weighed: the classics, each a weight on the people between."""

import numpy as np

from confrere.graph.model.ties import togetherness

from ..arrays import Index, Real
from ..forgetting import Forgotten, exchanged
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register
from ..view import NetworkView


def faded(view: NetworkView, half_life_days: float) -> Real:
    """Returns :math:`2^{-age/h}` of each connection, ages counted from the latest; nothing where no times are known.

    The latest is that among people who can be found, so that nobody else's shifts all ages.
    """
    since = view.since
    if since is None or not len(since):
        return np.empty(0)
    latest = float(since[view.is_findable[view.connections.rows]].max(initial=0))
    return np.exp2(-(latest - since.astype(np.float64)) / half_life_days)


class SharedConnections(Scored):
    r"""Sums a weight :math:`w_z` over the connections :math:`z` that two people share.

    Complexity: :math:`O(\sum_{z \in N(u)} d_z)` a person.
    """

    weight: Real

    def scores(self, row: int) -> Scores:
        """Hands each connection's weight to everybody connected with it."""
        friends = self.view.findable(self.view.connections[row])
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
        self.weight = self.weighed(self.view.degrees)

    def weighed(self, degrees: Real) -> Real:
        """Returns what people with so many connections weigh."""
        return np.asarray(1 / np.log(np.maximum(degrees, 2)))

    def reweigh(self, forgotten: Forgotten) -> None:
        """Weighs whoever has fewer connections."""
        self.weight = exchanged(self.weight, forgotten.people, self.weighed(forgotten.degrees))


@register
class AdamicAdarTies(AdamicAdar):
    r"""Adamic–Adar over ties, stronger the more was done together: :math:`\sum_z t_{uz} t_{zv}/\ln d_z`.

    :math:`t = 2 - 2^{-j}` for :math:`j` jobs that two completed in one team, so a tie counts one to two times. Degrees
    stay counts: nobody's work takes anything from another connection. Without joint work it is ``adamic_adar``.
    Source: as ``adamic_adar``; Lü and Zhou, "Link prediction in weighted networks: The role of weak ties", EPL 89,
    2010, for weighing both ties; :mod:`confrere.graph.model.ties` for what joint work counts.
    """

    name = "adamic_adar_ties"

    def prepare(self) -> None:
        """Weighs by the degree, and by what was done together."""
        super().prepare()
        worked = self.view.worked
        self.worked = worked if worked is not None and len(worked.jobs) else None
        if self.worked is not None:
            known = np.array([togetherness(jobs) for jobs in range(int(self.worked.jobs.max()) + 1)])
            self.closer = known[self.worked.jobs]

    def scores(self, row: int) -> Scores:
        """Hands each connection's weight to everybody connected with it, more to those who worked with it."""
        if self.worked is None:
            return super().scores(row)
        friends, done = self.view.findable(self.view.connections[row]), self.worked.links
        together, closer = done[row], self.closer[done.starts[row] : done.starts[row + 1]]
        shown = self.view.is_findable[together]
        mine = np.ones(len(friends))
        mine[np.searchsorted(friends, together[shown])] += closer[shown]
        rows, values = self.walker.step(
            self.view.connections, friends, self.weight[friends] * mine, more=(done, self.closer)
        )
        return Scores(rows, values.round(DECIMALS))


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
class ResourceAllocationTimeDecay(ResourceAllocation):
    r"""Resource allocation over connections that fade: :math:`\sum_z w_{uz} w_{zv} / d_z`, :math:`w = 2^{-age/h}`.

    Ages are counted from the latest connection. A view without times gives plain resource allocation.
    Source: as ``resource_allocation``; Tylenda, Angelova and Bedathur, "Towards time-aware link prediction in evolving
    social networks", SNA-KDD 2009, for the fading.
    """

    name = "resource_allocation_time_decay"
    half_life_days = 730.0

    def prepare(self) -> None:
        """Weighs by the degree and by age."""
        super().prepare()
        self.fading = faded(self.view, self.half_life_days)

    def scores(self, row: int) -> Scores:
        """Hands each connection's weight to everybody connected with it, less the longer ago."""
        links = self.view.connections
        friends = links[row]
        if not len(self.fading):
            return super().scores(row)
        mine = self.fading[links.starts[row] : links.starts[row + 1]]
        rows, values = self.walker.step(links, friends, self.weight[friends] * mine, self.fading)
        return Scores(rows, values)


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
