"""Intervals and paired differences by the bootstrap over sources."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from ..arrays import Real

RESAMPLES = 2000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and where it lies with 95 % confidence."""

    mean: float
    low: float
    high: float


def interval(values: Real, *, seed: int = 0) -> Interval:
    """Returns the mean with its percentile bootstrap interval."""
    if not len(values) or np.ptp(values) == 0:
        mean = float(values.mean()) if len(values) else float("nan")
        return Interval(mean, mean, mean)
    found = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=RESAMPLES,
        batch=100,
        confidence_level=LEVEL,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Interval(float(values.mean()), float(found.low), float(found.high))


def difference(ours: Real, theirs: Real, *, seed: int = 0) -> Interval:
    """Returns the mean difference of two methods on the same sources; beyond zero when its interval leaves zero out."""
    return interval(ours - theirs, seed=seed)
