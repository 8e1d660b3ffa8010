"""Whose account is open: asked beside the operation, remembered for a few seconds, and never for an act."""

from collections import OrderedDict
from datetime import datetime, timedelta

from confrere.graph.errors import AccountClosed
from confrere.graph.model.people import Status
from confrere.graph.people import account_status
from confrere.graph.store import Store

from .context import Caller

MAX_REMEMBERED = 50_000
"""Accounts; the one that was asked for first is forgotten first."""


class Accounts:
    """Refuses tokens of people who were deactivated, erased or never there."""

    def __init__(self, store: Store, *, remembered_for: timedelta) -> None:
        self._store = store
        self._remembered_for = remembered_for
        self._open: OrderedDict[str, datetime] = OrderedDict()

    def is_known_open(self, caller: Caller, now: datetime) -> bool:
        """Tells whether the account was open a moment ago, without asking."""
        seen = self._open.get(caller.subject)
        return seen is not None and timedelta() <= now - seen < self._remembered_for

    async def require_open(self, caller: Caller, now: datetime) -> None:
        """Asks the database.

        Raises:
            AccountClosed: the account is deactivated or erased, or there is none and the caller is no operator.
        """
        status = await account_status(self._store, caller.subject)
        if status is not Status.ACTIVE and (status is not None or not caller.roles):
            self._open.pop(caller.subject, None)
            raise AccountClosed
        if self._remembered_for:
            self._open[caller.subject] = now
            self._open.move_to_end(caller.subject)
            if len(self._open) > MAX_REMEMBERED:
                self._open.popitem(last=False)

    def forget(self) -> None:
        """Has every account asked for again, after an operator may have closed some."""
        self._open.clear()
