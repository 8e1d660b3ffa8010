"""Where teams are searched for: threads of their own, few in all and one for each person, so that nobody waits for it.

The inner loops hold no lock of the interpreter, and a search ends soon after nobody waits for it any more.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from confrere.graph.clock import ticks
from confrere.recommendations.teams.patience import Patience
from confrere.recommendations.teams.solving import prepare

from .faults import Fault

Found = TypeVar("Found")

THREADS = 2
"""Searches at once."""

MOST_WAITING = 16
"""Searches that run or wait to; more are turned away."""


class TooManySearches(Fault):
    """The caller's last search still runs, or everybody's searches are too many."""

    code = "THROTTLED"


class TeamSolving:
    """Runs searches off the event loop; threads start with the first."""

    def __init__(self, *, threads: int = THREADS, most_waiting: int = MOST_WAITING) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="teams")
        self._most = most_waiting
        self._running: set[str] = set()

    def prepare(self) -> None:
        """Has the solver compiled in a thread, which takes some seconds after an installation."""
        self._threads.submit(prepare)

    async def run(self, who: str, seconds: float, work: Callable[[Patience], Found]) -> Found:
        """Runs one search of a person and returns what it found.

        Args:
            who: for whom, who may have one at a time.
            seconds: how long it may take, the time it waits for a thread included.
            work: the search; it is told when to end.

        Raises:
            TooManySearches: this person has one running, or too many are.
        """
        if who in self._running:
            raise TooManySearches(
                "Your last search for teams still runs. Wait for its answer, or lower its time limit."
            )
        if len(self._running) >= self._most:
            raise TooManySearches("Many people are searching for teams. Try again in a few seconds.")
        nobody_waits = Event()
        patience = Patience(ticks, ticks() + seconds, nobody_waits.is_set)
        self._running.add(who)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, patience)
        finally:
            nobody_waits.set()
            self._running.discard(who)

    def close(self) -> None:
        """Lets the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
