"""The rule book: what each act does in each situation of a pair.

``TABLE`` holds every act on a person and ``ANSWERS`` every act on a named invitation. ``decide`` looks the cell up,
runs its guards in order and returns what to write, or raises the refusal. Everything else (the resolver, the menu of
actions, the generated page ``docs/states.md`` and the tests) reads these two tables.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

from .. import errors
from .eligibility import Standing
from .guards import Guard, check
from .pair import Pair, Situation, situation
from .people import EntryPoint, Status
from .rules import Rules


class Act(StrEnum):
    """What somebody does, each named as its mutation."""

    SEND_INVITATION = "sendInvitation"
    WITHDRAW_INVITATION = "withdrawInvitation"
    ACCEPT_INVITATION = "acceptInvitation"
    DECLINE_INVITATION = "declineInvitation"
    REMOVE_FROM_NETWORK = "removeFromNetwork"
    BLOCK_FREELANCER = "blockFreelancer"
    UNBLOCK_FREELANCER = "unblockFreelancer"


class Effect(StrEnum):
    """What is written; the names are the flags of ``cypher/network/change_pair.cypher``."""

    CLEAR_INVITATION = "clearInvitation"
    INVITE = "invite"
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    SET_ASIDE = "setAside"
    COUNT_DECLINE = "countDecline"
    START_COOL_DOWN = "startCoolDown"
    BLOCK = "block"
    UNBLOCK = "unblock"


class EventKind(StrEnum):
    """What the ledger records."""

    INVITATION_SENT = "INVITATION_SENT"
    INVITATION_WITHDRAWN = "INVITATION_WITHDRAWN"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    INVITATION_DECLINED = "INVITATION_DECLINED"
    CONNECTION_REMOVED = "CONNECTION_REMOVED"
    FREELANCER_BLOCKED = "FREELANCER_BLOCKED"
    FREELANCER_UNBLOCKED = "FREELANCER_UNBLOCKED"
    FREELANCER_DEACTIVATED = "FREELANCER_DEACTIVATED"
    FREELANCER_REACTIVATED = "FREELANCER_REACTIVATED"
    VISIBILITY_SET = "VISIBILITY_SET"
    TOOLTIP_DISMISSED = "TOOLTIP_DISMISSED"
    RECOMMENDATION_DISMISSED = "RECOMMENDATION_DISMISSED"
    NOTHING_CHANGED = "NOTHING_CHANGED"
    CONNECTION_IMPORTED = "CONNECTION_IMPORTED"
    FREELANCER_ERASED = "FREELANCER_ERASED"
    FREELANCER_JOINED = "FREELANCER_JOINED"
    NOTIFICATIONS_READ = "NOTIFICATIONS_READ"
    JOB_POSTED = "JOB_POSTED"
    JOB_INVITE_SENT = "JOB_INVITE_SENT"
    JOB_INVITE_DECLINED = "JOB_INVITE_DECLINED"
    JOB_COMPLETED = "JOB_COMPLETED"
    JOB_CANCELLED = "JOB_CANCELLED"
    PROPOSAL_SENT = "PROPOSAL_SENT"
    PROPOSAL_WITHDRAWN = "PROPOSAL_WITHDRAWN"
    PROPOSAL_ACCEPTED = "PROPOSAL_ACCEPTED"
    PROPOSAL_DECLINED = "PROPOSAL_DECLINED"
    REFERRAL_SENT = "REFERRAL_SENT"
    REFERRAL_ACCEPTED = "REFERRAL_ACCEPTED"
    REFERRAL_DECLINED = "REFERRAL_DECLINED"
    MESSAGE_SENT = "MESSAGE_SENT"
    MESSAGE_EDITED = "MESSAGE_EDITED"
    MESSAGE_DELETED = "MESSAGE_DELETED"
    CONVERSATION_READ = "CONVERSATION_READ"
    INTERFACE_RECORDED = "INTERFACE_RECORDED"
    NOTIFICATION_PREFERENCE_SET = "NOTIFICATION_PREFERENCE_SET"
    EMAIL_INVITATION_MET = "EMAIL_INVITATION_MET"
    EMAIL_INVITATION_REDEEMED = "EMAIL_INVITATION_REDEEMED"
    EMAIL_INVITATION_SENT = "EMAIL_INVITATION_SENT"
    EMAIL_INVITATION_WITHDRAWN = "EMAIL_INVITATION_WITHDRAWN"
    PROPOSAL_OPENED = "PROPOSAL_OPENED"
    TEAM_FORMED = "TEAM_FORMED"
    TEAM_CHANGED = "TEAM_CHANGED"
    TEAM_MEMBER_ASKED = "TEAM_MEMBER_ASKED"
    TEAM_MEMBER_REMOVED = "TEAM_MEMBER_REMOVED"
    TEAM_TERMS_SET = "TEAM_TERMS_SET"
    TEAM_TERMS_ACCEPTED = "TEAM_TERMS_ACCEPTED"
    TEAM_TERMS_DECLINED = "TEAM_TERMS_DECLINED"
    TEAM_LEFT = "TEAM_LEFT"
    TEAM_ENDED = "TEAM_ENDED"


class Refusal(StrEnum):
    """The typed error of a cell."""

    UNAVAILABLE = "UNAVAILABLE"
    NOT_YOURSELF = "NOT_YOURSELF"
    NOT_A_FREELANCER = "NOT_A_FREELANCER"
    BLOCKED_BY_YOU = "BLOCKED_BY_YOU"
    ALREADY_CONNECTED = "ALREADY_CONNECTED"
    NOT_CONNECTED = "NOT_CONNECTED"
    INVITATION_GONE = "INVITATION_GONE"


class Named(StrEnum):
    """How an invitation named by its id stands for the one who acts on it."""

    WAITS_FOR_ME = "waits for me"
    MINE = "mine, shows pending"
    ACCEPTED_BY_ME = "accepted by me, and that connection shows"
    ACCEPTED_BY_OTHER = "mine, accepted, and that connection shows"
    WITHDRAWN_BY_ME = "withdrawn by me, or gone with my block or my deactivation"
    DECLINED_BY_ME = "declined by me"
    ELSE = "expired, gone, unknown or somebody else's"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: guards, then either a refusal, or effects and their event; ``after`` is the situation then."""

    after: Situation
    effects: tuple[Effect, ...] = ()
    event: EventKind | None = None
    guards: tuple[Guard, ...] = ()
    refusal: Refusal | None = None


