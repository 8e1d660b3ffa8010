"""The network as REQUIREMENTS.md tells it, on plain dictionaries: written without a look at the rules of the product.

Everybody is a name, invitations are numbers, and time is handed in. An act changes the model and returns what the one
who acts is told; ``sees`` and its kin return what somebody is shown. The proofs run the same acts here and on the real
thing and compare all of it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

DAY = timedelta(days=1)
Told = dict[str, Any]
"""What the one who acts is told: its name, and what it carries."""


@dataclass
class Settings:
    """The settings that matter here; small ones, so that every limit is met."""

    max_connections: int = 4
    term: timedelta = timedelta(days=30)
    cool_down: timedelta = timedelta(days=7)
    per_day: int = 5
    outstanding: int = 3


@dataclass
class Someone:
    """One freelancer."""

    is_active: bool = True
    is_private: bool = False
    sent_at: list[datetime] = field(default_factory=list)


@dataclass
class Sent:
    """One invitation that was sent."""

    number: int
    sender: str
    recipient: str
    sent_at: datetime
    expires_at: datetime
    note: str | None
    is_over: bool = False
    """Withdrawn, answered with yes, or vanished: nobody's pending one."""
    is_set_aside: bool = False
    """It no longer waits for its recipient, and its sender cannot tell."""
    withdrawn: bool = False
    declined: bool = False
    accepted_by: str | None = None
    connection: int | None = None
    """Which connection it made."""


