"""The local Neo4j, by hand."""

import re
import sys
import webbrowser
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from confrere.graph import migrations

from ..composition import local_server
from ..settings import load_settings
from .opened import opened, require_data
from .rights import erase_again
from .terminal import Json, Told, out, print_json, progress_bar, say

app = typer.Typer(help="Start, stop, open, save and load the local Neo4j.", no_args_is_help=True)
LEAVING = re.compile(r"--access-mode|:\s*(access-mode|connect|disconnect|source)\b", re.IGNORECASE)
"""What makes cypher-shell write, or read what nobody has looked at."""
DUMP = "neo4j.dump"
"""The file that neo4j-admin writes and reads."""


@app.command()
def start() -> None:
    """Start the local Neo4j and leave it running."""
    settings = load_settings()
    require_data(settings)
    server = local_server(settings)
    with progress_bar() as progress:
        is_ours = server.start(progress)
    say(f"Neo4j {'runs' if is_ours else 'was running already'} at {server.uri}.")


@app.command()
def stop() -> None:
    """Stop the local Neo4j."""
    say("Neo4j is stopped." if local_server(load_settings()).stop() else "Neo4j was not running.")


@app.command()
def status(as_json: Json = False) -> None:
    """Tell whether the local Neo4j runs, and where."""
    found = local_server(load_settings()).status()
    if as_json:
        print_json({name: getattr(found, name) for name in ("is_running", "uri", "browser", "pid", "has_data")})
    elif found.is_running:
        out.print(f"Neo4j runs at {found.uri} (process {found.pid}).")
    else:
        out.print("Neo4j is not running." + ("" if found.has_data else " There is no data yet: see `confrere demo`."))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def shell(
    context: typer.Context,
    may_write: Annotated[bool, typer.Option("--write", help="Allow changes; otherwise it only reads.")] = False,
) -> None:
    """Open cypher-shell on the local Neo4j, to read; further arguments, such as -f FILE, are passed on."""
    files, is_told = named_files(context.args), any(" " in each for each in context.args[-1:])
    # As cypher-shell does: input that nobody reads may never end.
    piped = None if files or is_told or sys.stdin is None or sys.stdin.isatty() else sys.stdin.read()
    if not may_write and asks_to_write(context.args, piped or ""):
        raise Told("This asks for another mode, connection or file. Read it first, and say --write if it may write.")
    sys.exit(local_server(load_settings()).shell(*context.args, may_write=may_write, piped=piped))


def asks_to_write(arguments: Sequence[str], piped: str) -> bool:
    """Tells whether cypher-shell is told, or would tell itself, to leave the mode that only reads.

    Args:
        arguments: what it is started with; files that are named are looked at.
        piped: what it would read from its input.
    """
    read = [path.read_text("utf-8", errors="replace") for path in named_files(arguments) if path.is_file()]
    return any(LEAVING.search(each) for each in (piped, *arguments, *read))


def named_files(arguments: Sequence[str]) -> list[Path]:
    """Returns the files that cypher-shell is to read instead of its input."""
    following = [value for name, value in pairwise(arguments) if name in {"-f", "--file"}]
    joined = [each.removeprefix("--file=") for each in arguments if each.startswith("--file=")]
    return [Path(each) for each in following + joined]


@app.command()
def browser(
    is_quiet: Annotated[bool, typer.Option("--print", help="Print the address and open nothing.")] = False,
) -> None:
    """Open Neo4j Browser on the local Neo4j."""
    server = local_server(load_settings())
    address = server.status().browser
    if address is None:
        raise Told(
            "Neo4j Browser is off. Stop Neo4j with `confrere db stop`, set CONFRERE_BROWSER_PORT=7474 and start again."
        )
    user, _ = server.auth
    out.print(f"{address} (user {user}, password in {server.layout.folder / 'password'})")
    if not is_quiet:
        webbrowser.open(address)


@app.command()
def dump(
    folder: Annotated[Path, typer.Argument(help="Where to write neo4j.dump; one that is there is replaced.")],
) -> None:
    """Save the stopped local database into a folder; keys and tombstones lie beside it and are not in it."""
    settings = load_settings()
    require_data(settings)
    with progress_bar() as progress:
        progress("Saving the database", 0, 1)
        local_server(settings).dump(folder)
        progress("Saving the database", 1, 1)
    say(f"Saved {folder / DUMP}. Save keys and tombstones.jsonl of {settings.folder} apart from it.")


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(help="Where neo4j.dump lies.", exists=True, file_okay=False)],
    is_overwriting: Annotated[
        bool, typer.Option("--overwrite", help="Replace the data that are there, for ever.")
    ] = False,
) -> None:
    """Replace the stopped local database by a dump, bring it up to date, and erase again whoever was erased since."""
    settings = load_settings()
    server = local_server(settings)
    if not (folder / DUMP).is_file():
        raise Told(f"There is no {DUMP} in {folder}. Name the folder that `confrere db dump` wrote into.")
    if not server.is_empty() and not is_overwriting:
        raise Told("There is data in this store already. Dump it first if you need it, then load with --overwrite.")
    with progress_bar() as progress:
        server.install(progress)
        progress("Loading the dump", 0, 1)
        server.load(folder)
        progress("Loading the dump", 1, 1)
    with opened(settings) as database:
        with progress_bar() as progress:
            migrations.migrate(database.uri, auth=database.auth, database=database.name, progress=progress)
        erase_again(settings, database)
    say("Loaded. `confrere doctor` examines it, and `confrere up` serves it.")


@app.command()
def check() -> None:
    """Check the files of the stopped local database for damage."""
    settings = load_settings()
    require_data(settings)
    with progress_bar() as progress:
        progress("Checking the store", 0, 1)
        local_server(settings).check()
        progress("Checking the store", 1, 1)
    say("The store is whole.")
