"""The one door to the database: reads, and acts that either happened or did not.

Reads are auto-commit and one round trip; acts are managed transactions that carry an operation id, so an answer that
was lost on the way is asked for again by running the same act once more. Neither waits for ever: a database that is
gone is told within moments, and one that says nothing at all when its own guard must have ended the transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j.exceptions import (
    ClientError,
    DatabaseError,
    DriverError,
    IncompleteCommit,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.time import DateTime
from opentelemetry import trace
from opentelemetry.trace import SpanKind, StatusCode

from .bolt_times import quicken
from .errors import DatabaseUnavailable, OutcomeUnknown
from .outage import Outage
from .queries import Query, query

tracer = trace.get_tracer("confrere.graph")
Result = TypeVar("Result")

Row = dict[str, Any]
"""One answer of the database: column names to plain values, times as aware ``datetime`` in UTC."""

_trace: ContextVar[list[str] | None] = ContextVar("trace", default=None)

RESOLVING_TRIES = 3
"""How often an act whose answer was lost is run again with the same operation id."""

PATIENCE_SECONDS = 10.0
"""After which silence is taken for an answer: the server itself ends a transaction after five seconds."""

CONNECTING_SHARE = 0.15
"""The part of this patience that making a connection may take, and asking whether the database is back."""

RETRY_SECONDS = 0.6
"""For how long anything is tried again: a caller is told within moments that the database is gone."""

_OF_THE_DATABASE = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Security.",
    "Neo.ClientError.Database.DatabaseNotFound",
)
"""How the codes begin that are no fault of what was asked: the server's own time guard, and a server that is not ours
or does not know us any more."""
_NOBODY_THERE = (ServiceUnavailable, SessionExpired, TimeoutError)
_OUT_OF_MEMORY = "MemoryPoolOutOfMemoryError"
_UNSETTLED = frozenset({dict, list, DateTime})


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
        try:
            with _noted(what):
                result = await self.inner.run(what.text, parameters)  # pyright: ignore[reportArgumentType]  # the catalogue's files are the literals
                names = result.keys()
                return [_row(names, record) async for record in result]
        except TransientError as refused:
            if _OUT_OF_MEMORY in (refused.code or ""):
                # The driver would run it again and again, and it would be as large each time.
                raise DatabaseUnavailable from refused
            raise
        except AttributeError as lost:
            # The driver's own, where a connection breaks while it resets it: a lost connection like any other.
            raise ServiceUnavailable(str(lost)) from lost


@dataclass(slots=True)
class _Attempts(Generic[Result]):
    """An act as the driver runs it, perhaps several times, and how far the last time came."""

    work: Callable[[Transaction], Awaitable[Result]]
    timeout: float | None = None
    """Read by the driver: how long the transaction may take; None for the server's guard."""
    is_committing: bool = False

    async def __call__(self, inner: AsyncManagedTransaction) -> Result:
        self.is_committing = False
        done = await self.work(_Managed(inner))
        self.is_committing = True
        return done


