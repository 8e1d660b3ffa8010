"""The peer as it is served: `@neo4j/graphql` under graphql-yoga in a Node process, installed by its lock file."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .measuring import Processes
from .served import Served

FOLDER = Path(__file__).parent / "peers" / "neo4j-graphql"


class NoNode(Exception):
    """Node or npm is missing."""


def install() -> None:
    """Installs the peer as locked, once.

    Raises:
        NoNode: there is no Node here.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NoNode("The peer needs Node 20 or newer with npm. Install it, or leave the peer out with --no-peer.")
    if not (FOLDER / "node_modules" / "@neo4j" / "graphql").is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=FOLDER, check=True)


@contextmanager
def serving(uri: str, auth: tuple[str, str]) -> Iterator[Served]:
    """Serves the peer on a free port."""
    install()
    user, password = auth
    environment = {**os.environ, "NEO4J_URI": uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
    process = subprocess.Popen(
        ["node", "server.mjs", "0"], cwd=FOLDER, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline()
        if not port:
            raise RuntimeError(f"the peer ended with {process.wait()} while starting")
        yield Served(int(port), Processes(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)
