"""The past, for operators: what the ledger rebuilds."""

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from confrere.graph.clock import utc_now
from confrere.graph.ledger import PastConnection, network_at

from ..scalars import moment
from ..settings import load_settings
from .accounts import on_account
from .opened import opened
from .terminal import Json, Told, out, print_json, say, table

Handle = Annotated[str, typer.Argument(help="Whose, by handle.")]


def network(
    handle: Handle,
    at: Annotated[
        str | None, typer.Option(help="A past instant, such as 2026-01-31T12:00:00Z; now when not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Rebuild somebody's network as of a past instant from the ledger."""
    now = utc_now()
    when = _instant(at) if at else now
    if when > now:
        raise Told("The ledger knows nothing of the future. Give an instant that has passed.")
    with opened(load_settings()) as database:
        _, found = asyncio.run(
            on_account(database, handle, lambda store, account: network_at(store, person=account.id, at=when))
        )
    _tell(handle, when, found, as_json=as_json)


def _tell(handle: str, when: datetime, found: list[PastConnection], *, as_json: bool) -> None:
    if as_json:
        connections = [
            {"id": each.id, "handle": each.handle, "name": each.name, "connectedAt": each.connected_at.isoformat()}
            for each in found
        ]
        print_json({"handle": handle, "at": when.isoformat(), "connections": connections})
        return
    shown = table("handle", "name", "connected at")
    for each in found:
        shown.add_row(each.handle, each.name, each.connected_at.isoformat())
    out.print(shown)
    say(f"{len(found):,} people were in the network of {handle} at {when.isoformat()}.")


def _instant(text: str) -> datetime:
    try:
        return moment(text)
    except ValueError as wrong:
        raise Told(f"--at {text} cannot be read: {wrong}.") from wrong