class Plain:
    """The marketplace."""

    def __init__(self, names: list[str], settings: Settings) -> None:
        self.settings = settings
        self.people = {name: Someone() for name in names}
        self.invitations: list[Sent] = []
        self.connections: dict[frozenset[str], tuple[datetime, int]] = {}
        self.ever_connected: set[frozenset[str]] = set()
        self.declines: Counter[tuple[str, str]] = Counter()
        self.withdrawn_at: dict[tuple[str, str], datetime] = {}
        self.blocks: dict[tuple[str, str], datetime] = {}
        self.ever_unblocked: set[tuple[str, str]] = set()
        self._made = 0

    # What two people are to each other.

    def is_connected(self, one: str, other: str) -> bool:
        """Whether they stand in each other's network; a deactivated person is hidden even from there (R23)."""
        return frozenset((one, other)) in self.connections and self.people[other].is_active

    def is_blocked(self, one: str, other: str) -> bool:
        """Whether either blocks the other."""
        return (one, other) in self.blocks or (other, one) in self.blocks

    def open_between(self, one: str, other: str, now: datetime) -> Sent | None:
        """The invitation of a pair that is neither over nor expired; at most one (R5, R14)."""
        for each in self.invitations:
            if {each.sender, each.recipient} == {one, other} and not each.is_over and now < each.expires_at:
                return each
        return None

    def waiting(self, me: str, other: str, now: datetime) -> Sent | None:
        """Their invitation that waits for me."""
        found = self.open_between(me, other, now)
        is_mine_to_answer = found is not None and found.recipient == me and not found.is_set_aside
        return found if is_mine_to_answer and self.people[other].is_active and not self.is_blocked(me, other) else None

    def pending(self, me: str, other: str, now: datetime) -> Sent | None:
        """My own invitation as I see it: pending, whatever the other side did (R15, R19, R23, R24)."""
        found = self.open_between(me, other, now)
        return found if found is not None and found.sender == me else None

    def finds(self, me: str, other: str) -> bool:
        """Whether a search of mine can find somebody (R30, R24, R19, R23)."""
        person = self.people[other]
        if me == other:
            return True
        is_open = not person.is_private or self.is_connected(me, other)
        return person.is_active and is_open and not self.is_blocked(me, other)

    # What limits a person (R9, R22).

    def network(self, me: str) -> list[str]:
        """The connections that somebody sees, newest first."""
        mine = [(since, other) for other, since in self._connections(me) if self.is_connected(me, other)]
        return [other for _, other in sorted(mine, key=lambda each: (-each[0].timestamp(), each[1]))]

    def _connections(self, me: str) -> list[tuple[str, datetime]]:
        return [(next(iter(pair - {me})), since) for pair, (since, _) in self.connections.items() if me in pair]

    def sent(self, me: str, now: datetime) -> list[Sent]:
        """My invitations that show pending to me."""
        return [each for each in self.invitations if each.sender == me and self._shows(each, now)]

    def received(self, me: str, now: datetime) -> list[Sent]:
        """Invitations that wait for me."""
        return [
            each for each in self.invitations if each.recipient == me and self.waiting(me, each.sender, now) is each
        ]

    def _shows(self, each: Sent, now: datetime) -> bool:
        return not each.is_over and now < each.expires_at

    def quotas(self, me: str, now: datetime) -> dict[str, tuple[int, datetime | None]]:
        """What is left of each limit, and when it starts afresh."""
        today = [at for at in self.people[me].sent_at if at > now - DAY]
        pending = self.sent(me, now)
        lapse = min((each.expires_at for each in pending), default=None)
        places = len(self.network(me)) + len(pending)

        def lapsing(limit: int, used: int) -> tuple[int, datetime | None]:
            """What is left, and when the first invitation runs out, unless that alone makes no room."""
            return max(0, limit - used), lapse if used <= limit else None

        return {
            "INVITATIONS_PER_DAY": (max(0, self.settings.per_day - len(today)), min(today) + DAY if today else None),
            "INVITATIONS_OUTSTANDING": lapsing(self.settings.outstanding, len(pending)),
            "NETWORK_SIZE": lapsing(self.settings.max_connections, places),
        }

    def _limit(self, me: str, now: datetime, *kinds: str) -> Told | None:
        for kind in kinds:
            left, reset_at = self.quotas(me, now)[kind]
            if left == 0:
                return {"told": "QuotaReached", "resetAt": reset_at}
        return None

    # Acts.

    def send(self, me: str, other: str, note: str | None, now: datetime) -> Told:
        """R11, R14, R16, R17: the checks run on what the actor sees, in this order, and last comes the one error."""
        if (refused := self.stands_against(me, other, now)) is not None:
            return refused
        if (theirs := self.waiting(me, other, now)) is not None:
            return self._connect(theirs, by=me, now=now)
        if (mine := self.pending(me, other, now)) is not None:
            return {"told": "SendInvitationPayload", "state": "PENDING_SENT", "number": mine.number}
        if self.is_closed(me, other):
            return {"told": "Unavailable"}
        if (aside := self.open_between(me, other, now)) is not None:
            return self._connect(aside, by=me, now=now)
        made = Sent(len(self.invitations), me, other, now, now + self.settings.term, note)
        self.invitations.append(made)
        self.people[me].sent_at.append(now)
        return {"told": "SendInvitationPayload", "state": "PENDING_SENT", "number": made.number}

    def stands_against(self, me: str, other: str, now: datetime) -> Told | None:
        """Whatever on my own side forbids sending (R17)."""
        if me == other:
            return {"told": "NotYourself"}
        if (me, other) in self.blocks:
            return {"told": "BlockedByYou"}
        if self.is_connected(me, other):
            return {"told": "AlreadyConnected"}
        if self.waiting(me, other, now) is not None:
            return self._limit(me, now, "NETWORK_SIZE")
        if self.pending(me, other, now) is not None:
            return None
        if refused := self._limit(me, now, "INVITATIONS_PER_DAY", "INVITATIONS_OUTSTANDING", "NETWORK_SIZE"):
            return refused
        withdrawn = self.withdrawn_at.get((me, other))
        if withdrawn is not None and now < withdrawn + self.settings.cool_down:
            return {"told": "CoolDown", "retryAt": withdrawn + self.settings.cool_down}
        return None

    def is_closed(self, me: str, other: str) -> bool:
        """Whatever on the other side forbids it, one and the same (R17)."""
        person = self.people[other]
        return not person.is_active or person.is_private or (other, me) in self.blocks or self.declines[me, other] >= 4

    def _connect(self, invitation: Sent, *, by: str, now: datetime) -> Told:
        pair = frozenset((invitation.sender, invitation.recipient))
        self._made += 1
        self.connections[pair] = (now, self._made)
        self.ever_connected.add(pair)
        invitation.is_over, invitation.accepted_by, invitation.connection = True, by, self._made
        return {"told": "SendInvitationPayload", "state": "CONNECTED", "number": None}

    def withdraw(self, me: str, invitation: Sent, now: datetime) -> Told:
        """R12: only the sender, while it shows pending to them; again changes nothing."""
        if invitation.sender == me and self._shows(invitation, now):
            invitation.is_over = invitation.withdrawn = True
            self.withdrawn_at[me, invitation.recipient] = now
            return {"told": "WithdrawInvitationPayload"}
        if invitation.sender == me and invitation.withdrawn:
            return {"told": "WithdrawInvitationPayload"}
        if invitation.sender == me and self._still_connected(invitation, me):
            return {"told": "AlreadyConnected"}
        return {"told": "InvitationGone"}

    def accept(self, me: str, invitation: Sent, now: datetime) -> Told:
        """R13, R9: only the acceptor's own network is counted; again succeeds while the connection is seen."""
        if invitation.recipient == me and self.waiting(me, invitation.sender, now) is invitation:
            if refused := self._limit(me, now, "NETWORK_SIZE"):
                return refused
            self._connect(invitation, by=me, now=now)
            return {"told": "AcceptInvitationPayload"}
        if invitation.accepted_by == me and self._still_connected(invitation, me):
            return {"told": "AcceptInvitationPayload"}
        return {"told": "InvitationGone"}

    def _still_connected(self, invitation: Sent, me: str) -> bool:
        other = invitation.sender if invitation.recipient == me else invitation.recipient
        made = self.connections.get(frozenset((me, other)))
        is_same = made is not None and made[1] == invitation.connection
        return is_same and self.is_connected(me, other)

    def decline(self, me: str, invitation: Sent, now: datetime) -> Told:
        """R15: told to nobody; again succeeds and counts once."""
        if invitation.recipient == me and self.waiting(me, invitation.sender, now) is invitation:
            invitation.is_set_aside = invitation.declined = True
            self.declines[invitation.sender, me] += 1
            return {"told": "DeclineInvitationPayload"}
        if invitation.recipient == me and invitation.declined and invitation.accepted_by is None:
            return {"told": "DeclineInvitationPayload"}
        return {"told": "InvitationGone"}

    def remove(self, me: str, other: str) -> Told:
        """R18: both lists lose it; again changes nothing."""
        pair = frozenset((me, other))
        if self.connections.pop(pair, None) is not None or pair in self.ever_connected:
            return {"told": "RemoveFromNetworkPayload"}
        return {"told": "NotConnected"}

    def block(self, me: str, other: str, now: datetime) -> Told:
        """R19: whom one sees, or has an invitation to or from."""
        if me == other:
            return {"told": "NotYourself"}
        if (me, other) in self.blocks:
            return {"told": "BlockFreelancerPayload"}
        mine, theirs = self.pending(me, other, now), self.waiting(me, other, now)
        if not (self.finds(me, other) or mine or theirs):
            return {"told": "Unavailable"}
        self.connections.pop(frozenset((me, other)), None)
        standing = self.open_between(me, other, now)
        if standing is not None and standing.sender == me:
            standing.is_over = standing.withdrawn = True
            self.withdrawn_at[me, other] = now
        elif standing is not None:
            standing.is_set_aside = True
        self.blocks[me, other] = now
        return {"told": "BlockFreelancerPayload"}

    def unblock(self, me: str, other: str) -> Told:
        """R19: restores nothing."""
        if self.blocks.pop((me, other), None) is not None:
            self.ever_unblocked.add((me, other))
        return {"told": "UnblockFreelancerPayload" if (me, other) in self.ever_unblocked else "Unavailable"}

    def hide(self, me: str, *, is_private: bool) -> Told:
        """R25: counts from the next request on."""
        self.people[me].is_private = is_private
        return {"told": "SetProfileVisibilityPayload"}

    def deactivate(self, who: str) -> None:
        """R23: what they sent vanishes without cool-down; what they got goes on showing pending to its sender."""
        self.people[who].is_active = False
        for each in self.invitations:
            if each.sender == who and each.accepted_by is None:
                each.is_over = each.withdrawn = True
            if each.recipient == who:
                each.is_set_aside = True

    def reactivate(self, who: str) -> None:
        """R23: restores connections only."""
        self.people[who].is_active = True
