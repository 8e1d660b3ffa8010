"""Commands whose modules are imported when they are named: a short command does not wait for all that others need."""

from collections.abc import Mapping
from pkgutil import resolve_name
from typing import Any, ClassVar, Final

import typer
from typer.core import TyperGroup
from typer.main import get_group

MARKUP: Final = "markdown"


class Commands(TyperGroup):
    """Knows all names, and makes a command where it is run or its help is shown."""

    places: ClassVar[Mapping[str, str]] = {}
    """Name of each command, in the order of the help, to ``module:attribute`` beside this one: a function or an app."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Returns all names."""
        return list(self.places)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Returns a command, None where there is none of this name."""
        if cmd_name not in self.places:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _made(cmd_name, self.places[cmd_name])
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds what is to be run; a slip of the pen is answered with the names that are close, out of all."""
        if args and args[0] not in self.places:
            for name in self.places:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def _made(name: str, place: str) -> Any:
    found = resolve_name(f"{__package__}.{place}")
    holder = typer.Typer(rich_markup_mode=MARKUP)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name=name)(found)
    return get_group(holder).commands[name]
