"""The demo marketplace on a local server of its own: drawn once for each version of the generator, then only read."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.marketplace import generate, import_arguments
from confrere.graph.migrations import migrate

from .neo4j_under_test import Neo4jUnderTest, local_server, ours_alone
from .tracing import untraced

ROOT = Path(__file__).parents[1]
DAY = datetime(2026, 3, 1, tzinfo=UTC)
"""The day to which all times of this marketplace are relative."""


def version() -> str:
    """Names what the marketplace is made of: the generator, its data and the schema."""
    made_of = hashlib.sha256()
    for folder in ("graph/marketplace", "cypher/schema"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                made_of.update(file.read_bytes())
    return made_of.hexdigest()


@contextmanager
def running_marketplace() -> Iterator[Neo4jUnderTest]:
    """Runs the server with the demo marketplace in it."""
    options = ServerOptions(heap="1g", page_cache="512m", transaction_seconds=60, with_gds=False)
    server = local_server("marketplace", options)
    with ours_alone(server):
        _draw_anew_with_another_generator(server)
        with server.running():
            migrate(server.uri, auth=server.auth)
            what = f"the demo marketplace on the local Neo4j {server.options.release.version}"
            yield Neo4jUnderTest(server.uri, server.auth, f"{what} at {server.uri}")


def _draw_anew_with_another_generator(server: LocalServer) -> None:
    """Fills a server that holds nothing, or what the generator drew before it changed."""
    stamp = server.layout.folder / "version"
    if server.is_empty() or not stamp.exists() or stamp.read_text() != version():
        server.stop()
        shutil.rmtree(server.layout.folder, ignore_errors=True)
        with untraced(), tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), now=DAY)
            server.import_full(import_arguments(Path(folder)))
        stamp.write_text(version())
