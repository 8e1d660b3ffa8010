"""Which Neo4j the tests run on: yours by NEO4J_URI, a container if asked for, else the local server of a release.

CONFRERE_TEST_NEO4J chooses: nothing or 5.26 for long-term support, 2026 for the newest release, container for Docker.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from confrere.graph.local import CALENDAR, LTS, LocalServer, Release, ServerOptions

from .lanes import lane_name
from .proof.sizes import is_reduced

RELEASES = {LTS.version.rpartition(".")[0]: LTS, CALENDAR.version.partition(".")[0]: CALENDAR}

QUICK_START = ("-XX:TieredStopAtLevel=1",) if is_reduced() else ()
"""For Java of a server that lives for minutes and holds little: compiled once, it starts in two thirds of the time.

What reads the whole marketplace takes twice as long with it.
"""


@dataclass(frozen=True)
class Neo4jUnderTest:
    """Where it is, and what to print of it."""

    uri: str
    auth: tuple[str, str] | None
    what: str


def release_under_test() -> Release:
    """The release that the local servers of this run are."""
    choice = os.environ.get("CONFRERE_TEST_NEO4J", "")
    if choice in {"", "container"}:  # what no container holds, such as the marketplace, is a local server all the same
        return LTS
    if choice not in RELEASES:
        raise pytest.UsageError(f"CONFRERE_TEST_NEO4J is {choice}; choose container or one of {', '.join(RELEASES)}")
    return RELEASES[choice]


def local_server(name: str, options: ServerOptions) -> LocalServer:
    """The local test server of a name; each release has folders of its own, for a newer one changes a store."""
    release = release_under_test()
    folder = name if release is LTS else f"{name}-{release.version}"
    return LocalServer(servers_home() / folder, replace(options, release=release))


def servers_home() -> Path:
    """The folder in which the test servers live from one run to the next."""
    home = Path(os.environ.get("CONFRERE_HOME", "~/.confrere")).expanduser()
    return home / "tests"


@contextmanager
def running(name: str, options: ServerOptions) -> Iterator[Neo4jUnderTest]:
    """Runs the Neo4j of this name for as long as the tests need it."""
    if uri := os.environ.get("NEO4J_URI"):
        auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
        yield Neo4jUnderTest(uri, auth, f"the server at {uri}")
    elif os.environ.get("CONFRERE_TEST_NEO4J") == "container":
        from testcontainers.neo4j import Neo4jContainer

        with Neo4jContainer("neo4j:5.26") as container:
            yield Neo4jUnderTest(
                container.get_connection_url(), (container.username, container.password), "a neo4j:5.26 container"
            )
    else:
        server = local_server(lane_name(name), options)
        with ours_alone(server):
            _start_afresh_with_a_new_schema(server)
            with server.running():
                what = f"the local server {name!r} of Neo4j {server.options.release.version} at {server.uri}"
                yield Neo4jUnderTest(server.uri, server.auth, what)


@contextmanager
def ours_alone(server: LocalServer) -> Iterator[None]:
    """Keeps a test server for this run, because two runs would empty each other's; the lock goes with the process.

    Raises:
        pytest.UsageError: another run has it.
    """
    folder = server.layout.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.run").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise pytest.UsageError(
                f"Process {lock.read()} runs the tests on {folder}. Wait for it or end it, or set CONFRERE_HOME to "
                "another folder for this run."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _start_afresh_with_a_new_schema(server: LocalServer) -> None:
    """Empties a server that other migrations set up: one that comes between those it has could not be applied."""
    made_of = hashlib.sha256()
    for file in sorted((Path(__file__).parents[1] / "cypher" / "schema").iterdir()):
        made_of.update(file.name.encode() + file.read_bytes())
    stamp = server.layout.folder / "schema"
    if not stamp.exists() or stamp.read_text() != made_of.hexdigest():
        server.stop()
        shutil.rmtree(server.layout.folder)
        server.layout.make()
        stamp.write_text(made_of.hexdigest())
