"""Random walks of three steps, with powers of the chances and the popularity of the end discounted."""

import numpy as np

from ..forgetting import Forgotten, exchanged
from ..ranking import DECIMALS, Scored, Scores
from ..registry import register


class ThreeSteps(Scored):
    r"""Paths of three steps, each weighed by powers of degrees: :math:`d_v^{-\beta}\sum_{z,w} (d_z d_w)^{-\alpha}`.

    Over :math:`u–z–w–v`. Complexity: :math:`O(m)` at worst, the connections of everybody within two steps.
    """

    alpha: float
    beta: float = 0.0

    def prepare(self) -> None:
        """Weighs by a power of the degree."""
        degrees = np.maximum(self.view.degrees, 1)
        self.weight = degrees**-self.alpha
        self.discount = degrees**-self.beta

    def reweigh(self, forgotten: Forgotten) -> None:
        """Weighs whoever has fewer connections."""
        degrees = np.maximum(forgotten.degrees, 1)
        self.weight = exchanged(self.weight, forgotten.people, degrees**-self.alpha)
        self.discount = exchanged(self.discount, forgotten.people, degrees**-self.beta)

    def scores(self, row: int) -> Scores:
        """Takes three steps, in the order of ids."""
        links = self.view.connections
        friends = self.view.findable(links[row])
        rows, values = self.walker.step(links, friends, self.weight[friends])
        keep = self.view.is_findable[rows]
        rows, values = rows[keep], values[keep]
        order = np.argsort(rows)
        rows, values = rows[order], values[order]
        rows, values = self.walker.step(links, rows, values * self.weight[rows])
        return Scores(rows, (values * self.discount[rows]).round(DECIMALS))


@register
class L3(ThreeSteps):
    r"""Paths of three steps, normalised: :math:`\sum_{z,w} 1/\sqrt{d_z d_w}`.

    Source: Kovács et al., "Network-based prediction of protein interactions", Nature Communications 10, 2019.
    """

    name = "l3"
    alpha = 0.5


@register
class P3Alpha(ThreeSteps):
    r"""Three steps of a random walk with powers of the chances: :math:`\sum_{z,w} (d_z d_w)^{-\alpha}`.

    The first step's chance is the same for all candidates and left out. :math:`\alpha` is chosen on validation folds.
    Source: Cooper, Lee, Radzik and Siantos, "Random walks in recommender systems", WWW 2014.
    """

    name = "p3alpha"
    alpha = 0.8


@register
class RP3Beta(ThreeSteps):
    r"""P3alpha with the candidate's own popularity discounted: :math:`d_v^{-\beta}\sum_{z,w} (d_z d_w)^{-\alpha}`.

    Source: Paudel, Christoffel, Newell and Bernstein, "Updatable, accurate, diverse, and scalable recommendations for
    interactive applications", ACM TiiS 7, 2016.
    """

    name = "rp3beta"
    alpha = 0.8
    beta = 0.3
