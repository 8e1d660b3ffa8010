"""Small servers of real Neo4j, each in a folder of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import pytest
from neo4j import GraphDatabase, Record

from confrere.graph.local import LocalServer, ServerOptions

from ..neo4j_under_test import QUICK_START

OPTIONS = ServerOptions(heap="512m", page_cache="64m", bolt_port=28687, with_gds=False, java_options=QUICK_START)


def asks(server: LocalServer, text: LiteralString, **parameters: Any) -> list[Record]:
    """Rows that a server answers a query with."""
    with GraphDatabase.driver(server.uri, auth=server.auth, connection_timeout=30) as driver:
        return driver.execute_query(text, parameters).records


def people(server: LocalServer) -> int:
    """How many people a server holds."""
    return int(asks(server, "MATCH (p:Person) RETURN count(p) AS people")[0]["people"])


@dataclass
class Folders:
    """Folders for servers, which are stopped at the end whatever happens."""

    root: Path
    _given: list[LocalServer] = field(default_factory=list)

    def server(self, name: str, options: ServerOptions = OPTIONS) -> LocalServer:
        """A server in the folder of this name."""
        made = LocalServer(self.root / name, options)
        self._given.append(made)
        return made

    def stop(self) -> None:
        """Stops all of them."""
        for server in self._given:
            if server.layout.folder.is_dir():
                server.stop()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folders]:
    """An empty place for servers."""
    made = Folders(tmp_path_factory.mktemp("servers"))
    yield made
    made.stop()
