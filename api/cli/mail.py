"""The command that shows mail that did not go out: all of it in development, and what was given up."""

import asyncio
from typing import Annotated

import typer

from confrere.graph.clock import utc_now
from confrere.graph.errands import Letter, kept_letters, try_again
from confrere.graph.model.email_invitations import Stage
from confrere.graph.store import Row

from ..composition import Database, sealing
from ..mail.letters import composed
from ..settings import Settings, load_settings
from .opened import opened
from .terminal import Json, numbered, out, print_json, say

LIMIT = 100

WORDS = {Stage.WAITING: "waits", Stage.HELD: "kept, for no mail server is set", Stage.DEAD: "given up"}


def mail(
    as_json: Json = False,
    is_dead: Annotated[bool, typer.Option("--given-up", help="Only what was given up.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Have what was given up tried again, and show nothing.")
    ] = False,
) -> None:
    """Show mail that did not go out, oldest first, with its links; a mail server (CONFRERE_SMTP_HOST) empties this."""
    settings = load_settings()
    stages = [Stage.DEAD] if is_dead else [Stage.WAITING, Stage.HELD, Stage.DEAD]
    if again:
        with opened(settings) as database:
            count = asyncio.run(_tried_again(database))
        say(f"To be tried again by `confrere up`: {numbered(count, 'letter')}.")
        return
    with opened(settings) as database:
        letters = asyncio.run(_kept(settings, database, stages))
    shown = [told(settings, letter, errand) for letter, errand in letters]
    if as_json:
        print_json(shown)
        return
    for each in shown:
        out.out(f"To: {each['to']}\nSubject: {each['subject']}\nStage: {each['stage']}\n\n{each['text']}\n{'-' * 72}\n")
    say(f"{numbered(len(shown), 'letter')}." if shown else "No mail is kept.")


def told(settings: Settings, letter: Letter, errand: Row) -> dict[str, object]:
    """Returns a letter as data."""
    message = composed(letter, settings.stationery, now=utc_now())
    body = message.get_body(("plain",))
    reason = f": {errand['reason']}" if errand["reason"] else ""
    return {
        "id": letter.id,
        "to": letter.to,
        "subject": str(message["Subject"]),
        "stage": WORDS[Stage(errand["stage"])] + reason,
        "tries": errand["attempts"],
        "text": body.get_content() if body else "",
    }


async def _kept(settings: Settings, database: Database, stages: list[Stage]) -> list[tuple[Letter, Row]]:
    async with database.commanded() as store:
        return await kept_letters(store, sealing(settings), stages=stages, limit=LIMIT, now=utc_now())


async def _tried_again(database: Database) -> int:
    async with database.commanded() as store:
        return await try_again(store, now=utc_now())
