"""When errands are run: at once after an act of this process, and every few seconds for those of others."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from confrere.graph.clock import Clock
from confrere.graph.errands import Office
from confrere.graph.errors import DatabaseUnavailable, OutcomeUnknown
from confrere.graph.notifications import growing

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

    def wake(self) -> None:
        """Asks for a round, and waits for nothing."""
        self._is_wanted.set()

    async def run(self) -> None:
        """Goes round for ever; where the database is away, the errands are there the next time."""
        while True:
            self._is_wanted.clear()
            with growing() as people:
                try:
                    await self.office.run_once(self._clock())
                except (DatabaseUnavailable, OutcomeUnknown) as away:
                    log.warning("errands wait: %s", type(away).__name__)
            self._grown(people)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_wanted.wait(), SECONDS)
