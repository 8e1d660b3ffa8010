"""What is done to a ranking after it was made: popularity taken back, variety, fewer repetitions, a share for all."""

from collections.abc import Mapping

import numpy as np

from .arrays import Index, Mask, Real
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
    relative = ranked.values / (ranked.values.max(initial=0.0) or 1.0)
    likeness, is_left = np.zeros(len(ranked.rows)), np.ones(len(ranked.rows), np.bool_)
    chosen: list[int] = []
    for _ in range(min(count, len(ranked.rows))):
        gains = np.where(is_left, (1 - weight) * relative - weight * likeness, -np.inf)
        best = int(np.argmax(gains))
        chosen.append(best)
        is_left[best] = False
        likeness = np.maximum(likeness, _alike(view, int(ranked.rows[best]), ranked.rows))
    order = np.concatenate([np.array(chosen, np.int64), np.flatnonzero(is_left)])
    return Scores(ranked.rows[order], ranked.values[order])


def impression_discount(ranked: Scores, days_shown: Mapping[int, int], *, power: float = 0.15) -> Scores:
    r"""Lets whoever was shown and left alone sink, :math:`s_v (1 + t_v)^{-p}`, :math:`t` in days; O(k log k).

    By and by: by a tenth after one day, a quarter after six, and four tenths after twenty-nine.
    Source: Lee, Hoang, Ghosh and Basu, "Modeling impression discounting in large-scale recommender systems", KDD 2014.
    """
    days = np.array([days_shown.get(row, 0) for row in ranked.rows.tolist()], np.float64)
    return _sorted(ranked, ranked.values * (1 + days) ** -power)


def exposure_bonus(ranked: Scores, is_shown: Mask, *, bonus: float, constant: float = 3.0) -> Scores:
    r"""Lets whoever stands in nobody else's list rise, :math:`1/(c + rank_v) + b [e_v = 0]`; O(k log k).

    Over many lists, given one after the other, this adds up to what the places are worth plus ``bonus`` for each person
    who is shown at all. That sum is submodular, so going through the lists greedily reaches at least half of the most
    there could be. The first stay: a bonus of .06 brings nobody from below place 56 among the first ten. The values
    that come out are what each is worth in that sum.

    Args:
        ranked: one list, longer than what is shown of it.
        is_shown: of all rows, who stands in somebody else's list; whoever gives the list marks whom it shows.
        bonus: what reaching one more person is worth.
        constant: how little first places stand out.

    Sources: Fisher, Nemhauser and Wolsey, "An analysis of approximations for maximizing submodular set functions II",
    Mathematical Programming Study 8, 1978, for the half; Singh and Joachims, "Fairness of exposure in rankings",
    KDD 2018, for the aim.
    """
    gains = 1 / (constant + 1 + np.arange(len(ranked.rows))) + bonus * ~is_shown[ranked.rows]
    return _sorted(ranked, gains)


def _sorted(ranked: Scores, values: Real) -> Scores:
    order = np.lexsort((ranked.rows, -values))
    return Scores(ranked.rows[order], values[order])


def _alike(view: NetworkView, one: int, others: Index) -> Real:
    """Returns the Jaccard index of one person's connections and those of each of the others."""
    from . import walks  # numba takes a second to import, which commands that rank nobody need not wait for

    links, both = view.connections, np.zeros(len(others))
    walks.overlap(links.starts, links.others, links[one], np.ones(len(view)), np.zeros(len(view)), others, both)
    return np.asarray(both / np.maximum(view.degrees[one] + view.degrees[others] - both, 1.0))
