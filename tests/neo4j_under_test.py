"""Which Neo4j the tests run on: yours by NEO4J_URI, a container if asked for, else the local server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from confrere.graph.local import LocalServer, ServerOptions


@dataclass(frozen=True)
class Neo4jUnderTest:
    """Where it is, and what to print of it."""

    uri: str
    auth: tuple[str, str] | None
    what: str


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
        server = LocalServer(servers_home() / name, options)
        is_ours = server.start()
        try:
            yield Neo4jUnderTest(server.uri, server.auth, f"the local server {name!r} at {server.uri}")
        finally:
            if is_ours:
                server.stop()
