"""RarestFirst, for teams of small diameter."""

import numpy as np

from ..distances import path
from .answer import Answer
from .experts import Experts


def rarest_first(experts: Experts) -> Answer:
    r"""Returns the team around the holder of the rarest skill to whom the farthest of the other skills is nearest.

    With :math:`S(a)` the holders of skill :math:`a` and :math:`r` the skill with the fewest, it is

    .. math:: i^* = \arg\min_{i \in S(r)} \max_a d(i, S(a)), \qquad T = \{i^*\} \cup \{\text{nearest of } S(a)\}_a

    so the diameter is within twice the least, wherever distances keep the triangle inequality: nobody is private but
    the leader. ``Answer.value`` is the diameter, the greatest distance of two experts. One shortest-path search for
    each skill and one from the chosen holder. It knows neither seats beyond one a skill, nor hours, budget, size,
    working hours, people who must be in, blocks or wishes.

    T. Lappas, K. Liu and E. Terzi, "Finding a Team of Experts in Social Networks", KDD 2009: RarestFirst for
    Diameter-TF.

    Args:
        experts: The network; where ``is_led``, the leader is the rarest skill, unless another has one holder too.
    """
    rarest = min(range(len(experts.holders)), key=lambda at: len(experts.holders[at]))
    centres = experts.holders[rarest]
    farthest = np.max([experts.away(*each.tolist())[centres] for each in experts.holders], axis=0)
    centre = int(centres[np.argmin(farthest)])
    away = experts.away(centre)
    chosen = experts.nearest(away)
    chosen[rarest] = centre
    team = sorted({*chosen})
    value = max(int(experts.away(each)[team].max()) for each in team)
    passed = {node for each in team for node in path(experts.graph, away, each)}
    return Answer.of(experts, chosen, value, passed)
