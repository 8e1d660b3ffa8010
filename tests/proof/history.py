"""Whether what two people were told can be put in one order that the rules allow, each act between its call and answer.

The search of Wing and Gong, for the short history of one pair, with what was seen remembered. An act whose outcome
stayed unknown may have happened at any time after its call, or never. The specification below is its own: one pair,
no cool-down, no limits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

DECLINES = 4


@dataclass(frozen=True)
class Call:
    """One act or look of one of the two, ``a`` or ``b``."""

    start: float
    end: float
    """Infinity where the outcome stayed unknown."""
    who: str
    act: str
    invitation: str = ""
    """The invitation it names."""
    told: str | None = None
    """The type of the result, or the state that a look showed; None for unknown."""
    made: str = ""
    """The invitation that a sender was shown pending afterwards."""


@dataclass(frozen=True)
class Invited:
    """An invitation of the pair; its name is the place of its making until somebody names it."""

    name: str | int
    sender: str
    fate: str = "open"
    """``open``, ``aside``, ``withdrawn``, ``declined`` (and withdrawn since) or ``accepted``."""
    was_declined: bool = False
    acceptor: str = ""


@dataclass(frozen=True)
class State:
    """The pair at one moment."""

    invitations: tuple[Invited, ...] = ()
    connection: int = -1
    """Which invitation made the connection that stands, -1 for none."""
    were_connected: bool = False
    declined_by_a: int = 0
    declined_by_b: int = 0

    @property
    def open_one(self) -> int:
        """Which invitation shows pending to its sender, -1 for none."""
        last = len(self.invitations) - 1
        return last if last >= 0 and self.invitations[last].fate in {"open", "aside"} else -1

    def changed(self, at: int, invited: Invited, **more: object) -> "State":
        """The same with one invitation changed."""
        invitations = (*self.invitations[:at], invited, *self.invitations[at + 1 :])
        return replace(self, invitations=invitations, **more)  # type: ignore[arg-type]  # names of fields above


def other(who: str) -> str:
    """The other one of the two."""
    return "b" if who == "a" else "a"


def outcomes(state: State, call: Call, place: int) -> Iterator[tuple[State, str]]:
    """Every way in which a call can go now: the state after, and what is told."""
    if call.act == "look":
        yield state, shown(state, call.who)
    elif call.act == "send":
        yield _send(state, call, place)
    elif call.act == "remove":
        if state.connection >= 0:
            yield replace(state, connection=-1), "RemoveFromNetworkPayload"
        else:
            yield state, "RemoveFromNetworkPayload" if state.were_connected else "NotConnected"
    else:
        for bound, at in _named(state, call.invitation):
            yield _answer(bound, call, at)


def shown(state: State, who: str) -> str:
    """What a look shows."""
    if state.connection >= 0:
        return "CONNECTED"
    if (at := state.open_one) >= 0:
        standing = state.invitations[at]
        if standing.sender == who:
            return "PENDING_SENT"
        if standing.fate == "open":
            return "PENDING_RECEIVED"
    return "NONE"


def _send(state: State, call: Call, place: int) -> tuple[State, str]:
    done = "SendInvitationPayload"
    if state.connection >= 0:
        return state, "AlreadyConnected"
    at = state.open_one
    standing = state.invitations[at] if at >= 0 else None
    if standing is not None and standing.sender == call.who:
        return state, done
    if standing is not None and standing.fate == "open":
        return _connect(state, at, call.who), done
    if (state.declined_by_b if call.who == "a" else state.declined_by_a) >= DECLINES:
        return state, "Unavailable"
    if standing is not None:
        return _connect(state, at, call.who), done
    made = Invited(call.made or place, call.who)
    return replace(state, invitations=(*state.invitations, made)), done


def _connect(state: State, at: int, who: str) -> State:
    invited = replace(state.invitations[at], fate="accepted", acceptor=who)
    return state.changed(at, invited, connection=at, were_connected=True)


def _named(state: State, name: str) -> Iterator[tuple[State, int]]:
    """Which invitation a name can mean: the one of that name, else any that nobody has named yet."""
    for at, invited in enumerate(state.invitations):
        if invited.name == name:
            yield state, at
            return
    for at, invited in enumerate(state.invitations):
        if isinstance(invited.name, int):
            yield state.changed(at, replace(invited, name=name)), at


def _answer(state: State, call: Call, at: int) -> tuple[State, str]:
    answer = {"withdraw": _withdraw, "accept": _accept, "decline": _decline}[call.act]
    return answer(state, call.who, at) or (state, "InvitationGone")


def _withdraw(state: State, who: str, at: int) -> tuple[State, str] | None:
    invited, done = state.invitations[at], "WithdrawInvitationPayload"
    if invited.sender != who:
        return None
    if invited.fate in {"open", "aside"}:
        return state.changed(at, replace(invited, fate="withdrawn")), done
    if invited.fate == "withdrawn":
        return state, done
    return (state, "AlreadyConnected") if state.connection == at else None


def _accept(state: State, who: str, at: int) -> tuple[State, str] | None:
    invited, done = state.invitations[at], "AcceptInvitationPayload"
    if invited.sender != who and invited.fate == "open":
        return _connect(state, at, who), done
    return (state, done) if state.connection == at and invited.acceptor == who else None


def _decline(state: State, who: str, at: int) -> tuple[State, str] | None:
    invited, done = state.invitations[at], "DeclineInvitationPayload"
    if invited.sender == who:
        return None
    if invited.fate == "open":
        aside = replace(invited, fate="aside", was_declined=True)
        declined_by_a, declined_by_b = state.declined_by_a + (who == "a"), state.declined_by_b + (who == "b")
        return state.changed(at, aside, declined_by_a=declined_by_a, declined_by_b=declined_by_b), done
    return (state, done) if invited.was_declined and invited.fate != "accepted" else None


def is_linearizable(calls: Sequence[Call]) -> bool:
    """Tells whether some order of the calls, each between its start and end, gives every answer that was given."""
    ordered = sorted(calls, key=lambda call: call.start)
    known = frozenset(place for place, call in enumerate(ordered) if call.told is not None)
    seen: set[tuple[frozenset[int], State]] = set()
    stack: list[tuple[frozenset[int], State]] = [(frozenset(range(len(ordered))), State())]
    while stack:
        left, state = stack.pop()
        if (left, state) in seen:
            continue
        seen.add((left, state))
        if not left & known:
            return True
        first_end = min((ordered[place].end for place in left), default=inf)
        for place in left:
            call = ordered[place]
            if call.start > first_end:
                continue
            for after, told in outcomes(state, call, place):
                if call.told is None or call.told == told:
                    stack.append((left - {place}, after))
    return False
