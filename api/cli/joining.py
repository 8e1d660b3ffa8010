"""The command by which the marketplace opens an account for somebody new."""

import asyncio
from typing import Annotated

import typer

from confrere.graph.chance import system_chance
from confrere.graph.clock import utc_now
from confrere.graph.errands import Office
from confrere.graph.errors import InvalidInput
from confrere.graph.joining import Newcomer, join
from confrere.graph.model.addresses import NoAddress, address_of

from ..composition import Database, sealing
from ..settings import Settings, load_settings
from .opened import opened
from .people import signed
from .terminal import Told, out, say


def join_person(
    handle: Annotated[str, typer.Argument(help="The new handle: small letters, digits and hyphens.")],
    email: Annotated[str, typer.Option(help="The address that the marketplace has verified.")],
    first_name: Annotated[str, typer.Option(help="As it is shown.")],
    last_name: Annotated[str, typer.Option(help="Shown as its initial.")] = "",
) -> None:
    """Open an account with a verified address, bring what waits for it by e-mail, and print a token to sign in."""
    settings = load_settings()
    try:
        newcomer = Newcomer(handle, first_name, last_name, address_of(email))
    except NoAddress as wrong:
        raise Told(str(wrong)) from wrong
    with opened(settings) as database:
        person = asyncio.run(_joined(settings, database, newcomer))
    say(f"{handle} has joined. A token to sign in:")
    out.out(signed(settings, person))


async def _joined(settings: Settings, database: Database, newcomer: Newcomer) -> str:
    now, chance = utc_now(), system_chance()
    async with database.commanded() as store:
        try:
            person = await join(store, newcomer, now=now, chance=chance)
        except InvalidInput as wrong:
            raise Told(wrong.message) from wrong
        # Mail is left to the server; what waits for the newcomer is brought here, and by the server once more in vain.
        await Office(store, sealing(settings), settings.allowance, None, chance, settings.rules).bring(person, now)
    return person
