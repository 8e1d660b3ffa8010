"""Who or what belongs to whom, as arrays that nobody changes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from .arrays import Index, Mask, Places, Real, Starts, distinct, narrowed

MOST_NARROW = int(np.iinfo(np.int32).max)
"""So many entries at most may be counted in 32 bits."""


@dataclass(frozen=True, eq=False)
class Links:
    """Who or what belongs to each row: compressed sparse rows, ascending within a row.

    Attributes:
        starts: where the entries of each row begin, and where the last ends; kept in 32 bits where they are few enough.
        others: the entries of all rows, one row after the other.
    """

    starts: Starts
    others: Index

    def __post_init__(self) -> None:
        # Sums of counts come in 64 bits, whatever was counted, so nothing has overflowed before it is measured here.
        if self.starts.dtype != np.int32 and self.starts[-1] <= MOST_NARROW:
            object.__setattr__(self, "starts", self.starts.astype(np.int32))

    @classmethod
    def of(cls, rows: npt.ArrayLike, others: npt.ArrayLike, count: int) -> Self:
        """Makes links of pairs; a pair that is named twice counts once.

        Args:
            rows: from whom.
            others: to whom or what, of the same length.
            count: how many rows there are.
        """
        first, second = np.asarray(rows, np.int64), np.asarray(others, np.int64)
        width = int(second.max(initial=0)) + 1
        key = distinct(first * width + second)
        starts = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(key // width, minlength=count), out=starts[1:])
        return cls(starts, (key % width).astype(np.int32))

    @classmethod
    def none(cls, count: int) -> Self:
        """Makes links of nobody, which take no memory however many rows there are."""
        return cls(np.broadcast_to(np.int32(0), count + 1), np.empty(0, np.int32))

    def __getitem__(self, row: int) -> Index:
        return self.others[self.starts[row] : self.starts[row + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def counts(self) -> Real:
        """How many each row has, as numbers to calculate with."""
        return np.diff(self.starts).astype(np.float64)

    @property
    def rows(self) -> Index:
        """The row of each entry, made anew each time: kept, it would take as much memory as the entries."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    def reversed(self, count: int) -> "Links":
        """Returns the same links seen from the other side, which has ``count`` rows."""
        return Links.of(self.others, self.rows, count)

    def kept(self, keep: Mask) -> "Links":
        """Returns the links whose entries are kept, in one pass."""
        before = np.concatenate([[0], np.cumsum(keep)])
        return Links(before[self.starts], self.others[keep])

    def narrow(self, names: int) -> "Links":
        """Returns the links with entries in as few bits as so many names need."""
        others = narrowed(self.others, names, (np.uint16, np.int32))
        return self if others is self.others else Links(self.starts, others)

    def renumbered(self, rows: Index, count: int, others: Index | None = None) -> "Links":
        """Returns the links among ``count`` rows, where row ``i`` has become ``rows[i]``; orders are kept.

        Args:
            rows: new rows, ascending.
            count: how many there are now.
            others: new numbers of what is linked with, ascending; as they are when not given.
        """
        lengths = np.zeros(count, np.int64)
        lengths[rows] = np.diff(self.starts)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return Links(starts, self.others if others is None else others[self.others])

    def replaced(self, rows: Index, fresh: "Links") -> "Links":
        """Returns links where each of ``rows``, ascending, has the entries of the same place in ``fresh``."""
        before = self.of_rows(rows)
        if np.array_equal(before.starts, fresh.starts) and np.array_equal(before.others, fresh.others):
            return self
        left = self.without(self.places(rows[before.rows], before.others))
        return left.joined(rows[fresh.rows], fresh.others)

    def of_rows(self, rows: Index) -> "Links":
        """Returns the links of some rows, in their order."""
        many = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(many)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], many)
        return Links(starts, self.others[places])

    def places(self, rows: Index, others: Index) -> Places:
        """Returns where each pair stands among the entries, or would stand: bisections, all at once."""
        low, high = self.starts[rows], self.starts[rows + 1]
        while (is_open := low < high).any():
            middle = np.where(is_open, low + (high - low) // 2, 0)  # the sum of both may be too large for 32 bits
            is_before = is_open & (self.others[middle] < others)
            low, high = np.where(is_before, middle + 1, low), np.where(is_open & ~is_before, middle, high)
        return np.asarray(low, np.int64)

    def has(self, rows: Index, others: Index) -> Mask:
        """Tells which of these pairs are linked."""
        places = self.places(rows, others)
        found = np.zeros(len(rows), np.bool_)
        is_inside = places < self.starts[rows + 1]
        found[is_inside] = self.others[places[is_inside]] == others[is_inside]
        return found

    def without(self, places: Places) -> "Links":
        """Returns the links without some entries, each place named once."""
        fewer = np.bincount(np.searchsorted(self.starts, places, side="right") - 1, minlength=len(self))
        starts = self.starts - np.concatenate([[0], np.cumsum(fewer)])
        return Links(starts, np.delete(self.others, places))

    def joined(self, rows: Index, others: Index) -> "Links":
        """Returns the links with more pairs, in ascending order and none of them there before."""
        starts = self.starts + np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(self)))])
        entries = self.others.astype(np.result_type(self.others, others), copy=False)  # new ones may need more bits
        return Links(starts, np.insert(entries, self.places(rows, others), others))
