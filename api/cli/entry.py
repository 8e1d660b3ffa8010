"""All commands, and how errors are told: one sentence on stderr and a non-zero exit."""

import errno
import sys
import tempfile
from importlib.metadata import version
from typing import Annotated

import typer

from confrere.graph.errors import ConfrereError
from confrere.graph.local import LocalServerError

from ..settings import BadSettings
from . import closing, data, databases, doctoring, evaluating, joining, ledger, mail, people, reports, rights, serving
from .terminal import Told, out, say_error

app = typer.Typer(
    name="confrere",
    help="A professional network for freelance marketplaces, on Neo4j and GraphQL.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
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


app.command()(serving.demo)
app.command()(serving.up)
app.command()(people.personas)
app.command()(people.token)
app.command()(ledger.network)
app.command(name="join")(joining.join_person)
app.command()(closing.deactivate)
app.command()(closing.reactivate)
app.command()(doctoring.doctor)
app.command()(mail.mail)
app.command()(rights.export_person)
app.command()(rights.erase_person)
app.command(name="schema")(data.print_schema)
app.command(name="settings")(data.print_settings)
app.command(name="states")(data.print_states)
app.command()(data.migrate)
app.command(name="import")(data.import_network)
app.command()(evaluating.evaluate)
app.add_typer(databases.app, name="db")
app.add_typer(reports.app, name="report")


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
