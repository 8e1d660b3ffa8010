"""What a person is given of their data (R53): what they can see, and their own acts, chosen by the registry.

Lists come from the very queries that show them, so an export tells no more than the product does: what another did in
silence is in the other's export only.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from .model.addresses import address_of
from .notifications import LAST_PLACE
from .personal_data import Given, names_of
from .queries import Query, query
from .sealing import Sealing
from .store import Row, Store

PAGE = 500
MESSAGES = 50
"""Messages read at once, each of which may be long."""
EVERYTHING: Row = {
    "afterTime": datetime(9999, 12, 31, tzinfo=UTC),
    "afterId": "",
    "beforeTime": datetime(1, 1, 1, tzinfo=UTC),
    "beforeId": "~",
    "forward": True,
    "limit": PAGE,
    "withTotal": False,
}
INVITATION = names_of("INVITED", Given.BOTH)
OWN_INVITATION = names_of("INVITED", Given.BOTH, Given.ACTOR)
SHOWN = ("id", "handle", "name")
COLUMNS: dict[str, tuple[str, ...]] = {
    "account": (*sorted(names_of("Freelancer", Given.OWNER)), "city", "country"),
    "trackRecord": tuple(sorted(names_of("TrackRecord", Given.OWNER))),
    "categories": ("name",),
    "skills": ("name", "level"),
    "network": ("connectedAt", *SHOWN),
    "invitationsSent": (*sorted(OWN_INVITATION), "to", "name"),
    "invitationsReceived": (*sorted(INVITATION), "from", "name"),
    "emailInvitationsSent": (*sorted(names_of("EmailInvitation", Given.ACTOR)), "address"),
    "blocked": ("blockedAt", *SHOWN),
    "messages": ("with", *sorted(names_of("Message", Given.BOTH))),
    "notifications": tuple(sorted(names_of("Notification", Given.OWNER))),
    "marks": ("kind", "other"),
    "jobs": ("kind", "job"),
    "referralsGiven": (*sorted(names_of("REFERRED", Given.BOTH)), "isAccepted", *SHOWN[1:]),
    "referralsReceived": (*sorted(names_of("REFERRED", Given.BOTH)), "isAccepted", *SHOWN[1:]),
    "acts": tuple(sorted(names_of("Event", Given.ACTOR))),
}
"""Sections, and what the head of an empty one says could have been in it."""
HIDDEN_IN_ACTS = {"entryPoint", "steps"}
"""Facts of an act that are the inviter's alone, on whatever act they stand."""

Section = list[dict[str, Any]]


async def export(store: Store, *, person: str, sealing: Sealing, now: datetime) -> dict[str, Section] | None:
    """Returns everything a person is given, by section, each a list of rows; None for unknown and erased people."""
    rows = await store.read(query("rights/own_records"), person=person)
    if not rows:
        return None
    records = rows[0]["records"]
    account = _chosen(records["account"], names_of("Freelancer", Given.OWNER))
    account |= {"city": (records["city"] or {}).get("name"), "country": (records["city"] or {}).get("country")}
    return {
        "account": [account],
        "trackRecord": [_chosen(records["record"] or {}, names_of("TrackRecord", Given.OWNER))],
        "categories": [{"name": name} for name in records["categories"]],
        "skills": records["skills"],
        "network": [
            {"connectedAt": edge["at"], "id": edge["key"], **_shown(edge["person"])}
            async for edge in _edges(store, query("network/page"), me=person, owners=[person], profile=[])
        ],
        "invitationsSent": [
            {
                **_chosen(edge["invitation"], OWN_INVITATION),
                "to": edge["person"]["handle"],
                "name": edge["person"]["name"],
            }
            async for edge in _edges(store, query("invitations/sent"), me=person, now=now, profile=[])
        ],
        "invitationsReceived": [
            {
                **_chosen(edge["invitation"], INVITATION),
                "from": edge["person"]["handle"],
                "name": edge["person"]["name"],
            }
            async for edge in _edges(store, query("invitations/received"), me=person, now=now, profile=[])
        ],
        "emailInvitationsSent": [
            {
                **_chosen(edge["invitation"], names_of("EmailInvitation", Given.ACTOR)),
                "address": address_of(sealing.opened(edge["invitation"]["sealed"])).shown,
            }
            async for edge in _edges(store, query("mail/sent"), me=person, now=now)
        ],
        "blocked": [
            {"blockedAt": edge["at"], "id": edge["key"], **_shown(edge["person"])}
            async for edge in _edges(store, query("people/blocked"), me=person)
        ],
        "messages": [
            {"with": name, **_chosen(message, names_of("Message", Given.BOTH))}
            async for name, message in _messages(store, person)
        ],
        "notifications": [
            _chosen(told, names_of("Notification", Given.OWNER)) async for told in _notifications(store, person, now)
        ],
        "marks": [
            {"kind": row["kind"], "other": row["other"], **_chosen(row["mark"], names_of(row["kind"], Given.ACTOR))}
            for row in await store.read(query("rights/own_marks"), person=person)
        ],
        "jobs": [
            {"kind": row["kind"], "job": row["job"], **_chosen(row["mark"], names_of(row["kind"], Given.OWNER))}
            for row in await store.read(query("rights/own_jobs"), person=person)
        ],
        "referralsGiven": await _referrals(store, query("jobs/referrals_given"), person),
        "referralsReceived": await _referrals(store, query("jobs/referrals_received"), person),
        "acts": sorted([act async for act in _acts(store, person)], key=lambda act: (act["at"], act["kind"])),
    }


