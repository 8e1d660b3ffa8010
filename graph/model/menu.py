"""The menu of a person: every act, whether nothing on the viewer's own side forbids it, and why (R10, R17)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .. import errors
from .eligibility import Standing
from .guards import check
from .pair import SHOWN, Pair, RelationState, Situation, situation
from .rules import Rules
from .transitions import TABLE, Act, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the menu."""

    act: Act
    is_allowed: bool
    reason: str | None = None
    retry_at: datetime | None = None


_SHOWN_IN = {
    Act.WITHDRAW_INVITATION: (RelationState.PENDING_SENT, "INVITATION_GONE"),
    Act.ACCEPT_INVITATION: (RelationState.PENDING_RECEIVED, "INVITATION_GONE"),
    Act.DECLINE_INVITATION: (RelationState.PENDING_RECEIVED, "INVITATION_GONE"),
    Act.REMOVE_FROM_NETWORK: (RelationState.CONNECTED, "NOT_CONNECTED"),
}
_BLOCKING = (Act.BLOCK_FREELANCER, Act.UNBLOCK_FREELANCER)


def menu(pair: Pair, standing: Standing, rules: Rules, now: datetime) -> Iterator[Action]:
    """Yields every act in the order of the menu, resting only on what the viewer sees and did."""
    yield _sending(pair, standing, rules, now)
    shown = SHOWN[situation(pair)]
    for act, (state, reason) in _SHOWN_IN.items():
        if shown is not state:
            yield Action(act, is_allowed=False, reason=reason)
        elif act is Act.ACCEPT_INVITATION:
            yield _judged(act, lambda: _checks(Act.SEND_INVITATION, pair, standing, rules, now))
        else:
            yield Action(act, is_allowed=True)
    for act in _BLOCKING:
        yield _blocking(act, pair)


def _sending(pair: Pair, standing: Standing, rules: Rules, now: datetime) -> Action:
    return _judged(Act.SEND_INVITATION, lambda: _checks(Act.SEND_INVITATION, pair, standing, rules, now))


def _blocking(act: Act, pair: Pair) -> Action:
    stands = situation(pair)
    if act is Act.BLOCK_FREELANCER and stands is Situation.BLOCKED_BY_ME:
        return Action(act, is_allowed=False, reason="BLOCKED_BY_YOU")  # done; what is left to do is to unblock
    refusal = TABLE[act][stands].refusal
    return Action(act, is_allowed=refusal is None, reason=refusal)


def _checks(act: Act, pair: Pair, standing: Standing, rules: Rules, now: datetime) -> None:
    stands = situation(pair)
    cell = TABLE[act][stands]
    for guard in cell.guards:
        check(guard, pair, standing, rules, now)
    # A cause on the other side of somebody who shows as NONE stays untold, in the menu as everywhere (R16, R17).
    if cell.refusal and not (cell.refusal is Refusal.UNAVAILABLE and SHOWN[stands] is RelationState.NONE):
        refuse(cell.refusal, pair)


def _judged(act: Act, judge: Callable[[], None]) -> Action:
    try:
        judge()
    except errors.CoolDown as refused:
        return Action(act, is_allowed=False, reason=refused.code, retry_at=refused.retry_at)
    except errors.QuotaReached as refused:
        return Action(act, is_allowed=False, reason=refused.code, retry_at=refused.quota.reset_at)
    except errors.Refused as refused:
        return Action(act, is_allowed=False, reason=refused.code)
    return Action(act, is_allowed=True)