SENDING = (
    Guard.PHASE,
    Guard.AUDIENCE,
    Guard.ELIGIBILITY,
    Guard.DAILY_QUOTA,
    Guard.OUTSTANDING_QUOTA,
    Guard.NETWORK_SIZE,
    Guard.COOL_DOWN,
)
CONNECTING = (Effect.CLEAR_INVITATION, Effect.CONNECT)


def _refuse(after: Situation, refusal: Refusal, *guards: Guard) -> Cell:
    return Cell(after, guards=guards, refusal=refusal)


def _block(*ends: Effect) -> Cell:
    return Cell(Situation.BLOCKED_BY_ME, (*ends, Effect.BLOCK), EventKind.FREELANCER_BLOCKED)


S = Situation
TABLE: dict[Act, dict[Situation, Cell]] = {
    Act.SEND_INVITATION: {
        S.SELF: _refuse(S.SELF, Refusal.NOT_YOURSELF),
        S.NOT_A_FREELANCER: _refuse(S.NOT_A_FREELANCER, Refusal.NOT_A_FREELANCER),
        S.BLOCKED_BY_ME: _refuse(S.BLOCKED_BY_ME, Refusal.BLOCKED_BY_YOU),
        S.CONNECTED: _refuse(S.CONNECTED, Refusal.ALREADY_CONNECTED),
        S.RECEIVED: Cell(S.CONNECTED, CONNECTING, EventKind.INVITATION_ACCEPTED, (Guard.NETWORK_SIZE,)),
        S.SENT: Cell(S.SENT),
        S.SENT_SET_ASIDE: Cell(S.SENT_SET_ASIDE),
        S.GONE: _refuse(S.GONE, Refusal.UNAVAILABLE, *SENDING),
        S.BLOCKED_BY_OTHER: _refuse(S.BLOCKED_BY_OTHER, Refusal.UNAVAILABLE, *SENDING),
        S.PRIVATE: _refuse(S.PRIVATE, Refusal.UNAVAILABLE, *SENDING),
        S.CAPPED: _refuse(S.CAPPED, Refusal.UNAVAILABLE, *SENDING),
        S.RECEIVED_SET_ASIDE: Cell(S.CONNECTED, CONNECTING, EventKind.INVITATION_ACCEPTED, SENDING),
        S.NONE: Cell(S.SENT, (Effect.CLEAR_INVITATION, Effect.INVITE), EventKind.INVITATION_SENT, SENDING),
    },
    Act.REMOVE_FROM_NETWORK: {
        state: (
            Cell(S.NONE, (Effect.DISCONNECT,), EventKind.CONNECTION_REMOVED)
            if state is S.CONNECTED
            else _refuse(state, Refusal.NOT_CONNECTED)
        )
        for state in Situation
    },
    Act.BLOCK_FREELANCER: {
        S.SELF: _refuse(S.SELF, Refusal.NOT_YOURSELF),
        S.NOT_A_FREELANCER: _refuse(S.NOT_A_FREELANCER, Refusal.NOT_A_FREELANCER),
        S.BLOCKED_BY_ME: Cell(S.BLOCKED_BY_ME),
        S.CONNECTED: _block(Effect.DISCONNECT),
        S.RECEIVED: _block(Effect.SET_ASIDE),
        S.SENT: _block(Effect.CLEAR_INVITATION, Effect.START_COOL_DOWN),
        S.SENT_SET_ASIDE: _block(Effect.CLEAR_INVITATION, Effect.START_COOL_DOWN),
        S.GONE: _refuse(S.GONE, Refusal.UNAVAILABLE),
        S.BLOCKED_BY_OTHER: _refuse(S.BLOCKED_BY_OTHER, Refusal.UNAVAILABLE),
        S.PRIVATE: _refuse(S.PRIVATE, Refusal.UNAVAILABLE),
        S.CAPPED: _block(),
        S.RECEIVED_SET_ASIDE: _block(),
        S.NONE: _block(),
    },
    Act.UNBLOCK_FREELANCER: {
        state: (
            Cell(S.NONE, (Effect.UNBLOCK,), EventKind.FREELANCER_UNBLOCKED)
            if state is S.BLOCKED_BY_ME
            else _refuse(state, Refusal.UNAVAILABLE)
        )
        for state in Situation
    },
}
"""Acts on a person. Nothing in a row tells SENT from SENT_SET_ASIDE, nor NONE from CAPPED until the very last check."""

