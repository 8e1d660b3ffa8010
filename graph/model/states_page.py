"""The page ``docs/states.md``: every state of an ordered pair, every actor, every event, made from the rule book."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from .accounts import Wish
from .pair import RelationState
from .people import Status
from .states import (
    DEACTIVATE,
    GO_PRIVATE,
    GO_PUBLIC,
    REACTIVATE,
    Facts,
    Outcome,
    Side,
    expire,
    play,
    play_account,
)
from .transitions import Act

A, B = Side.A, Side.B


def _sent() -> Facts:
    return play(Facts(), A, Act.SEND_INVITATION).after


def _then(*steps: Callable[[Facts], Facts]) -> Facts:
    facts = _sent()
    for step in steps:
        facts = step(facts)
    return facts


def _act(side: Side, act: Act) -> Callable[[Facts], Facts]:
    return lambda facts: play(facts, side, act).after


def _account(side: Side, wish: Wish) -> Callable[[Facts], Facts]:
    return lambda facts: play_account(facts, side, wish).after


_DECLINE, _ACCEPT = _act(B, Act.DECLINE_INVITATION), _act(B, Act.ACCEPT_INVITATION)
_WITHDRAW = _act(A, Act.WITHDRAW_INVITATION)
_FOURTH = replace(_sent(), declines={A: 3, B: 0})

STATES: dict[str, Facts] = {
    "None": Facts(),
    "Pending": _sent(),
    "Declined but shown pending": _then(_DECLINE),
    "Cool-down": _then(_WITHDRAW),
    "Expired": _then(expire),
    "Connected": _then(_ACCEPT),
    "Blocked by A": play(Facts(), A, Act.BLOCK_FREELANCER).after,
    "Blocked by B": play(Facts(), B, Act.BLOCK_FREELANCER).after,
    "Blocked by A after inviting": _then(_act(A, Act.BLOCK_FREELANCER)),
    "Blocked by B with A's invitation showing pending": _then(_act(B, Act.BLOCK_FREELANCER)),
    "Unblocked by B with A's invitation showing pending": _then(
        _act(B, Act.BLOCK_FREELANCER), _act(B, Act.UNBLOCK_FREELANCER)
    ),
    "A private": play_account(Facts(), A, GO_PRIVATE).after,
    "B private": play_account(Facts(), B, GO_PRIVATE).after,
    "Pending, A private": _then(_account(A, GO_PRIVATE)),
    "Pending, B private": _then(_account(B, GO_PRIVATE)),
    "Connected, B private": _then(_ACCEPT, _account(B, GO_PRIVATE)),
    "A deactivated": play_account(Facts(), A, DEACTIVATE).after,
    "B deactivated": play_account(Facts(), B, DEACTIVATE).after,
    "Pending, then A deactivated": _then(_account(A, DEACTIVATE)),
    "Pending, then B deactivated": _then(_account(B, DEACTIVATE)),
    "Pending, then B deactivated and reactivated": _then(_account(B, DEACTIVATE), _account(B, REACTIVATE)),
    "Connected, B deactivated": _then(_ACCEPT, _account(B, DEACTIVATE)),
    "Declined the fourth time but shown pending": play(_FOURTH, B, Act.DECLINE_INVITATION).after,
    "Capped": replace(play(_FOURTH, B, Act.DECLINE_INVITATION).after, sender=None, is_set_aside=False),
}
"""Every state the page shows, by name; A is whoever invited where somebody did, so the mirror images are left out."""

_ON_ACCOUNTS = {
    "goes private": GO_PRIVATE,
    "goes public": GO_PUBLIC,
    "is deactivated": DEACTIVATE,
    "is reactivated": REACTIVATE,
}
_DRAWN = ("None", "Pending", "Declined but shown pending", "Cool-down", "Expired", "Connected", "Blocked by A")
_HEAD = """\
# What stands between two people

Every state of an ordered pair, every actor and every event, with the state after, what is written and the error. A
comes first: where somebody invited, it was A, so the same table holds with A and B exchanged. This page is generated
from the rule book (`graph/model/transitions.py`) by `confrere states`; nothing here is written by hand.

What a viewer sees is one of
{states}.
Facts that only one side may know are told apart here and nowhere else: a declined invitation and a pending one are the
same to A, and so are blocked, private and deactivated.

The table holds for people whom no limit of their own stops. The checks on the actor's own side run in this order and
each has an error of its own: phase and audience of the rollout (`ROLLOUT_CLOSED`), eligibility (`NOT_ELIGIBLE`), the
quotas and the network's size (`QUOTA_REACHED`), cool-down (`COOL_DOWN`); after them comes `UNAVAILABLE`, the one error
for every cause on the other side. To oneself everything is `NOT_YOURSELF`, to clients and agencies `NOT_A_FREELANCER`.

## The states at a glance

```mermaid
stateDiagram-v2
{edges}
```
"""


def page() -> str:
    """Returns the whole page."""
    states = ", ".join(f"`{each}`" for each in RelationState)
    lines = [_HEAD.format(states=states, edges="\n".join(_edges()))]
    for name, facts in STATES.items():
        lines += [f"## {name}", "", f"A sees {_seen(facts, A)}, B sees {_seen(facts, B)}.", ""]
        lines += ["| who | event | state after | A then sees | B then sees | written | error |"]
        lines += ["|---|---|---|---|---|---|---|"]
        lines += [_row(facts, who, event, outcome) for who, event, outcome in outcomes(facts)]
        lines.append("")
    return "\n".join(lines)


def outcomes(facts: Facts) -> Iterator[tuple[str, str, Outcome]]:
    """Yields who does what and what comes of it, for every actor and event."""
    for side in Side:
        for act in Act:
            yield side, act, play(facts, side, act)
    for side in Side:
        for event, wish in _ON_ACCOUNTS.items():
            is_possible = wish in {DEACTIVATE, REACTIVATE} or facts.accounts[side].status is Status.ACTIVE
            yield (
                side,
                event,
                play_account(facts, side, wish) if is_possible else Outcome(facts, error="ACCOUNT_CLOSED"),
            )
    if facts.sender:
        yield "time", "the term ends", Outcome(expire(facts))


def _row(facts: Facts, who: str, event: str, outcome: Outcome) -> str:
    after = outcome.after
    written = ", ".join(outcome.effects) or (outcome.event or "")
    state = "unchanged" if after == facts or str(after) == str(facts) else str(after)
    error = f"`{outcome.error}`" if outcome.error else ""
    return f"| {who} | {event} | {state} | {_seen(after, A)} | {_seen(after, B)} | {written} | {error} |"


def _seen(facts: Facts, me: Side) -> str:
    """What one of the two sees; whoever is deactivated sees nothing."""
    return f"`{facts.shows(me)}`" if facts.accounts[me].status is Status.ACTIVE else "nothing"


def _edges() -> Iterator[str]:
    """Yields the arrows between the states that are drawn."""
    names = {str(STATES[name]): name for name in reversed(_DRAWN)}
    ids = {name: f"s{number}" for number, name in enumerate(_DRAWN)}
    for name in _DRAWN:
        yield f'    state "{name}" as {ids[name]}'
    yield f"    [*] --> {ids['None']}"
    for name in _DRAWN:
        arrows: dict[str, list[str]] = {}
        for who, event, outcome in outcomes(STATES[name]):
            target = names.get(str(outcome.after))
            if target and target != name:
                arrows.setdefault(target, []).append(event if who == "time" else f"{who} {event}")
        yield from (f"    {ids[name]} --> {ids[target]} : {'; '.join(labels)}" for target, labels in arrows.items())
