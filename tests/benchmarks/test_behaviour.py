"""The edge cases of `docs/conformance.md`: what Confrere does, and that both sides and the page have them all."""

import ast
from pathlib import Path

import pytest
from benchmarks.behaviour import CASES, RACES, behaviour
from benchmarks.conformance import page

from ..world import World

ROOT = Path(__file__).parents[2]
NAMES = [case.__name__ for case in (*RACES, *CASES)]
ONE_WINNER = {
    "accept_withdraw": {
        "accept AcceptInvitationPayload, withdraw AlreadyConnected, both see CONNECTED",
        "accept InvitationGone, withdraw WithdrawInvitationPayload, both see NONE",
    },
    "accept_decline": {
        "accept AcceptInvitationPayload, decline InvitationGone, 1 connections",
        "accept InvitationGone, decline DeclineInvitationPayload, 0 connections",
    },
}
EXPECTED = {
    "invite_invite": "1 connections and 0 pending",
    "invite_four": "1 pending, 0 of 4 told an error",
    "accept_accept": "1 connections, 0 pending, 0 of 4 told an error",
    "limit": "3 connections",
    "block_invite": "0 invitations wait for the blocker",
    "declined_seen": "PENDING_SENT, as if it had been ignored",
    "declined_again": "after a decline: SendInvitationPayload; after silence: SendInvitationPayload",
    "five_declines": "4 of 6 invitations reach the person; then Unavailable, as for somebody who left",
    "accept_declined": "InvitationGone, 0 connections",
    "decline_accepted": "InvitationGone, 1 connections and nothing beside",
    "accept_repeated": "AcceptInvitationPayload",
    "invite_repeated": "SendInvitationPayload, 1 pending",
    "invite_back": "SendInvitationPayload, 1 connections",
    "withdraw_again": "CoolDown with the time from which it works again",
    "blocked_invites": "Unavailable, 0 in the blocker's list",
    "blocker_connected": "0 connections left",
    "deactivated": "0 shown",
    "oneself": "NotYourself",
    "connected": "AlreadyConnected",
    "removed_twice": "RemoveFromNetworkPayload, 0 connections",
    "stranger_accepts": "InvitationGone, 0 connections",
    "expired": "0 still waiting",
    "flood": "50 sent, then QuotaReached with the time from which it works again",
}


async def test_confrere_does_in_every_edge_case_what_the_page_says(world: World) -> None:
    """Each race once; who wins is open in two of them, and that there is one winner is not."""
    found = await behaviour(world, 1)
    raced = {race.__name__ for race in RACES}
    seen = {name: told.removeprefix("1 × ") if name in raced else told for name, told in found.items()}
    assert {name: told for name, told in seen.items() if name not in ONE_WINNER} == EXPECTED
    assert all(seen[name] in winners for name, winners in ONE_WINNER.items())


def test_the_peer_plays_the_same_cases() -> None:
    """Neither side has a case that the other lacks."""
    tree = ast.parse((ROOT / "benchmarks/peers/django-friendship/behave.py").read_text("utf-8"))
    lists = {
        target.id: [each.id for each in node.value.elts if isinstance(each, ast.Name)]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert lists["RACES"] + lists["CASES"] == NAMES


@pytest.mark.parametrize("case", [*RACES, *CASES], ids=lambda case: case.__name__)
def test_the_page_has_every_case(case: object) -> None:
    """As the script writes it."""
    assert case.__doc__
    assert f"| {case.__doc__.rstrip('.')} | " in (ROOT / "docs/conformance.md").read_text("utf-8")


def test_the_page_shows_both_sides() -> None:
    """A row a case, with what was observed."""
    text = page(
        {"database": "sqlite"} | {name: f"theirs {name}" for name in NAMES}, {name: f"ours {name}" for name in NAMES}, 3
    )
    assert all(f"| theirs {name} | ours {name} |" in text for name in NAMES)
    assert "on sqlite; each race 3 times" in text
