"""What is known of a database that was found gone: one caller asks whether it is back, and nobody else waits for it."""

import asyncio
from collections.abc import Awaitable, Callable

from .errors import DatabaseUnavailable


class Outage:
    """From the call that found the database gone until it answers again.

    Without it every caller would wait for a connection of their own, for as long as making one may take, and a request
    makes several calls.
    """

    def __init__(self, ask: Callable[[], Awaitable[None]], *, seconds: float, is_back: Callable[[], bool]) -> None:
        """Begins with a database that is taken to be there.

        Args:
            ask: asks the database for anything; raises ``DatabaseUnavailable`` where it is gone still.
            seconds: how long the answer may take.
            is_back: whether whoever starts it again has done all that has to be done first.
        """
        self._ask = ask
        self._seconds = seconds
        self._is_back = is_back
        self._is_known = False
        self._is_being_asked = False

    def found(self) -> None:
        """Somebody waited for the database in vain."""
        self._is_known = True

    async def passed(self) -> None:
        """Returns where no outage is known, or where it is over.

        Raises:
            DatabaseUnavailable: it is known and not over, or somebody else is finding out just now.
        """
        if not self._is_known:
            return
        if self._is_being_asked or not self._is_back():
            raise DatabaseUnavailable
        self._is_being_asked = True
        try:
            async with asyncio.timeout(self._seconds):
                await self._ask()
        except TimeoutError as lost:
            raise DatabaseUnavailable from lost
        finally:
            self._is_being_asked = False
        self._is_known = False
