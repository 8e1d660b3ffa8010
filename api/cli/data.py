"""Data: import and migrations."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from confrere.graph import migrations
from confrere.graph.clock import utc_now
from confrere.graph.imports import BadFiles, read_network, write_import_files
from confrere.graph.local import LocalServer
from confrere.graph.marketplace import import_arguments
from confrere.graph.progress import Progress as Report

from ..composition import local_server
from ..settings import load_settings
from .opened import opened
from .rights import erase_again
from .terminal import Told, err, progress_bar, say, table

CANNOT_IMPORT_THERE = (
    "Imports go into the local Neo4j, which is empty then. Unset NEO4J_URI; for a server of yours, dump the local one "
    "and load the dump there."
)


def migrate() -> None:
    """Bring a store up to date: constraints, indexes and data of newer versions; whoever was erased stays so."""
    settings = load_settings()
    with opened(settings) as database:
        with progress_bar() as progress:
            applied = migrations.migrate(database.uri, auth=database.auth, database=database.name, progress=progress)
        erase_again(settings, database)
    say(f"Applied {', '.join(applied)}." if applied else "Nothing was missing.")


def import_network(
    people: Annotated[Path, typer.Argument(help="People, CSV or Parquet.", exists=True, dir_okay=False)],
    connections: Annotated[
        Path, typer.Argument(help="Their connections, CSV or Parquet.", exists=True, dir_okay=False)
    ],
) -> None:
    """Import a network into an empty store: all of it or, if a line is wrong, nothing.

    People have the columns id, first_name and, where known, last_name, handle, email, headline, city, country, skills
    (name:level;name:level), visibility, joined_at, hourly_rate, currency; connections have a, b and, where known,
    since.
    """
    settings = load_settings()
    if settings.neo4j_uri is not None:
        raise Told(CANNOT_IMPORT_THERE)
    server = local_server(settings)
    now = utc_now()
    with progress_bar() as progress:
        progress("Checking the files", 0, 1)
        try:
            network = read_network(people, connections, now=now)
        except BadFiles as bad:
            raise Told(_tell(bad)) from bad
        progress("Checking the files", 1, 1)
        with tempfile.TemporaryDirectory(prefix="confrere-") as folder:
            write_import_files(network, Path(folder), now=now)
            fill(server, Path(folder), progress)
    say(f"Imported {len(network):,} people and {len(network.since):,} connections. `confrere up` serves them.")


def fill(server: LocalServer, folder: Path, progress: Report) -> None:
    """Imports the files of a folder into an empty local server and leaves it stopped."""
    server.install(progress)
    progress("Importing into Neo4j", 0, 1)
    server.import_full(import_arguments(folder))
    progress("Importing into Neo4j", 1, 1)


def _tell(bad: BadFiles) -> str:
    shown = table("file", "line", "what is wrong")
    for problem in bad.problems:
        shown.add_row(problem.file, str(problem.line), problem.message)
    err.print(shown)
    if bad.count > len(bad.problems):
        say(f"… and {bad.count - len(bad.problems):,} more")
    if bad.count == 1:
        return "Nothing was imported: one thing is wrong. Correct it and import again."
    return f"Nothing was imported: {bad.count:,} things are wrong. Correct them and import again."