async def _acts(store: Store, person: str) -> AsyncIterator[Row]:
    """Yields own acts with the time that was shown: the ledger's own may have moved behind another's hidden act."""
    chosen = names_of("Event", Given.ACTOR)
    after: Row = {"afterTime": datetime(1, 1, 1, tzinfo=UTC), "afterId": ""}
    while rows := await store.read(query("rights/own_acts"), person=person, limit=PAGE, **after):
        for row in rows:
            act = _chosen(row["act"], chosen)
            act["at"] = act.pop("shownAt", act["at"])
            if act["kind"] != "INVITATION_SENT":
                act = {name: value for name, value in act.items() if name not in HIDDEN_IN_ACTS}
            yield act
        after = {"afterTime": rows[-1]["at"], "afterId": rows[-1]["id"]}


async def _notifications(store: Store, person: str, now: datetime) -> AsyncIterator[Row]:
    """Yields what the person hears of, newest first, page after page."""
    below = LAST_PLACE
    while rows := await store.read(
        query("notifications/page"), me=person, now=now, above=0, below=below, limit=PAGE, withTotal=False
    ):
        edges = rows[0]["page"]["edges"]
        for each in edges:
            yield each
        if len(edges) < PAGE:
            return
        below = edges[-1]["sequence"]


async def _referrals(store: Store, what: Query, person: str) -> Section:
    """Returns the referrals of a list, as the person sees them."""
    ids = [edge["key"] async for edge in _edges(store, what, me=person)]
    found: Section = []
    for start in range(0, len(ids), PAGE):
        part = ids[start : start + PAGE]
        rows = await store.read(query("jobs/referrals"), me=person, ids=part, profile=[])
        found += [
            {
                **_chosen(row["referral"], names_of("REFERRED", Given.BOTH)),
                "isAccepted": row["referral"]["isAccepted"],
                **_shown(row["referral"]["person"]),
            }
            for row in rows
        ]
    return found


async def _messages(store: Store, person: str) -> AsyncIterator[tuple[str | None, Row]]:
    """Yields all messages of two that the person can read, each with the other's name, and all own ones to teams."""
    async for edge in _edges(store, query("messages/conversations"), me=person, profile=[]):
        if edge["conversation"]["team"]:
            continue  # what others said to a team is theirs
        name, above = (edge["person"] or {}).get("name"), 0
        while rows := await store.read(
            query("messages/page"),
            me=person,
            conversations=[edge["key"]],
            above=above,
            below=LAST_PLACE,
            limit=MESSAGES,
            withTotal=False,
        ):
            found = rows[0]["page"]["edges"]
            for each in found:
                yield name, each
            if len(found) < MESSAGES:
                break
            above = found[-1]["number"]
    after = ("", 0)
    while own := await store.read(
        query("rights/own_team_messages"), person=person, afterTalk=after[0], afterNumber=after[1], limit=MESSAGES
    ):
        for row in own:
            yield None, row["message"]
        after = (own[-1]["message"]["conversation"], own[-1]["message"]["number"])


async def _edges(store: Store, what: Query, **given: Any) -> AsyncIterator[Row]:
    """Yields all edges of a list, page after page."""
    asked = EVERYTHING | given
    while rows := await store.read(what, **asked):
        edges = rows[0]["page"]["edges"]
        for edge in edges:
            yield edge
        if len(edges) < PAGE:
            return
        asked |= {"afterTime": edges[-1]["at"], "afterId": edges[-1]["key"]}


def _chosen(properties: Row, names: frozenset[str]) -> Row:
    return {name: properties[name] for name in sorted(properties) if name in names and properties[name] is not None}


def _shown(person: Row) -> Row:
    return {"handle": person["handle"], "name": person["name"]}