ANSWERS: dict[Act, dict[Named, Cell]] = {
    Act.WITHDRAW_INVITATION: {
        Named.MINE: Cell(S.NONE, (Effect.CLEAR_INVITATION, Effect.START_COOL_DOWN), EventKind.INVITATION_WITHDRAWN),
        Named.WITHDRAWN_BY_ME: Cell(S.NONE),
        Named.ACCEPTED_BY_OTHER: _refuse(S.CONNECTED, Refusal.ALREADY_CONNECTED),
    },
    Act.ACCEPT_INVITATION: {
        Named.WAITS_FOR_ME: Cell(S.CONNECTED, CONNECTING, EventKind.INVITATION_ACCEPTED, (Guard.NETWORK_SIZE,)),
        Named.ACCEPTED_BY_ME: Cell(S.CONNECTED),
    },
    Act.DECLINE_INVITATION: {
        Named.WAITS_FOR_ME: Cell(
            S.RECEIVED_SET_ASIDE, (Effect.SET_ASIDE, Effect.COUNT_DECLINE), EventKind.INVITATION_DECLINED
        ),
        Named.DECLINED_BY_ME: Cell(S.RECEIVED_SET_ASIDE),
    },
}
"""Acts on a named invitation; every pair that is not listed is INVITATION_GONE (R13)."""

FOR_CLIENTS: dict[Act, type[errors.Refused]] = {
    Act.SEND_INVITATION: errors.NotAFreelancer,
    Act.WITHDRAW_INVITATION: errors.InvitationGone,
    Act.ACCEPT_INVITATION: errors.InvitationGone,
    Act.DECLINE_INVITATION: errors.InvitationGone,
    Act.REMOVE_FROM_NETWORK: errors.NotConnected,
    Act.BLOCK_FREELANCER: errors.NotAFreelancer,
    Act.UNBLOCK_FREELANCER: errors.Unavailable,
}
"""What a client is told who tries: they have neither a network nor invitations (R20)."""

