"""Has a recommender rank all strangers of many people, and takes the time of each."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt

from ..arrays import Index, Real
from ..contract import Recommender
from ..ranking import Scored
from .splitting import Split

DEPTH = 100
"""So many places of each ranking are kept; what stands lower counts as not found."""
NOBODY = -1
CANDIDATES = (500, 3000)
"""Within so many places it counts as a candidate that a ranker could bring to the top."""
CANDIDATES_OF = 300
"""So many sources, evenly drawn, are asked for that many places; they are asked apart, so it costs no latency."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """What one recommender suggests to each source.

    Attributes:
        method: its name.
        sources: who was ranked for.
        rows: whom, best first, ``NOBODY`` where there was nobody left, shape (sources, depth).
        seconds: time of each.
        fit_seconds: time to learn.
    """

    method: str
    sources: Index
    rows: npt.NDArray[np.int32]
    seconds: Real
    fit_seconds: float
    candidates: tuple[float, float] = (float("nan"), float("nan"))
    """Share of the truth within ``CANDIDATES`` places, over at most ``CANDIDATES_OF`` sources."""


def rank_all(recommender: Recommender, split: Split, sources: Index, *, depth: int = DEPTH) -> Ranking:
    """Fits a recommender and asks it for everybody.

    The first question is asked twice and only the second time counts, because compiling is not ranking.
    """
    start = perf_counter()
    recommender.fit(split.train)
    fitted = perf_counter() - start
    rows = np.full((len(sources), depth), NOBODY, np.int32)
    seconds = np.zeros(len(sources))
    for place, source in enumerate([*sources[:1].tolist(), *sources.tolist()]):
        start = perf_counter()
        found = _asked(recommender, split, source, depth)
        if place:
            seconds[place - 1] = perf_counter() - start
            rows[place - 1, : len(found)] = found
    few = sources[np.linspace(0, len(sources) - 1, min(len(sources), CANDIDATES_OF)).astype(int)]
    return Ranking(recommender.name, sources, rows, seconds, fitted, _within(recommender, split, few))


def _within(recommender: Recommender, split: Split, sources: Index) -> tuple[float, float]:
    shares = []
    for source in sources.tolist():
        found, wanted = _asked(recommender, split, source, max(CANDIDATES)), split.truth[source]
        shares.append([np.isin(wanted, found[:count]).mean() for count in CANDIDATES])
    few, many = np.mean(shares, axis=0).tolist()
    return few, many


def _asked(recommender: Recommender, split: Split, source: int, depth: int) -> Index:
    if isinstance(recommender, Scored):
        return recommender.seen_by(source).ranked(source, depth).rows
    view = split.train
    found = [view.row(each.person) for each in recommender.recommend(view.id(source), depth)]
    return np.array([row for row in found if row is not None], np.int32)
