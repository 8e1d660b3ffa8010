"""Who one can be in development: personas and tokens."""

import asyncio
from datetime import timedelta
from typing import Annotated

import typer

from confrere.graph.clock import utc_now
from confrere.graph.marketplace import PERSONAS
from confrere.graph.people import Account, by_handle

from ..composition import Database, token_issuer
from ..settings import Settings, load_settings
from .opened import opened
from .terminal import Json, Told, out, print_json, say

MOST_HOURS = 24 * 365
"""A year, as for CONFRERE_TOKEN_HOURS."""

NO_PERSONAS = "There are no personas in this database; `confrere token --as HANDLE` signs anybody in."


def personas(as_json: Json = False) -> None:
    """List people of the demo whose situation is known, each with a token to sign in."""
    settings = load_settings()
    with opened(settings) as database:
        known = signed_in(settings, database)
    if as_json:
        print_json(known)
        return
    if not known:
        say(NO_PERSONAS)
    for each in known:
        out.out(f"{each['handle']} ({each['situation']}): {each['sentence']}")
        out.out(each["token"] or "signs in nowhere", end="\n\n")


def token(
    handle: Annotated[str, typer.Option("--as", help="Whose token, by handle.")],
    role: Annotated[list[str] | None, typer.Option(help="A role to carry, such as analyst; may be repeated.")] = None,
    hours: Annotated[int | None, typer.Option(min=1, max=MOST_HOURS, help="Hours for which it is good.")] = None,
) -> None:
    """Print a development token."""
    settings = load_settings()
    with opened(settings) as database:
        account = asyncio.run(_accounts(database, [handle])).get(handle)
    if account is None or account.kind == "AGENCY":
        raise Told(
            f"Nobody who can sign in has the handle {handle}. `confrere personas` lists some of the demo; a network of "
            "your own has those of its file, or such as ana-silva, made from names."
        )
    out.out(_token(settings, account.id, frozenset(role or ()), hours))


def signed_in(settings: Settings, database: Database) -> list[dict[str, str]]:
    """Returns the personas that are in this database, each with a token; agencies sign in nowhere."""
    accounts = asyncio.run(_accounts(database, [each.handle for each in PERSONAS]))
    return [
        {
            "handle": each.handle,
            "id": accounts[each.handle].id,
            "situation": each.situation,
            "sentence": each.sentence,
            "token": "" if accounts[each.handle].kind == "AGENCY" else _token(settings, accounts[each.handle].id),
        }
        for each in PERSONAS
        if each.handle in accounts
    ]


def signed(settings: Settings, subject: str) -> str:
    """Returns a development token for an account, good for as long as the settings say."""
    return _token(settings, subject)


def _token(settings: Settings, subject: str, roles: frozenset[str] = frozenset(), hours: int | None = None) -> str:
    good_for = timedelta(hours=hours or settings.token_hours)
    return token_issuer(settings).issue(subject, now=utc_now(), good_for=good_for, roles=roles)


async def _accounts(database: Database, handles: list[str]) -> dict[str, Account]:
    async with database.commanded() as store:
        found = {handle: await by_handle(store, handle) for handle in handles}
    return {handle: account for handle, account in found.items() if account}