_GONE = _refuse(S.NONE, Refusal.INVITATION_GONE)


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger already knows of what is being done; empty where nothing is named."""

    invitation: str = ""
    """The invitation the act names."""
    kinds: frozenset[tuple[EventKind, str]] = frozenset()
    """Events of that invitation, each with who acted."""
    has_ended: bool = False
    """Whether the connection that the invitation made, if it made one, has ended since."""
    is_void: bool = False
    """Whether ``me`` was deactivated after sending it."""
    were_connected: bool = False
    """Whether the two were ever connected."""
    have_talked: bool = False
    """Whether the two have a conversation."""
    have_unblocked: bool = False
    """Whether ``me`` once blocked the other and took it back."""


def named(pair: Pair, past: Past) -> Named:
    """Tells how the invitation that ``past`` names stands for ``pair.me``."""
    stands = situation(pair)
    open_one = pair.invitation
    if open_one and open_one.id == past.invitation:
        if stands is S.RECEIVED:
            return Named.WAITS_FOR_ME
        if stands in {S.SENT, S.SENT_SET_ASIDE}:
            return Named.MINE
    did = {kind for kind, who in past.kinds if who == pair.me}
    if EventKind.INVITATION_ACCEPTED in {kind for kind, _ in past.kinds}:
        if past.has_ended or stands is not S.CONNECTED:
            return Named.ELSE
        return Named.ACCEPTED_BY_ME if EventKind.INVITATION_ACCEPTED in did else Named.ACCEPTED_BY_OTHER
    if EventKind.INVITATION_DECLINED in did:
        return Named.DECLINED_BY_ME
    if EventKind.INVITATION_WITHDRAWN in did:
        return Named.WITHDRAWN_BY_ME
    if EventKind.INVITATION_SENT in did and (past.is_void or EventKind.FREELANCER_BLOCKED in did):
        return Named.WITHDRAWN_BY_ME
    return Named.ELSE


def cell_for(act: Act, pair: Pair, past: Past) -> Cell:
    """Looks up the cell of an act; total over all acts, situations and pasts."""
    if act in ANSWERS:
        return ANSWERS[act].get(named(pair, past), _GONE)
    cell = TABLE[act][situation(pair)]
    if pair.other_status is Status.ERASED:  # nobody, also while their traces are still being removed
        return cell
    if act is Act.REMOVE_FROM_NETWORK and cell.refusal:
        if pair.connected_since:  # to somebody deactivated: not seen, and still one's own to remove
            return Cell(situation(pair), (Effect.DISCONNECT,), EventKind.CONNECTION_REMOVED)
        if past.were_connected:  # removing again succeeds and changes nothing (R18)
            return Cell(situation(pair))
    if act is Act.BLOCK_FREELANCER and cell.refusal is Refusal.UNAVAILABLE and past.have_talked:
        return _block(*((Effect.DISCONNECT,) if pair.connected_since else ()))  # whoever wrote can be blocked (R19)
    if act is Act.UNBLOCK_FREELANCER and cell.refusal and past.have_unblocked:
        return Cell(situation(pair))
    return cell


def decide(
    act: Act,
    pair: Pair,
    past: Past,
    standing: Standing,
    rules: Rules,
    now: datetime,
    entry_point: EntryPoint | None = None,
) -> Cell:
    """Returns the cell whose effects are to be written; ``entry_point`` is where an invitation starts.

    Raises:
        AccountClosed: the actor cannot act at all.
        Refused: a rule says no; nothing is to be written.
    """
    if standing.status is not Status.ACTIVE:
        raise errors.AccountClosed
    cell = cell_for(act, pair, past)
    for guard in cell.guards:
        check(guard, pair, standing, rules, now, entry_point)
    if cell.refusal:
        refuse(cell.refusal, pair)
    return _beside_email(cell, pair)


def _beside_email(cell: Cell, pair: Pair) -> Cell:
    """Has a block end also what ``me`` sent by e-mail, which then waits for nobody (R19); the situation is as ever."""
    if pair.emailed and Effect.BLOCK in cell.effects and Effect.CLEAR_INVITATION not in cell.effects:
        return replace(cell, effects=(Effect.CLEAR_INVITATION, *cell.effects))
    return cell


def refuse(refusal: Refusal, pair: Pair) -> NoReturn:
    """Raises the typed error of a cell."""
    match refusal:
        case Refusal.UNAVAILABLE:
            raise errors.Unavailable(path=("input", "freelancerId"))
        case Refusal.NOT_YOURSELF:
            raise errors.NotYourself(path=("input", "freelancerId"))
        case Refusal.NOT_A_FREELANCER:
            raise errors.NotAFreelancer(path=("input", "freelancerId"))
        case Refusal.BLOCKED_BY_YOU:
            raise errors.BlockedByYou(path=("input", "freelancerId"))
        case Refusal.ALREADY_CONNECTED:
            raise errors.AlreadyConnected(pair.other)
        case Refusal.NOT_CONNECTED:
            raise errors.NotConnected(path=("input", "freelancerId"))
        case Refusal.INVITATION_GONE:
            raise errors.InvitationGone(path=("input", "invitationId"))
