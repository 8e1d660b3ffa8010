"""A contest: several methods on one network, over several splits, measured alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from ..arrays import Index
from ..contract import Recommender
from ..holdout import some
from ..registry import make
from .data import Dataset
from .keeping import Kept
from .leaderboard import Line
from .measuring import Measured, measured
from .network_files import BadData
from .running import rank_all
from .splitting import Split, random_split, temporal_split

Progress = Callable[[str, float], None]
"""Is told what is being done and how far all is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contest is over.

    Attributes:
        methods: names in the registry.
        seeds: one split for each, where splits are random; with times there is one split, and seeds draw sources.
        sources: how many are ranked for in each split, None for all.
        until: last day to learn from, None for random splits.
    """

    methods: tuple[str, ...]
    seeds: tuple[int, ...]
    sources: int | None
    until: date | None = None


def splits_of(data: Dataset, terms: Terms) -> list[tuple[Split, Index]]:
    """Makes the splits, one for each seed, with whom is ranked for in each.

    By time they are one and the same split; nobody is asked twice of it, so that intervals are not too narrow, and a
    seed for which nobody is left is passed over.

    Raises:
        BadData: nothing is left to be found again, or there are no times to split by.
    """
    if terms.until is not None:
        if data.days is None:
            raise BadData(f"{data.name} has no time for each connection, so it cannot be split by them.")
        split = temporal_split(data, until=terms.until)
        splits, left = [split] * len(terms.seeds), split.sources
    else:
        splits, left = [random_split(data, seed=seed) for seed in terms.seeds], None
    if any(not len(split.sources) for split in splits):
        raise BadData(
            f"{data.name} has {len(data.pairs)} connections, which leaves none to be found again "
            f"({splits[0].name}). Bring ten or more" + (", some of them after that day." if terms.until else ".")
        )
    asked: list[tuple[Split, Index]] = []
    for seed, split in zip(terms.seeds, splits, strict=True):
        sources = some(split.sources if left is None else left, terms.sources, seed=seed)
        if left is not None:
            left = np.setdiff1d(left, sources)
        if len(sources):
            asked.append((split, sources))
    return asked


def hold(data: Dataset, terms: Terms, progress: Progress, kept: Kept | None = None) -> list[Line]:
    """Runs all methods on all splits, but for what is kept of earlier runs."""
    kept = kept or Kept()
    found: dict[str, list[Measured]] = {name: [] for name in terms.methods}
    rounds = [(split, sources, name) for split, sources in splits_of(data, terms) for name in terms.methods]
    for done, (split, sources, name) in enumerate(rounds):
        progress(f"{name} on {data.name}, {split.name}", done / len(rounds))
        method = make(name)
        found[name].append(
            kept.measured(f"{name} {method.version}", split, sources, partial(_measured, method, split, sources))
        )
    progress("done", 1.0)
    return [Line.of(name, measures) for name, measures in found.items()]


def _measured(method: Recommender, split: Split, sources: Index) -> Measured:
    return measured(rank_all(method, split, sources), split)


def told(data: Dataset, splits: Sequence[tuple[Split, Index]]) -> str:
    """Says in a sentence what was measured."""
    asked = [len(sources) for _, sources in splits]
    new = [len(split.newcomers) for split, _ in splits]
    whole = [len(split.sources) for split, _ in splits]
    return (
        f"{data.name}: {len(data.people):,} people, {len(data.pairs):,} connections; "
        f"{'; '.join(dict.fromkeys(split.name for split, _ in splits))}; "
        f"{', '.join(f'{count:,}' for count in asked)} sources of {', '.join(f'{count:,}' for count in whole)} "
        f"({', '.join(f'{count:,}' for count in new)} of them newcomers without a connection); "
        "all people not connected with a source are ranked, the first 100 count; brackets are 95 % intervals of the "
        "bootstrap over sources."
    )
