"""How long somebody is ready to wait, and whether they still do."""

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Time for one answer.

    Attributes:
        clock: Seconds that never run back.
        until: What the clock says when time is over.
        is_cancelled: Whether nobody waits any more.
    """

    clock: Callable[[], float]
    until: float = float("inf")
    is_cancelled: Callable[[], bool] = lambda: False

    def is_over(self) -> bool:
        """Says whether time is over.

        Raises:
            Cancelled: nobody waits any more.
        """
        if self.is_cancelled():
            raise Cancelled
        return self.clock() >= self.until


ENDLESS = Patience(lambda: 0.0)
"""Waits for the proof, however long it takes."""
