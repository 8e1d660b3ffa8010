"""How commands speak: tables and progress on stderr for people, data on stdout for programs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from confrere.graph.progress import Progress as Report

Json = Annotated[bool, typer.Option("--json", help="Print data for programs.")]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Told(Exception):
    """A command cannot go on; its message is the sentence to print."""

    code = "COMMAND"


def say(text: str) -> None:
    """Tells people something on the way."""
    err.print(text)


def numbered(number: int, thing: str) -> str:
    """Says how many there are of a thing.

    >>> numbered(1, "letter"), numbered(0, "letter")
    ('1 letter', '0 letters')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def say_error(text: str) -> None:
    """Tells people why a command ended."""
    err.print(f"[bold red]confrere:[/] {escape(text)}")


def print_json(value: Any) -> None:
    """Prints data for programs."""
    out.out(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def table(*columns: str) -> Table:
    """Returns a table in the house's style."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Shows a line with a bar for each thing that is being done; plain lines where nobody watches."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=err,
        disable=not err.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def report(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=max(total, 1))
            if not err.is_terminal:
                say(f"{what} …")
        bar.update(tasks[what], completed=done, total=max(total, 1))

    with bar:
        yield report
