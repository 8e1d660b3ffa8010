"""What is learned from, and what is to be found again."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from ..arrays import Index
from ..holdout import held_out
from ..links import Links
from ..view import NetworkView
from .data import Dataset
from .network_files import EPOCH


@dataclass(frozen=True, eq=False)
class Split:
    """A network to learn from and the connections to be found again.

    Attributes:
        name: how it was split, for tables.
        train: what is learned from.
        truth: of each person whom they connected with.
        sources: who is ranked for.
    """

    name: str
    train: NetworkView
    truth: Links
    sources: Index

    @property
    def newcomers(self) -> Index:
        """Sources without any connection to learn from."""
        return np.asarray(self.sources[self.train.degrees[self.sources] == 0])


def random_split(data: Dataset, *, seed: int, share: float = 0.1) -> Split:
    """Holds out the first tenth of a permutation of the pairs, ``numpy.random.default_rng(seed).permutation``.

    Of these, pairs with somebody who cannot be found are not looked for: no method may suggest them.
    """
    held = np.random.default_rng(seed).permutation(len(data.pairs))[: int(len(data.pairs) * share)]
    return _split(f"random {share:.0%}, seed {seed}", data, held, known_only=False)


def temporal_split(data: Dataset, *, until: date) -> Split:
    """Learns from what came up to a day; later pairs of people known by then are to be found again.

    Raises:
        ValueError: the data have no times.
    """
    if data.days is None:
        raise ValueError(f"{data.name} has no times, so it cannot be split by them")
    held = np.flatnonzero(data.days > (until - EPOCH).days)
    return _split(f"until {until.isoformat()}", data, held, known_only=True)


def _split(name: str, data: Dataset, held: np.ndarray, *, known_only: bool) -> Split:
    view, pairs = data.view(), data.pairs[held]
    pairs = pairs[view.is_findable[pairs].all(axis=1)]
    found = held_out(view, pairs[:, 0], pairs[:, 1], known_only=known_only)
    return Split(name, found.view, found.truth, found.sources)