class Store:
    """A pool of connections to one database."""

    def __init__(
        self,
        driver: AsyncDriver,
        database: str,
        *,
        patience: float = PATIENCE_SECONDS,
        timeout: float | None = None,
        is_back: Callable[[], bool] = lambda: True,
    ) -> None:
        self._driver = driver
        self._database = database
        self._patience = patience
        self._timeout = timeout
        self._outage = Outage(self._answers, seconds=CONNECTING_SHARE * patience, is_back=is_back)

    def patient(self, seconds: float) -> Self:
        """Returns the same door for maintenance: each query and act may take so long."""
        return type(self)(self._driver, self._database, patience=seconds + PATIENCE_SECONDS, timeout=seconds)

    @classmethod
    def open(
        cls,
        uri: str,
        *,
        auth: tuple[str, str] | None,
        database: str = "neo4j",
        max_transaction_retry_time: float = RETRY_SECONDS,
        patience: float = PATIENCE_SECONDS,
        is_back: Callable[[], bool] = lambda: True,
    ) -> Self:
        """Opens the pool; the first connection is made by the first query.

        Args:
            uri: ``bolt://``, ``neo4j://`` or ``neo4j+s://`` address.
            auth: user and password, None for a server without authentication.
            database: name of the database.
            max_transaction_retry_time: for how many seconds an act that lost a race for locks is tried again.
            patience: after how many seconds of silence the database counts as gone.
            is_back: whether a database that was gone may be asked again.
        """
        quicken()
        driver = AsyncGraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=CONNECTING_SHARE * patience,
            connection_acquisition_timeout=CONNECTING_SHARE * patience,
            liveness_check_timeout=30,
            max_transaction_retry_time=max_transaction_retry_time,
            initial_retry_delay=0.1,  # the driver's own, a whole second, is what one lost race would cost
            notifications_min_severity="OFF",
            user_agent="confrere",
        )
        return cls(driver, database, patience=patience, is_back=is_back)

    async def __aenter__(self) -> Self:
        """Is open already."""
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Closes all connections."""
        await self.close()

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
        await self._outage.passed()
        with self._told():
            return await _to_its_end(self._read_in_time(what, parameters))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tells what kept the database from answering in one word, and remembers where there was nobody to answer."""
        try:
            yield
        except (DriverError, TransientError, DatabaseError, TimeoutError) as lost:
            if isinstance(lost, _NOBODY_THERE):
                self._outage.found()
            raise DatabaseUnavailable from lost
        except ClientError as refused:
            if not (refused.code or "").startswith(_OF_THE_DATABASE):
                raise
            raise DatabaseUnavailable from refused

    async def _answers(self) -> None:
        with self._told():
            await self._read(query("ping"), {})

    async def _read_in_time(self, what: Query, parameters: Row) -> list[Row]:
        now = asyncio.get_running_loop().time
        async with asyncio.timeout(self._patience):
            start = now()
            try:
                return await self._read(what, parameters)
            except (ServiceUnavailable, SessionExpired):
                if now() - start > RETRY_SECONDS:  # it did not break off but never began: nobody is there
                    raise
                return await self._read(what, parameters)

    async def _read(self, what: Query, parameters: Row) -> list[Row]:
        with _noted(what):
            return await self._read_in_session(what, parameters)

    async def _read_in_session(self, what: Query, parameters: Row) -> list[Row]:
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            text = neo4j.Query(what.text, timeout=self._timeout)  # type: ignore[arg-type, unused-ignore]  # pyright: ignore[reportArgumentType]  # the catalogue's files are the literals
            result = await session.run(text, parameters)
            names = result.keys()
            return [_row(names, record) async for record in result]

    async def act(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Runs an act in one transaction; ``work`` must be safe to repeat, which its operation id makes it.

        Raises:
            OutcomeUnknown: the answer to the commit was lost, and so were the attempts to ask again.
            DatabaseUnavailable: the database does not answer; nothing was written.
        """
        attempts = _Attempts(work, self._timeout)
        is_unknown = False
        await self._outage.passed()
        try:
            with self._told():
                async with asyncio.timeout(self._patience):
                    for _ in range(RESOLVING_TRIES):
                        try:
                            async with self._driver.session(database=self._database) as session:
                                return await session.execute_write(attempts)
                        except IncompleteCommit:
                            is_unknown = True  # run again: the act finds its own event and answers for certain
                        except DatabaseError:
                            if not attempts.is_committing:
                                raise
                            is_unknown = True  # a commit that failed on a full disk may still have been written
        except DatabaseUnavailable as told:
            is_unknown = is_unknown or (isinstance(told.__cause__, TimeoutError) and attempts.is_committing)
            if not is_unknown:
                raise
        raise OutcomeUnknown


async def _to_its_end(reading: Coroutine[Any, Any, Result]) -> Result:
    """Lets a read end although nobody waits for it any more, and only then tells that it was cancelled.

    A field that is refused cancels the reads of its siblings, and the driver throws away the connection of a read that
    is cancelled (docs/neo4j-notes.md): any refused query would cost everybody connections.
    """
    task = asyncio.create_task(reading)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # seen, so that nobody is told of it later
        raise


@contextmanager
def _noted(what: Query) -> Iterator[None]:
    """Notes one round trip by the name of its query, never by its values or by what an error says of them."""
    names = _trace.get()
    if names is not None:
        names.append(what.name)
    with tracer.start_as_current_span(
        f"cypher {what.name}",
        kind=SpanKind.CLIENT,
        attributes={"db.system.name": "neo4j", "db.query.summary": what.name},
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as failed:
            span.set_status(StatusCode.ERROR, type(failed).__name__)
            raise


def _row(names: Iterable[str], record: neo4j.Record) -> Row:
    """Makes a row of a record; ``dict(record)``, which looks for each name anew, takes four times as long."""
    return settled(dict(zip(names, record, strict=True)))


def settled(fresh: Row) -> Row:
    """Turns the driver's times into ``datetime``, in place: a row was just unpacked and nobody else has it."""
    for key, value in fresh.items():
        kind = type(value)
        if kind is DateTime:
            fresh[key] = value.to_native()
        elif kind is dict:
            settled(value)
        elif kind is list:
            _settle_list(value)
    return fresh


def _settle_list(fresh: list[Any]) -> None:
    if _UNSETTLED.isdisjoint(map(type, fresh)):
        return  # as columns of thousands of numbers and words are
    for place, value in enumerate(fresh):
        kind = type(value)
        if kind is dict:
            settled(value)
        elif kind is DateTime:
            fresh[place] = value.to_native()
        elif kind is list:
            _settle_list(value)
