"""What one person is shown of the marketplace: the documents that ask for it, and what the plain model expects."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ..world import Data
from .model import Plain, Sent

PERSON = """
fragment Person on Freelancer { id handle name profile { headline } viewerRelation {
  state connectedAt invitation { id note sentAt expiresAt } actions { name isAllowed reason retryAt } } }"""
SURROUNDINGS = """
fragment Surroundings on Freelancer { network(first: 100) { totalCount nodes { handle } }
  viewerRelation { mutualConnections(first: 100) { totalCount nodes { handle } } } }"""
OWN = """
fragment Own on Viewer {
  network(first: 100) { totalCount edges { connectedAt node { handle name } } }
  invitationsReceived(first: 100) { totalCount nodes { id note sentAt expiresAt entryPoint steps
    sender { handle name profile { headline } } } }
  invitationsSent(first: 100) { totalCount nodes { id note sentAt expiresAt entryPoint steps
    recipient { handle name profile { headline } } } }
  blocked(first: 100) { totalCount nodes { handle name profile { headline } } } profileVisibility
  day: quota(kind: INVITATIONS_PER_DAY) { remaining resetAt }
  outstanding: quota(kind: INVITATIONS_OUTSTANDING) { remaining resetAt }
  places: quota(kind: NETWORK_SIZE) { remaining resetAt } }"""
GLANCE = "query Glance($ids: [ID!]!) { nodes(ids: $ids) { ...Person } viewer { ...Own } }" + PERSON + OWN
LOOK = (
    "query Look($ids: [ID!]!) { nodes(ids: $ids) { ...Person ...Surroundings } viewer { ...Own } }"
    + PERSON
    + SURROUNDINGS
    + OWN
)


def moment(at: datetime | None) -> str | None:
    """A time as the API prints it."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Expected:
    """What the model says that somebody is shown, in the shape of the documents above."""

    def __init__(self, plain: Plain, ids: Mapping[str, str], numbers: Mapping[int, str], now: datetime) -> None:
        self.plain = plain
        self.ids = ids
        self.numbers = numbers
        self.now = now

    def view(self, me: str, others: Sequence[str], *, whole: bool) -> Data:
        """The answer to ``LOOK``, or without ``whole`` to ``GLANCE``."""
        return {"nodes": [self.person(me, other, whole=whole) for other in others], "viewer": self.own(me)}

    def person(self, me: str, other: str, *, whole: bool) -> Data | None:
        """A person as looked up, None where hidden."""
        plain, now = self.plain, self.now
        is_blocked = (me, other) in plain.blocks
        if not plain.finds(me, other) and plain.waiting(me, other, now) is None and not is_blocked:
            return None
        mine, theirs = plain.pending(me, other, now), plain.waiting(me, other, now)
        is_connected = plain.is_connected(me, other)
        state = "NONE"
        if me == other:
            state = "SELF"
        elif is_blocked:
            state = "UNAVAILABLE"
        elif is_connected:
            state = "CONNECTED"
        elif theirs:
            state = "PENDING_RECEIVED"
        elif mine:
            state = "PENDING_SENT"
        invitation = None if is_blocked else mine or theirs
        shown: Data = {
            "id": self.ids[other],
            **self.card(me, other),
            "viewerRelation": {
                "state": state,
                "connectedAt": moment(plain.connections[frozenset((me, other))][0]) if is_connected else None,
                "invitation": invitation and self.slip(invitation),
                "actions": self.menu(me, other, state),
            },
        }
        if whole:
            shown["network"] = self.handles(self.network_of(me, other))
            shown["viewerRelation"]["mutualConnections"] = self.handles(self.mutual(me, other))
        return shown

    def card(self, me: str, other: str) -> Data:
        """Name and profile, the latter only of people one finds (R24)."""
        word = other.title()
        profile = {"headline": f"What {word} does"} if self.plain.finds(me, other) else None
        return {"handle": other, "name": f"{word} T.", "profile": profile}

    def slip(self, sent: Sent) -> Data:
        """An invitation."""
        return {
            "id": self.numbers[sent.number],
            "note": sent.note,
            "sentAt": moment(sent.sent_at),
            "expiresAt": moment(sent.expires_at),
        }

    def menu(self, me: str, other: str, state: str) -> list[Data]:
        """Every act, and what on one's own side forbids it (R17)."""
        refused = self.plain.stands_against(me, other, self.now)
        accepting = self.plain.stands_against(me, other, self.now) if state == "PENDING_RECEIVED" else None
        is_received = state == "PENDING_RECEIVED"
        return [
            entry("SEND_INVITATION", refused),
            entry("WITHDRAW_INVITATION", None if state == "PENDING_SENT" else {"told": "InvitationGone"}),
            entry("ACCEPT_INVITATION", accepting if is_received else {"told": "InvitationGone"}),
            entry("DECLINE_INVITATION", None if is_received else {"told": "InvitationGone"}),
            entry("REMOVE_FROM_NETWORK", None if state == "CONNECTED" else {"told": "NotConnected"}),
            entry("BLOCK_FREELANCER", refused if refused and refused["told"] in OWN_BLOCK else None),
            entry("UNBLOCK_FREELANCER", None if (me, other) in self.plain.blocks else {"told": "Unavailable"}),
        ]

    def network_of(self, me: str, owner: str) -> list[str] | None:
        """Somebody's network as another sees it (R6, R24): None unless it is one's own or a connection's."""
        plain = self.plain
        if me == owner:
            return plain.network(me)
        if not plain.is_connected(me, owner):
            return None
        return [
            each
            for each in plain.network(owner)
            if each == me or (plain.finds(me, each) and not plain.people[each].is_private)
        ]

    def mutual(self, me: str, other: str) -> list[str]:
        """People connected with both, without anybody private (R24)."""
        plain = self.plain
        if not plain.finds(me, other):
            return []
        both = {each for each in plain.network(me) if frozenset((each, other)) in plain.connections}
        return sorted(each for each in both if plain.finds(me, each) and not plain.people[each].is_private)

    def handles(self, people: list[str] | None) -> Data | None:
        """A list of people."""
        if people is None:
            return None
        return {"totalCount": len(people), "nodes": [{"handle": each} for each in people]}

    def own(self, me: str) -> Data:
        """One's own lists and limits."""
        plain, now = self.plain, self.now
        quotas = {
            kind: {"remaining": left, "resetAt": moment(reset_at)}
            for kind, (left, reset_at) in plain.quotas(me, now).items()
        }
        network = plain.network(me)
        return {
            "network": {
                "totalCount": len(network),
                "edges": [
                    {
                        "connectedAt": moment(plain.connections[frozenset((me, each))][0]),
                        "node": {"handle": each, "name": f"{each.title()} T."},
                    }
                    for each in network
                ],
            },
            "invitationsReceived": self.list(plain.received(me, now), "sender", me),
            "invitationsSent": self.list(plain.sent(me, now), "recipient", me),
            "blocked": self.blocked(me),
            "profileVisibility": "PRIVATE" if plain.people[me].is_private else "PUBLIC",
            "day": quotas["INVITATIONS_PER_DAY"],
            "outstanding": quotas["INVITATIONS_OUTSTANDING"],
            "places": quotas["NETWORK_SIZE"],
        }

    def blocked(self, me: str) -> Data:
        """Whom one blocked, latest first, by name alone (R19)."""
        mine = [(at, other) for (who, other), at in self.plain.blocks.items() if who == me]
        latest = sorted(mine, key=lambda each: (-each[0].timestamp(), each[1]))
        return {"totalCount": len(latest), "nodes": [self.card(me, other) for _, other in latest]}

    def list(self, invitations: Sequence[Sent], party: str, me: str) -> Data:
        """A list of invitations, newest first; how it started is for the sender alone."""
        is_mine = party == "recipient"
        ordered = sorted(invitations, key=lambda each: (-each.sent_at.timestamp(), self.numbers[each.number]))
        return {
            "totalCount": len(ordered),
            "nodes": [
                self.slip(each)
                | {
                    "entryPoint": "NETWORK_PAGE" if is_mine else None,
                    "steps": 2 if is_mine else None,
                    party: self.card(me, getattr(each, party)),
                }
                for each in ordered
            ],
        }


OWN_BLOCK = ("NotYourself", "BlockedByYou")
CODES = {
    "NotYourself": "NOT_YOURSELF",
    "BlockedByYou": "BLOCKED_BY_YOU",
    "AlreadyConnected": "ALREADY_CONNECTED",
    "NotConnected": "NOT_CONNECTED",
    "InvitationGone": "INVITATION_GONE",
    "QuotaReached": "QUOTA_REACHED",
    "CoolDown": "COOL_DOWN",
    "Unavailable": "UNAVAILABLE",
}


def entry(name: str, refused: Mapping[str, Any] | None) -> Data:
    """One line of the menu."""
    retry_at = (refused.get("retryAt") or refused.get("resetAt")) if refused else None
    code = CODES[refused["told"]] if refused else None
    return {"name": name, "isAllowed": refused is None, "reason": code, "retryAt": moment(retry_at)}
