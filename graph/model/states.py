"""All that can stand between two people at once, and what each act makes of it: the rule book, played without a graph.

The generated page ``docs/states.md`` and the model-based tests walk these; the product reads the same facts from Neo4j.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from .. import errors
from .accounts import Account, AccountAct, Wish, change
from .eligibility import Standing
from .pair import SHOWN, OpenInvitation, Pair, RelationState, situation
from .people import Status, Visibility
from .rules import DECLINES_BEFORE_SILENCE, Rules
from .transitions import Act, Cell, Effect, EventKind, Past, decide

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RULES = Rules()
GOOD = Standing(
    status=Status.ACTIVE,
    in_test_group=True,
    job_success_score=100,
    top_rated_weeks=16,
    job_invites=100,
    earned_minor=10_000_000,
    earned_currency="USD",
    sent_today=(),
    outstanding=0,
    connections=0,
)
"""Somebody whom no guard but the cool-down stops."""


class Side(StrEnum):
    """One of the two."""

    A = "A"
    B = "B"

    @property
    def other(self) -> "Side":
        """The one across."""
        return Side.B if self is Side.A else Side.A

    @property
    def id(self) -> str:
        """Their id in the pair."""
        return "FL_" + ("0" if self is Side.A else "1") * 16


Both = dict[Side, bool]
NEITHER: Both = {Side.A: False, Side.B: False}


@dataclass(frozen=True)
class Facts:
    """What is true between the two, hidden facts included."""

    accounts: dict[Side, Account] = field(default_factory=lambda: {Side.A: Account(), Side.B: Account()})
    is_connected: bool = False
    sender: Side | None = None
    """Whose invitation stands, answered or not."""
    is_set_aside: bool = False
    has_expired: bool = False
    cools_down: Both = field(default_factory=NEITHER.copy)
    """Who withdrew an invitation to the other lately."""
    declines: dict[Side, int] = field(default_factory=lambda: {Side.A: 0, Side.B: 0})
    """How often each was declined by the other."""
    blocks: Both = field(default_factory=NEITHER.copy)
    has_unblocked: Both = field(default_factory=NEITHER.copy)
    """Who once blocked the other and took it back."""
    past: Past = field(default_factory=Past)
    """What the ledger knows of the latest invitation, and of the two."""

    def seen_by(self, me: Side) -> Pair:
        """Returns the pair as the rules read it for one of the two."""
        other = self.accounts[me.other]
        invitation = None
        if self.sender and not self.has_expired:
            invitation = OpenInvitation(
                self.past.invitation, self.sender.id, NOW, NOW + RULES.term, "NETWORK_PAGE", self.is_set_aside
            )
        return Pair(
            me=me.id,
            other=me.other.id,
            other_status=other.status,
            other_visibility=other.visibility,
            connected_since=NOW if self.is_connected else None,
            invitation=invitation,
            withdrawn_at=NOW - timedelta(days=1) if self.cools_down[me] else None,
            declines=self.declines[me],
            is_blocked_by_me=self.blocks[me],
            is_blocked_by_other=self.blocks[me.other],
        )

    def shows(self, me: Side) -> RelationState:
        """Returns what one of the two sees of the other."""
        return SHOWN[situation(self.seen_by(me))]

    def parts(self) -> Iterator[str]:
        """Names everything that is true, in the order in which it counts."""
        for side, account in self.accounts.items():
            if account.status is not Status.ACTIVE:
                yield f"{side} deactivated"
            if account.visibility is Visibility.PRIVATE:
                yield f"{side} private"
        yield from (f"{side} blocks {side.other}" for side, blocks in self.blocks.items() if blocks)
        if self.is_connected:
            yield "connected"
        if self.sender and self.has_expired:
            yield f"{self.sender}'s invitation expired"
        elif self.sender and self.is_set_aside:
            yield f"{self.sender}'s invitation shows pending to {self.sender} alone"
        elif self.sender:
            yield f"{self.sender}'s invitation pending"
        yield from (f"{side} cools down" for side, cools in self.cools_down.items() if cools)
        yield from (f"{side} capped" for side, times in self.declines.items() if times >= DECLINES_BEFORE_SILENCE)

    def __str__(self) -> str:
        return ", ".join(self.parts()) or "none"


@dataclass(frozen=True)
class Outcome:
    """What came of an act: the facts then, and either what was written or the error."""

    after: Facts
    effects: tuple[Effect, ...] = ()
    event: EventKind | None = None
    error: str | None = None


def play(facts: Facts, actor: Side, act: Act, *, invitation: str = "IN_0000000000000000") -> Outcome:
    """Returns what an act of one of the two makes of the facts; ``invitation`` is the id of a new one."""
    invitation_named = facts.past.invitation if act in _ON_INVITATION else ""
    past = replace(facts.past, invitation=invitation_named, have_unblocked=facts.has_unblocked[actor])
    standing = replace(GOOD, status=facts.accounts[actor].status)
    try:
        cell = decide(act, facts.seen_by(actor), past, standing, RULES, NOW)
    except errors.ConfrereError as refused:
        return Outcome(facts, error=refused.code)
    return Outcome(_written(facts, actor, cell, invitation), cell.effects, cell.event)


def play_account(facts: Facts, side: Side, wish: Wish) -> Outcome:
    """Returns what an act on one account makes of the facts between the two."""
    try:
        account, event = change(facts.accounts[side], wish)
    except errors.ConfrereError as refused:
        return Outcome(facts, error=refused.code)
    after = replace(facts, accounts={**facts.accounts, side: account})
    if event is EventKind.FREELANCER_DEACTIVATED and facts.sender is side:
        after = replace(after, sender=None, is_set_aside=False, past=replace(facts.past, is_void=True))
    elif event is EventKind.FREELANCER_DEACTIVATED and facts.sender is side.other:
        after = replace(after, is_set_aside=True)
    return Outcome(after, event=event)


def expire(facts: Facts) -> Facts:
    """Lets the term of the standing invitation pass."""
    return replace(facts, has_expired=True)


def cool(facts: Facts) -> Facts:
    """Lets every cool-down pass."""
    return replace(facts, cools_down=NEITHER.copy())


_ON_INVITATION = {Act.WITHDRAW_INVITATION, Act.ACCEPT_INVITATION, Act.DECLINE_INVITATION}


def _written(facts: Facts, actor: Side, cell: Cell, invitation: str) -> Facts:
    """Does to the facts what ``network/change_pair`` does to the graph."""
    after = facts
    if cell.event:
        ends = cell.event in {EventKind.CONNECTION_REMOVED, EventKind.FREELANCER_BLOCKED}
        is_about_it = facts.sender is not None and not facts.has_expired
        has_accepted = any(kind is EventKind.INVITATION_ACCEPTED for kind, _ in facts.past.kinds)
        after = replace(
            after,
            past=replace(
                facts.past,
                kinds=facts.past.kinds | ({(cell.event, actor.id)} if is_about_it else set()),
                has_ended=facts.past.has_ended or (ends and has_accepted),
                were_connected=facts.past.were_connected or cell.event is EventKind.INVITATION_ACCEPTED,
            ),
        )
    for effect in cell.effects:
        if effect is Effect.INVITE:
            kinds = frozenset({(EventKind.INVITATION_SENT, actor.id)})
            past = replace(after.past, invitation=invitation, kinds=kinds, has_ended=False, is_void=False)
            after = replace(after, sender=actor, past=past)
        else:
            after = _DOES[effect](after, actor)
    return after


def _set(side: Side, value: bool, both: Both) -> Both:
    return {**both, side: value}


def _counted(facts: Facts, actor: Side) -> Facts:
    declines = {**facts.declines, actor.other: facts.declines[actor.other] + 1}
    return replace(facts, declines=declines)


_DOES: dict[Effect, Callable[[Facts, Side], Facts]] = {
    Effect.CLEAR_INVITATION: lambda facts, _: replace(facts, sender=None, is_set_aside=False, has_expired=False),
    Effect.CONNECT: lambda facts, _: replace(facts, is_connected=True),
    Effect.DISCONNECT: lambda facts, _: replace(facts, is_connected=False),
    Effect.SET_ASIDE: lambda facts, _: replace(facts, is_set_aside=True),
    Effect.COUNT_DECLINE: _counted,
    Effect.START_COOL_DOWN: lambda facts, me: replace(facts, cools_down=_set(me, True, facts.cools_down)),
    Effect.BLOCK: lambda facts, me: replace(facts, blocks=_set(me, True, facts.blocks)),
    Effect.UNBLOCK: lambda facts, me: replace(
        facts, blocks=_set(me, False, facts.blocks), has_unblocked=_set(me, True, facts.has_unblocked)
    ),
}
"""What each effect but that of a new invitation does."""

DEACTIVATE, REACTIVATE = Wish(AccountAct.DEACTIVATE_FREELANCER), Wish(AccountAct.REACTIVATE_FREELANCER)
GO_PRIVATE = Wish(AccountAct.SET_PROFILE_VISIBILITY, visibility=Visibility.PRIVATE)
GO_PUBLIC = Wish(AccountAct.SET_PROFILE_VISIBILITY, visibility=Visibility.PUBLIC)
