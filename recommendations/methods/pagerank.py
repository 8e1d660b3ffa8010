"""Personalised PageRank by forward push: where a walker who keeps returning to one person is found."""

import numpy as np

from .. import walks
from ..arrays import Real
from ..ranking import Scored, Scores
from ..registry import register
from .neighbourhood import faded


@register
class PageRankPush(Scored):
    r"""Stationary chance of a walk that returns to :math:`u` with chance :math:`\alpha` at each step.

    Forward push until no person holds more than :math:`\varepsilon` of rank per connection. The tolerance matters:
    at 2e-6 the tail that tells candidates apart is cut off. Complexity: :math:`O(1/(\varepsilon\alpha))`, whatever the
    size of the network.
    Source: Andersen, Chung and Lang, "Local graph partitioning using PageRank vectors", FOCS 2006.
    """

    name = "ppr_push"
    restart = 0.2
    tolerance = 2e-7

    def prepare(self) -> None:
        """Weighs connections and makes the scratch of the push."""
        count = len(self.view)
        self.weights = self.connection_weights()
        self.sums = self.view.degrees
        if len(self.weights):
            self.sums = np.zeros(count)
            np.add.at(self.sums, self.view.connections.rows, self.weights)
        self.residue = np.zeros(count)

    def connection_weights(self) -> Real:
        """Returns the weight of each connection; none where all weigh the same."""
        return np.empty(0)

    def scores(self, row: int) -> Scores:
        """Pushes rank out from one person."""
        links, walker = self.view.connections, self.walker
        count = walks.push(
            links.starts,
            links.others,
            self.weights,
            self.sums,
            row,
            self.restart,
            self.tolerance,
            walker.total,
            self.residue,
            walker.touched,
        )
        return walker.gathered(count)


@register
class PageRankTimeDecay(PageRankPush):
    r"""Personalised PageRank over connections that fade, :math:`w = 2^{-age/h}` with half-life :math:`h`.

    Ages are counted from the latest connection. A view without times gives plain personalised PageRank.
    Source: as ``ppr_push``; recency as in Liben-Nowell and Kleinberg's temporal split, 2003.
    """

    name = "ppr_time_decay"
    half_life_days = 730.0

    def connection_weights(self) -> Real:
        """Weighs by age."""
        return faded(self.view, self.half_life_days)


@register
class PageRankDebiased(PageRankPush):
    r"""Personalised PageRank divided by a power of the candidate's degree: :math:`\pi_v d_v^{-\gamma}`.

    Source: as ``ppr_push``; at :math:`\gamma = 1` this is symmetric in the two people.
    """

    name = "ppr_debiased"
    gamma = 0.2

    def scores(self, row: int) -> Scores:
        """Discounts popularity."""
        rows, values = super().scores(row)
        return Scores(rows, values * np.maximum(self.view.degrees[rows], 1) ** -self.gamma)
