"""All commands, and how errors are told: one sentence on stderr and a non-zero exit."""

import errno
import sys
import tempfile
from importlib.metadata import version
from typing import Annotated, ClassVar

import typer

from confrere.graph.errors import ConfrereError
from confrere.graph.local import LocalServerError

from ..settings import BadSettings
from .on_demand import MARKUP, Commands
from .terminal import Told, out, say_error


class Confrere(Commands):
    """All there is."""

    places: ClassVar = {
        "demo": "serving:demo",
        "up": "serving:up",
        "personas": "people:personas",
        "token": "people:token",
        "network": "ledger:network",
        "join": "joining:join_person",
        "deactivate": "closing:deactivate",
        "reactivate": "closing:reactivate",
        "doctor": "doctoring:doctor",
        "mail": "mail:mail",
        "export-person": "rights:export_person",
        "erase-person": "rights:erase_person",
        "schema": "texts:print_schema",
        "settings": "texts:print_settings",
        "states": "texts:print_states",
        "migrate": "data:migrate",
        "import": "data:import_network",
        "evaluate": "evaluating:evaluate",
        "db": "databases:app",
        "report": "reports:app",
    }


app = typer.Typer(
    name="confrere",
    cls=Confrere,
    help="A professional network for freelance marketplaces, on Neo4j and GraphQL.",
    no_args_is_help=True,
    rich_markup_mode=MARKUP,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        out.out(version("confrere"))
        raise typer.Exit


@app.callback()
def shared(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that belong to no command."""


def main() -> None:
    """Runs one command."""
    try:
        app()
    except (BadSettings, ConfrereError, LocalServerError, Told) as known:
        say_error(str(known) or str(type(known).__doc__))
        sys.exit(1)
    except OSError as failed:
        if failed.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        say_error(
            f"The disk is full where {failed.filename or tempfile.gettempdir()} lies. Free some space, or set TMPDIR."
        )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
