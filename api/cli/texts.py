"""What the product says of itself: the schema, the settings, the states."""

from typing import Annotated

import typer

from confrere.graph.model import states_page

from ..schema import printed
from ..settings import described, load_settings
from .terminal import Json, out, print_json, table


def print_schema() -> None:
    """Print the GraphQL schema."""
    out.out(printed(), end="")


def print_settings(
    as_json: Json = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print the page docs/settings.md.")] = False,
) -> None:
    """Print the settings in force; secrets are masked."""
    if as_markdown:
        out.out(described(), end="")
        return
    settings = load_settings().model_dump(mode="json")
    if as_json:
        print_json(settings)
        return
    shown = table("setting", "value")
    for name, value in settings.items():
        shown.add_row(name, "" if value is None else str(value))
    out.print(shown)


def print_states() -> None:
    """Print the page docs/states.md: every state of two people, every actor and every event."""
    out.out(states_page.page(), end="")
