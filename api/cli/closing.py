"""Accounts, for operators: closed and opened again for the marketplace (R23)."""

import asyncio
from typing import Annotated

import typer

from confrere.graph.accounts import AccountRequest, change_account
from confrere.graph.chance import system_chance
from confrere.graph.clock import utc_now
from confrere.graph.model.accounts import AccountAct, Wish

from ..settings import load_settings
from .accounts import on_account
from .opened import opened
from .terminal import say

Handle = Annotated[str, typer.Argument(help="Whose account, by handle.")]


def deactivate(handle: Handle) -> None:
    """Close somebody's account: hidden from everybody, and unable to act."""
    _change(handle, AccountAct.DEACTIVATE_FREELANCER)
    say(f"The account of {handle} is closed. `confrere reactivate {handle}` opens it again, with its connections.")


def reactivate(handle: Handle) -> None:
    """Open somebody's account again: their connections are back, and no invitation is."""
    _change(handle, AccountAct.REACTIVATE_FREELANCER)
    say(f"The account of {handle} is open.")


def _change(handle: str, act: AccountAct) -> None:
    with opened(load_settings()) as database:
        asyncio.run(
            on_account(
                database,
                handle,
                lambda store, account: change_account(
                    store, AccountRequest(Wish(act), account.id), now=utc_now(), chance=system_chance()
                ),
            )
        )
