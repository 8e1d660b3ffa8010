"""The graph as it was, from the append-only ledger alone (R52); for analysts and operators, never for people.

A person would learn from it when they were removed, so callers check the role first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .queries import query
from .store import Row, Store

MOST = 100_000
"""Connections that one look returns; a network holds fewer."""


@dataclass(frozen=True, slots=True)
class PastConnection:
    """Somebody who was in a network at an instant, and since when."""

    id: str
    handle: str
    name: str
    connected_at: datetime


async def network_at(store: Store, *, person: str, at: datetime) -> list[PastConnection]:
    """Returns somebody's network as it was at ``at``, newest connection first; nobody for unknown and erased people."""
    rows = await store.read(query("ledger/network_at"), person=person, at=at, limit=MOST)
    return [PastConnection(row["id"], row["handle"], row["name"], row["connectedAt"]) for row in rows]


async def network_pages_at(store: Store, *, owners: Sequence[str], at: datetime, page: Row) -> dict[str, Row]:
    """Returns a page of each network as it was at ``at``; nothing for whoever had nobody, is unknown or erased.

    Args:
        store: the database.
        owners: whose networks.
        at: when.
        page: the parameters of a page.
    """
    rows = await store.read(query("ledger/network_page_at"), owners=list(owners), at=at, **page)
    return {row["owner"]: row["page"] for row in rows}
