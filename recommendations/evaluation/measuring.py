"""Metrics of rankings: accuracy by ``ranx``, the same by ``ir-measures`` to check it, and what lies beyond accuracy."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import Real
from .running import NOBODY, Ranking
from .splitting import Split

ACCURACY = ("recall@10", "recall@20", "ndcg@10", "mrr")
"""By the names of ranx, in the order of the table."""


@dataclass(frozen=True, eq=False)
class Measured:
    """What one ranking is worth.

    Attributes:
        accuracy: of each source, by metric.
        coverage: share of all people among anybody's first ten.
        gini: inequality of how often people stand among the first ten, 0 for all alike, 1 for one person only.
        novelty: mean self-information of the first ten by their share of connections, in bits.
        newcomers: mean recall@10 of sources without connections, NaN where there are none.
        milliseconds: median and 99th percentile of the time of one ranking.
        fit_seconds: time to learn.
        candidates: mean share of what was to be found within the first 500 and the first 3,000.
    """

    accuracy: dict[str, Real]
    coverage: float
    gini: float
    novelty: float
    newcomers: float
    milliseconds: tuple[float, float]
    fit_seconds: float
    candidates: tuple[float, float]


def measured(ranking: Ranking, split: Split) -> Measured:
    """Measures a ranking."""
    accuracy = by_ranx(ranking, split)
    top = ranking.rows[:, :10]
    shown = np.bincount(top[top != NOBODY], minlength=len(split.train))
    share = (split.train.degrees + 1) / (split.train.degrees.sum() + len(split.train))
    new = split.train.degrees[ranking.sources] == 0
    return Measured(
        accuracy=accuracy,
        coverage=float((shown > 0).mean()),
        gini=gini(shown),
        novelty=float(-np.log2(share[top[top != NOBODY]]).mean()) if (top != NOBODY).any() else float("nan"),
        newcomers=float(accuracy["recall@10"][new].mean()) if new.any() else float("nan"),
        milliseconds=tuple((1000 * np.percentile(ranking.seconds, [50, 99])).tolist()),
        fit_seconds=ranking.fit_seconds,
        candidates=ranking.candidates,
    )


def gini(counts: np.ndarray) -> float:
    """Returns the Gini coefficient of how often each was shown: half the mean difference over the mean."""
    ordered = np.sort(counts).astype(np.float64)
    if not ordered.sum():
        return 0.0
    places = np.arange(1, len(ordered) + 1)
    return float((2 * places - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def by_ranx(ranking: Ranking, split: Split) -> dict[str, Real]:
    """Calculates the accuracy of each source with ranx."""
    import ranx

    judged, run = _as_texts(ranking, split)
    found: dict[str, Any] = ranx.evaluate(
        ranx.Qrels(judged), ranx.Run(run), list(ACCURACY), return_mean=False, make_comparable=True
    )
    return {name: np.asarray(found[name], np.float64) for name in ACCURACY}


def by_ir_measures(ranking: Ranking, split: Split) -> dict[str, float]:
    """Calculates the mean accuracy with ir-measures, by the same names."""
    from ir_measures import RR, R, calc_aggregate, nDCG

    judged, run = _as_texts(ranking, split)
    wanted = {R @ 10: "recall@10", R @ 20: "recall@20", nDCG @ 10: "ndcg@10", RR: "mrr"}
    found = calc_aggregate(list(wanted), judged, run)
    return {name: float(found[measure]) for measure, name in wanted.items()}


def _as_texts(ranking: Ranking, split: Split) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, float]]]:
    """Writes truth and ranking as both libraries read them; names are padded, so their order is that of the sources."""
    judged = {f"{row:09d}": {str(each): 1 for each in split.truth[row].tolist()} for row in ranking.sources.tolist()}
    run: dict[str, dict[str, float]] = {}
    for row, rows in zip(ranking.sources.tolist(), ranking.rows, strict=True):
        found = rows[rows != NOBODY].tolist()
        # An empty list is no answer to either library: somebody who is nobody stands in it.
        run[f"{row:09d}"] = {str(each): float(len(found) - place) for place, each in enumerate(found)} or {"-1": 1.0}
    return judged, run
