"""The one door to the database: reads, and acts that either happened or did not.

Reads are auto-commit and one round trip; acts are managed transactions that carry an operation id, so an answer that
was lost on the way is asked for again by running the same act once more.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j.exceptions import (
    DriverError,
    IncompleteCommit,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.time import DateTime

from .errors import DatabaseUnavailable, OutcomeUnknown
from .queries import Query, query

Result = TypeVar("Result")

Row = dict[str, Any]
"""One answer of the database: column names to plain values, times as aware ``datetime`` in UTC."""

_trace: ContextVar[list[str] | None] = ContextVar("trace", default=None)

RESOLVING_TRIES = 3
"""How often an act whose answer was lost is run again with the same operation id."""


@contextmanager
def traced() -> Iterator[list[str]]:
    """Collects the names of the queries run inside, one for each round trip that carries a query."""
    names: list[str] = []
    token = _trace.set(names)
    try:
        yield names
    finally:
        _trace.reset(token)


class Transaction(Protocol):
    """What an act may do inside its transaction."""

    async def run(self, what: Query, **parameters: Any) -> list[Row]:
        """Runs a query and returns all its rows."""
        ...


@dataclass(frozen=True, slots=True)
class _Managed:
    inner: AsyncManagedTransaction

    async def run(self, what: Query, **parameters: Any) -> list[Row]:
        _note(what)
        result = await self.inner.run(what.text, parameters)  # pyright: ignore[reportArgumentType]  # the catalogue's files are the literals
        return [_plain(dict(record)) for record in await result.fetch(1000)]


class Store:
    """A pool of connections to one database."""

    def __init__(self, driver: AsyncDriver, database: str) -> None:
        self._driver = driver
        self._database = database

    @classmethod
    def open(cls, uri: str, *, auth: tuple[str, str] | None, database: str = "neo4j") -> Self:
        """Opens the pool; the first connection is made by the first query.

        Args:
            uri: ``bolt://``, ``neo4j://`` or ``neo4j+s://`` address.
            auth: user and password, None for a server without authentication.
            database: name of the database.
        """
        driver = AsyncGraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=3,
            connection_acquisition_timeout=3,
            liveness_check_timeout=30,
            max_transaction_retry_time=5,
            notifications_min_severity="OFF",
            user_agent="confrere",
        )
        return cls(driver, database)

    async def close(self) -> None:
        """Closes all connections."""
        await self._driver.close()

    async def ping(self) -> None:
        """Asks the database for the number one.

        Raises:
            DatabaseUnavailable: it does not answer.
        """
        await self.read(query("ping"))

    async def read(self, what: Query, **parameters: Any) -> list[Row]:
        """Runs a reading query on its own and returns all its rows; tried once more when a connection was lost.

        Raises:
            DatabaseUnavailable: the database does not answer.
        """
        try:
            try:
                return await self._read(what, parameters)
            except (ServiceUnavailable, SessionExpired):
                return await self._read(what, parameters)
        except (DriverError, TransientError) as lost:
            raise DatabaseUnavailable(str(lost)) from lost

    async def _read(self, what: Query, parameters: Row) -> list[Row]:
        _note(what)
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            result = await session.run(what.text, parameters)  # pyright: ignore[reportArgumentType]  # the catalogue's files are the literals
            return [_plain(dict(record)) async for record in result]

    async def act(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Runs an act in one transaction; ``work`` must be safe to repeat, which its operation id makes it.

        Raises:
            OutcomeUnknown: the answer to the commit was lost, and so were the attempts to ask again.
            DatabaseUnavailable: the database does not answer; nothing was written.
        """

        async def managed(inner: AsyncManagedTransaction) -> Result:
            return await work(_Managed(inner))

        is_unknown = False
        for _ in range(RESOLVING_TRIES):
            try:
                async with self._driver.session(database=self._database) as session:
                    return await session.execute_write(managed)
            except IncompleteCommit:
                is_unknown = True  # run again: the act finds its own event and answers for certain
            except (DriverError, TransientError) as lost:
                if is_unknown:
                    break
                raise DatabaseUnavailable(str(lost)) from lost
        raise OutcomeUnknown


def _note(what: Query) -> None:
    names = _trace.get()
    if names is not None:
        names.append(what.name)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case DateTime():
            return value.to_native()
        case _:
            return value
