"""The local Neo4j, by hand."""

import sys
import webbrowser
from typing import Annotated

import typer

from ..composition import local_server
from ..settings import load_settings
from .opened import require_data
from .terminal import Json, Told, out, print_json, progress_bar, say

app = typer.Typer(help="Start, stop and open the local Neo4j.", no_args_is_help=True)


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
def shell(context: typer.Context) -> None:
    """Open cypher-shell on the local Neo4j; further arguments are passed on."""
    sys.exit(local_server(load_settings()).shell(*context.args))


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
