"""Takes connections out of a view to see who finds them again: the one way to compare methods on a network."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .arrays import Index
from .links import Links
from .view import NetworkView

SHARE = 0.1
"""Share of the connections that is held out."""
MOST = 0.3
"""At most about this share, where whole days are held out and one of them is large."""


@dataclass(frozen=True, eq=False)
class Held:
    """A network without some connections, and those: of each person the people to be found again."""

    view: NetworkView
    truth: Links

    @property
    def sources(self) -> Index:
        """Who has somebody to be found again."""
        return np.flatnonzero(self.truth.counts > 0).astype(np.int32)


def hold_out(view: NetworkView, *, seed: int, share: float = SHARE) -> Held:
    """Holds out the latest connections where times are known, else random ones.

    The latest are what a recommender is for; at random is all one can do without times. Days are held out whole, so
    that nothing is learned from the day that is to be found. Only connections between people who can be found are held
    out, and of the latest only those of people who keep others.
    """
    links = view.connections
    rows, others = links.rows, links.others
    once = (rows < others) & view.is_findable[rows]
    low, high = rows[once].astype(np.int64), others[once].astype(np.int64)
    count = int(len(low) * share)
    if view.since is not None and len(np.unique(view.since[once])) > 1:
        days = view.since[once].astype(np.int64)
        first = np.sort(days)[len(days) - max(count, 1)]
        held = np.flatnonzero(days >= (first if (days >= first).mean() <= MOST else min(first + 1, days.max())))
    else:
        held = np.random.default_rng(seed).permutation(len(low))[:count]
    return held_out(view, low[held], high[held], known_only=view.since is not None)


def folds(view: NetworkView, *, seed: int, count: int) -> Iterator[Held]:
    """Holds out again and again: at random each time anew, by time from what the last fold left.

    Args:
        view: the whole network.
        seed: of the first fold.
        count: how many folds at most; a network without connections has none.
    """
    for fold in range(count):
        if not len(view.connections.others):
            return
        held = hold_out(view, seed=seed + fold)
        yield held
        view = held.view if view.since is not None else view


def some(people: Index, count: int | None, *, seed: int) -> Index:
    """Draws so many people, in order; all of them when there are no more or no number is given."""
    if count is None or count >= len(people):
        return people
    return np.asarray(np.sort(np.random.default_rng(seed).choice(people, count, replace=False)), np.int32)


def held_out(view: NetworkView, low: np.ndarray, high: np.ndarray, *, known_only: bool) -> Held:
    """Takes these connections out of a view.

    Args:
        view: the whole network.
        low: lower rows of the pairs to take out.
        high: higher rows of them.
        known_only: whether only pairs of people who keep a connection are to be found again.
    """
    width = np.int64(len(view))
    links = view.connections
    key = links.rows.astype(np.int64) * width + links.others
    gone = np.isin(key, np.concatenate([low * width + high, high * width + low]))
    left = Links.of(links.rows[~gone], links.others[~gone], len(view))
    if known_only:
        known = (left.counts[low] > 0) & (left.counts[high] > 0)
        low, high = low[known], high[known]
    truth = Links.of(np.r_[low, high], np.r_[high, low], len(view))
    since = view.since[~gone] if view.since is not None else None
    worked = view.worked.among(left) if view.worked is not None else None
    return Held(replace(view, connections=left, since=since, worked=worked), truth)
