"""One person named by handle on the command line, and something done with their account."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from confrere.graph.people import Account, by_handle
from confrere.graph.store import Store

from ..composition import Database
from .terminal import Told

Result = TypeVar("Result")


async def on_account(
    database: Database, handle: str, work: Callable[[Store, Account], Awaitable[Result]]
) -> tuple[Account, Result]:
    """Does something with the freelancer of this handle, and returns the account with what came of it.

    Raises:
        Told: no freelancer has this handle.
    """
    async with database.commanded() as store:
        account = await by_handle(store, handle)
        if account is None or account.kind != "FREELANCER":
            raise Told(f"No freelancer has the handle {handle}. `confrere personas` lists some.")
        return account, await work(store, account)
