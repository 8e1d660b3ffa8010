"""Locks on people who are looked for first: who came in between shows under the locks, and the act starts again."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from .errors import DatabaseUnavailable
from .store import Store, Transaction

TRIES = 20
"""How often an act looks again for who came meanwhile."""

Done = TypeVar("Done")


class CameMeanwhile(Exception):
    """Between a look and the lock somebody came whom the act concerns too; it starts again."""


def require_locked(locked: set[str], people: Iterable[str]) -> None:
    """Checks that everybody whom an act concerns is locked.

    Raises:
        CameMeanwhile: somebody is not.
    """
    if not locked.issuperset(people):
        raise CameMeanwhile


async def trying(store: Store, work: Callable[[Transaction], Awaitable[Done]], *, sentence: str) -> Done:
    """Runs an act again as long as somebody comes between its look and its lock.

    Raises:
        DatabaseUnavailable: they come faster than it can be done, with this sentence; or see ``Store.act``.
        OutcomeUnknown: see ``Store.act``.
    """
    for _ in range(TRIES):
        try:
            return await store.act(work)
        except CameMeanwhile:
            continue
    raise DatabaseUnavailable(sentence)
