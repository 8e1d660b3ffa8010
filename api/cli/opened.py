"""The database for a command that only looks: joined where it runs, else started and stopped again."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ..composition import Database, local_server, running_database
from ..settings import Settings
from .terminal import Told

NO_DATA = (
    "There is no data yet. `confrere demo` makes a marketplace, and `confrere import` takes in a network of yours."
)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Opens the database and leaves the local server as it was found.

    Raises:
        Told: there is no data yet; a server that is started empty could take in none any more.
    """
    require_data(settings)
    with interruptible():
        database, is_ours = running_database(settings)
        try:
            yield database
        finally:
            if is_ours and database.local:
                database.local.stop()


@contextmanager
def interruptible() -> Iterator[None]:
    """Ends a terminated command like an interrupted one, so that it stops its Neo4j whatever it is doing."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def require_data(settings: Settings) -> None:
    """Refuses to start a local server without data.

    Raises:
        Told: with the two ways to have some.
    """
    if settings.neo4j_uri is None and local_server(settings).is_empty():
        raise Told(NO_DATA)
