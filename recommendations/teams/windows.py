"""Working days as parts of a circle of 1,440 minutes UTC, which may pass midnight."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

DAY = 1440
"""Minutes of a day."""


class Window(NamedTuple):
    """A part of every day: its first minute after midnight UTC, 0 to 1439, and how many minutes, 0 to 1440."""

    start: int
    minutes: int

    def pieces(self) -> list[tuple[int, int]]:
        """Returns it as one or two stretches inside the day, each from its first minute to before its last."""
        end = self.start + self.minutes
        return [(self.start, end)] if end <= DAY else [(self.start, DAY), (0, end - DAY)]


@lru_cache(maxsize=1 << 14)
def shared_minutes(one: Window | None, other: Window | None) -> int:
    """Returns how many minutes of the day two people both work; none where either's day is unknown.

    Working days are few and searches ask for the same pairs again and again, so what was told is kept.

    >>> shared_minutes(Window(1380, 120), Window(0, 60))  # 23:00 to 01:00 with 00:00 to 01:00
    60
    """
    if one is None or other is None:
        return 0
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one.pieces()
        for other_start, other_end in other.pieces()
    )


def common(windows: Iterable[Window | None]) -> list[Window]:
    """Returns the parts of the day that all share, in order; one that passes midnight stays whole."""
    shared = [(0, DAY)]
    for window in windows:
        pieces = window.pieces() if window else []
        shared = [
            (max(start, first), min(end, last))
            for start, end in shared
            for first, last in pieces
            if max(start, first) < min(end, last)
        ]
    return [Window(start, end - start) for start, end in _closed(_merged(sorted(shared)))]


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins stretches that touch."""
    whole: list[tuple[int, int]] = []
    for start, end in stretches:
        if whole and whole[-1][1] == start:
            start = whole.pop()[0]
        whole.append((start, end))
    return whole


def _closed(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins the last stretch of the day with the first of the next, where they meet at midnight."""
    if len(stretches) < 2 or stretches[0][0] != 0 or stretches[-1][1] != DAY:
        return stretches
    return [*stretches[1:-1], (stretches[-1][0], DAY + stretches[0][1])]
