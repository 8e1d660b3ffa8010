"""The rights of people over their data: an export, and an erasure with its receipt."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from confrere.graph.chance import system_chance
from confrere.graph.clock import utc_now
from confrere.graph.erasure import Receipt, come_back, erase, unfinished
from confrere.graph.export import COLUMNS, export

from ..composition import Database, sealing, tombstones
from ..settings import Settings, load_settings
from .accounts import on_account
from .opened import opened
from .sheets import write_csv, write_json
from .terminal import Told, print_json, progress_bar, say


def export_person(
    handle: Annotated[str, typer.Argument(help="Whose data, by handle.")],
    to: Annotated[Path, typer.Option(help="An empty or new folder to write into.", file_okay=False)],
) -> None:
    """Write what a person can see and their own acts, as JSON and CSV."""
    if to.exists() and any(to.iterdir()):
        raise Told(f"{to} is not empty. Choose a new folder, so that nothing of somebody else's is among the files.")
    settings, now = load_settings(), utc_now()
    with opened(settings) as database:
        _, found = asyncio.run(
            on_account(
                database,
                handle,
                lambda store, account: export(store, person=account.id, sealing=sealing(settings), now=now),
            )
        )
    if found is None:
        raise Told(f"{handle} is being erased: there is nothing to export any more.")
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_json(to / "export.json", {"exportedAt": now, **found})
    for name, rows in found.items():
        write_csv(to / f"{name}.csv", rows, COLUMNS[name])
    say(f"Wrote export.json and {len(found)} tables to {to}. They are personal: send them to {handle} alone.")


def erase_person(
    handle: Annotated[str | None, typer.Argument(help="Whom to erase, by handle.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Finish every erasure that was cut off.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Erase a person for ever and print the receipt."""
    if (handle is None) != resume:
        raise Told("Name one person to erase by handle, or give --resume to finish what was cut off.")
    settings = load_settings()
    with opened(settings) as database:
        if handle is None:
            receipts = asyncio.run(_erase_all(settings, database, is_resumed=True))
        else:
            if not yes:
                typer.confirm(f"Erase {handle} for ever?", abort=True, err=True)
            receipts = [asyncio.run(_erase_one(settings, database, handle))]
    if not receipts:
        say("No erasure was cut off.")
    print_json([told(each) for each in receipts] if handle is None else told(receipts[0]))


def erase_again(settings: Settings, database: Database) -> None:
    """Erases whoever was erased before and came back, as with a dump that is older."""
    again = asyncio.run(_erase_all(settings, database, is_resumed=False))
    if again:
        say(f"{len(again)} people who had been erased came back with the data and were erased again.")
    if lost := tombstones(settings).unreadable():
        say(f"{lost} tombstones were written with a key that is not in {settings.folder / 'keys'}: restore that key.")


def told(receipt: Receipt) -> dict[str, object]:
    """Returns a receipt as data; it names nobody."""
    return {
        "receipt": receipt.id,
        "erasedAt": receipt.at.isoformat(),
        "properties": receipt.properties,
        "relationships": dict(sorted(receipt.relationships.items())),
        "entries": receipt.entries,
        "messages": receipt.messages,
        "events": receipt.events,
    }


async def _erase_one(settings: Settings, database: Database, handle: str) -> Receipt:
    with progress_bar() as progress:
        _, receipt = await on_account(
            database,
            handle,
            lambda store, account: erase(
                store,
                account.id,
                tombstones=tombstones(settings),
                now=utc_now(),
                chance=system_chance(),
                progress=progress,
            ),
        )
    return receipt


async def _erase_all(settings: Settings, database: Database, *, is_resumed: bool) -> list[Receipt]:
    graves = tombstones(settings)
    async with database.commanded() as store:
        people = await come_back(store, graves)
        if is_resumed:
            people = sorted({*people, *await unfinished(store)})
        with progress_bar() as progress:
            return [
                await erase(store, each, tombstones=graves, now=utc_now(), chance=system_chance(), progress=progress)
                for each in people
            ]
