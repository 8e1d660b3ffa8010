"""When errands are run: at once after an act of this process, and every few seconds for those of others."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from confrere.graph.clock import Clock
from confrere.graph.errands import AT_ONCE, Office
from confrere.graph.errors import DatabaseUnavailable, OutcomeUnknown
from confrere.graph.notifications import growing
from confrere.graph.unexpected import note

log = logging.getLogger("confrere.mail")

SECONDS = 5.0
"""Between two rounds of which nobody asked."""


class Rounds:
    """Goes round as long as the application lives."""

    def __init__(self, office: Office, clock: Clock, *, grown: Callable[[Iterable[str]], None]) -> None:
        """Takes whom to tell, after a round, whose streams it has written into."""
        self.office = office
        self._clock = clock
        self._grown = grown
        self._is_wanted = asyncio.Event()
        self._is_over = False
        self._running: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Asks for a round, and waits for nothing."""
        self._is_wanted.set()

    def start(self) -> None:
        """Begins to go round."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Goes round no more; what was not run is due again later."""
        self._is_over = True  # a cancellation alone may be lost where an answer arrives in the same moment
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _run(self) -> None:
        """Goes round; where the database is away, the errands are there the next time."""
        while not self._is_over:
            self._is_wanted.clear()
            with growing() as people:
                try:
                    if len(await self.office.run_once(self._clock())) == AT_ONCE:
                        self.wake()  # there may be more
                except (DatabaseUnavailable, OutcomeUnknown) as away:
                    log.warning("errands wait: %s", type(away).__name__)
                except Exception as lost:  # noqa: BLE001  the errands after it are to be run all the same
                    note(log, "an errand", lost)
            self._grown(people)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_wanted.wait(), 0 if self._is_over else SECONDS)
