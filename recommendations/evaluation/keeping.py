"""Measurements kept in a folder, so that a table grows by a method or a seed without measuring the others anew."""

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from ..arrays import Index
from .measuring import ACCURACY, Measured
from .splitting import Split

PLAIN = tuple(each.name for each in fields(Measured) if each.name != "accuracy")


class Kept:
    """A folder of measurements; without a folder nothing is kept and everything is measured.

    A measurement belongs to a method and its version, a split and its sources; whoever changes a method and not its
    version empties the folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def measured(self, method: str, split: Split, sources: Index, measure: Callable[[], Measured]) -> Measured:
        """Returns what is kept of this, or measures and keeps it.

        Args:
            method: name and version.
            split: what was learned from and is to be found.
            sources: who is ranked for.
            measure: measures it.
        """
        if self._folder is None:
            return measure()
        links = (split.train.connections.others, split.truth.others, sources)
        mark = crc32(b"".join(each.tobytes() for each in links))
        path = self._folder / f"{re.sub(r'[^a-z0-9]+', '-', f'{method} {split.name} {len(sources)}')}-{mark:08x}.npz"
        if path.exists():
            with np.load(path) as told:
                plain: dict[str, Any] = {name: _plain(told[name]) for name in PLAIN}
                return Measured(accuracy={name: told[name] for name in ACCURACY}, **plain)
        found = measure()
        self._folder.mkdir(parents=True, exist_ok=True)
        told_now: dict[str, Any] = {**found.accuracy, **{name: getattr(found, name) for name in PLAIN}}
        np.savez(path, **told_now)
        return found


def _plain(value: np.ndarray) -> float | tuple[float, ...]:
    return tuple(value.tolist()) if value.ndim else float(value)
