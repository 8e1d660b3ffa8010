"""Teams with a small sum of distances between the holders of all skills, or from them to the leader."""

from itertools import combinations

import numpy as np

from .answer import Answer
from .experts import Experts


def kargar_an(experts: Experts) -> Answer:
    r"""Returns the team around the holder of any skill to whom the nearest holders of all others are nearest together.

    With :math:`S(a)` the holders of skill :math:`a`, it is

    .. math:: c^* = \arg\min_{c \in \bigcup_a S(a)} \sum_a d(c, S(a)), \qquad T = \{\text{nearest of } S(a)\}_a

    ``Answer.value`` is the sum of distances :math:`\sum_{a<b} d(h_a, h_b)` over all pairs of skills, in which somebody
    who holds two is no way from themselves. It is at most :math:`2(p-1)/p` times the least for :math:`p` skills,
    wherever distances keep the triangle inequality: nobody is private but the leader. One shortest-path search for each
    skill. It knows neither seats beyond one a skill, nor hours, budget, size, working hours, people who must be in,
    blocks or wishes.

    M. Kargar and A. An, "Discovering Top-k Teams of Experts with/without a Leader in Social Networks", CIKM 2011:
    the best team without a leader, by sum of distances.

    Args:
        experts: The network; where ``is_led``, the leader counts as one more skill.
    """
    every = np.unique(np.concatenate(experts.holders))
    together = np.sum([experts.away(*each.tolist())[every] for each in experts.holders], axis=0)
    centre = int(every[np.argmin(together)])
    chosen = experts.nearest(experts.away(centre))
    away = {each: experts.away(each) for each in set(chosen)}
    return Answer.of(experts, chosen, sum(int(away[one][other]) for one, other in combinations(chosen, 2)))


def closest_to_leader(experts: Experts) -> Answer:
    r"""Returns the nearest holder of each skill to the leader, which is the best team by its measure.

    ``Answer.value`` is the leader distance :math:`\sum_a d(f, h_a)`. One shortest-path search. It knows none of the
    limits that ``kargar_an`` does not know.

    M. Kargar and A. An, CIKM 2011: the best team with a leader, who is given here.

    Args:
        experts: The network.
    """
    away = experts.away(experts.leader)
    chosen = experts.nearest(away)
    return Answer.of(experts, chosen, int(away[chosen].sum()))
