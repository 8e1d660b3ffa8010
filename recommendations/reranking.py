"""What is done to a ranking after it was made: popularity taken back, variety, and fewer repetitions."""

from collections.abc import Mapping

import numpy as np

from .arrays import Real
from .ranking import Scores
from .view import NetworkView


def degree_debias(view: NetworkView, ranked: Scores, *, gamma: float) -> Scores:
    r"""Divides by a power of the candidate's degree, :math:`s_v (1 + d_v)^{-\gamma}`, and sorts again; O(k log k).

    Source: Abdollahpouri, Burke and Mobasher, "Managing popularity bias in recommender systems with personalized
    re-ranking", FLAIRS 2019, for the aim.
    """
    return _sorted(ranked, ranked.values * (1 + view.degrees[ranked.rows]) ** -gamma)


def mmr(view: NetworkView, ranked: Scores, *, weight: float, count: int) -> Scores:
    r"""Maximal marginal relevance: the next one is :math:`\arg\max (1-w) s_v - w \max_{t} sim(v, t)`; O(count · k).

    Scores are taken relative to the best; two people are alike by the Jaccard index of their connections.
    Source: Carbonell and Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
    """
    left = list(range(len(ranked.rows)))
    relative = ranked.values / (ranked.values.max(initial=0.0) or 1.0)
    likeness = np.zeros(len(left))
    chosen: list[int] = []
    while left and len(chosen) < count:
        gains = [(1 - weight) * relative[each] - weight * likeness[each] for each in left]
        best = left.pop(int(np.argmax(gains)))
        chosen.append(best)
        for each in left:
            likeness[each] = max(likeness[each], _alike(view, ranked.rows[best], ranked.rows[each]))
    order = np.array(chosen + left, np.int64)
    return Scores(ranked.rows[order], ranked.values[order])


def impression_discount(ranked: Scores, days_shown: Mapping[int, int], *, power: float = 0.7) -> Scores:
    r"""Lets whoever was shown and left alone sink, :math:`s_v (1 + t_v)^{-p}`, :math:`t` in days; O(k log k).

    Source: Lee, Hoang, Ghosh and Basu, "Modeling impression discounting in large-scale recommender systems", KDD 2014.
    """
    days = np.array([days_shown.get(row, 0) for row in ranked.rows.tolist()], np.float64)
    return _sorted(ranked, ranked.values * (1 + days) ** -power)


def _sorted(ranked: Scores, values: Real) -> Scores:
    order = np.lexsort((ranked.rows, -values))
    return Scores(ranked.rows[order], values[order])


def _alike(view: NetworkView, one: int, other: int) -> float:
    both = len(np.intersect1d(view.connections[one], view.connections[other], assume_unique=True))
    return float(both / max(view.degrees[one] + view.degrees[other] - both, 1.0))
