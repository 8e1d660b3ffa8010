"""Constraints and indexes, applied in order, each once and checked by its checksum."""

from dataclasses import dataclass
from importlib.resources import as_file
from threading import Event
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError, TransientError
from neo4j_python_migrations.executor import Executor
from neo4j_python_migrations.migration import Migration

from .errors import ConfrereError, DatabaseUnavailable
from .progress import Progress
from .queries import folder

INDEX_WAIT_SECONDS = 600
"""How long a migration waits for its indexes to be built; a million people take about two minutes."""

PIECES_SECONDS = 3600
"""How long a migration may go on that writes in pieces; what it wrote stays, and it may be begun again."""

BUILDING = "Building indexes"
"""What takes the time of most migrations, as it is told to whoever waits."""

IN_PIECES = "IN TRANSACTIONS"
"""Words of a statement that commits as it goes, which the database takes outside a transaction only."""

TRIES = 20
"""How often migrating is begun again after another process's migration came in between."""
PAUSE_SECONDS = 0.5


class MigrationsDiffer(ConfrereError):
    """A migration that was applied has changed since, or one is missing here."""

    code = "MIGRATIONS_DIFFER"


def migrate(
    uri: str, *, auth: tuple[str, str] | None, database: str = "neo4j", progress: Progress | None = None
) -> list[str]:
    """Applies the migrations that are missing and waits until their indexes answer.

    Args:
        uri: where the database answers.
        auth: user and password.
        database: its name.
        progress: told how many of the missing migrations are applied, where any is missing.

    Returns:
        Names of the files applied, in order; empty when all were there.

    Raises:
        MigrationsDiffer: what was applied is not what stands in ``cypher/schema``.
        DatabaseUnavailable: the database went away meanwhile; what was applied stays, the rest can be applied later.
    """
    applied: list[str] = []
    for tries_left in reversed(range(TRIES)):
        try:
            _migrate(uri, auth, database, applied, progress)
            break
        except TransientError as contended:
            if not tries_left:
                raise DatabaseUnavailable from contended
            Event().wait(PAUSE_SECONDS)
        except DriverError as lost:
            raise DatabaseUnavailable from lost
    return applied


def _migrate(
    uri: str, auth: tuple[str, str] | None, database: str, applied: list[str], progress: Progress | None
) -> None:
    """Applies what is missing and notes the names."""
    with (
        as_file(folder() / "schema") as place,
        GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver,
    ):
        executor = Executor(_Patient(driver), migrations_path=place, database=database)
        try:
            missing = len(applied) + len(executor.analyze().pending_migrations)

            def note(migration: Migration) -> None:
                applied.append(migration.source)
                if progress:
                    progress(BUILDING, len(applied), missing)

            if progress and missing > len(applied):
                progress(BUILDING, len(applied), missing)
            executor.migrate(on_apply=note)
        except ValueError as differs:
            raise MigrationsDiffer(
                "The database was set up by other migrations than this version's. "
                "Use the version that set it up, or start with an empty store."
            ) from differs
        _await_indexes(driver, database)


def await_indexes(uri: str, *, auth: tuple[str, str] | None, database: str = "neo4j") -> None:
    """Waits until every index answers: some may be filled anew in a database that was killed.

    Raises:
        DatabaseUnavailable: the database went away meanwhile, or needs longer than ten minutes.
    """
    with GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver:
        try:
            _await_indexes(driver, database)
        except (DriverError, Neo4jError) as lost:
            raise DatabaseUnavailable from lost


def _await_indexes(driver: neo4j.Driver, database: str) -> None:
    with driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session:
        session.run(
            neo4j.Query("CALL db.awaitIndexes($seconds)", timeout=INDEX_WAIT_SECONDS), seconds=INDEX_WAIT_SECONDS
        ).consume()


@dataclass(frozen=True)
class _Patient:
    """A driver whose transactions may take long: building a constraint outlasts the guard for everyday queries.

    So does planning the question which migrations there are, on a server that has just started on a busy machine.
    """

    inner: Any

    def session(self, **options: Any) -> "_PatientSession":
        return _PatientSession(self.inner.session(**options))


@dataclass(frozen=True)
class _PatientSession:
    inner: neo4j.Session

    def begin_transaction(self) -> "_PatientTransaction":
        return _PatientTransaction(self.inner)

    def run(self, text: str, *arguments: Any, **parameters: Any) -> neo4j.Result:
        patient = neo4j.Query(text, timeout=INDEX_WAIT_SECONDS)  # pyright: ignore[reportArgumentType]  # the migrations' own text
        return self.inner.run(patient, *arguments, **parameters)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.inner.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@dataclass
class _PatientTransaction:
    """A transaction that begins with its first statement; one that is in pieces runs by itself instead.

    Such a migration consists of this statement alone. It is noted as applied once all pieces are written; whoever is
    cut off before that applies it again, so it has to come to the same when it runs twice.
    """

    session: neo4j.Session
    begun: neo4j.Transaction | None = None

    def run(self, text: str, **parameters: Any) -> neo4j.Result:
        if IN_PIECES in text:
            patient = neo4j.Query(text, timeout=PIECES_SECONDS)  # pyright: ignore[reportArgumentType]  # the migrations' own text
            written = self.session.run(patient, **parameters)
            written.consume()
            return written
        if self.begun is None:
            self.begun = self.session.begin_transaction(timeout=INDEX_WAIT_SECONDS)
        return self.begun.run(text, **parameters)  # pyright: ignore[reportArgumentType]  # the same

    def rollback(self) -> None:
        if self.begun is not None:
            self.begun.rollback()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.begun is not None:
            self.begun.__exit__(kind, error, trace)
