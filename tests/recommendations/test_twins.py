"""Every method that Cypher can express gives the same people and the same scores there, to the ninth decimal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import neo4j
import numpy as np
import pytest

from confrere.graph.queries import query
from confrere.graph.store import Store
from confrere.recommendations import Scored, make
from confrere.recommendations.methods.paths import ThreeSteps
from confrere.recommendations.snapshot import Personal, Snapshot

from ..proof.results import record
from ..proof.sizes import size
from ..world import WIPE
from .in_neo4j import loaded, moment, settle

PEOPLE = size(300, 10_000)

TWINS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "adamic_adar": ("recommend/network", {}),
    "common_neighbors": ("recommend/shared_connections", {"weighing": "COUNT"}),
    "resource_allocation": ("recommend/shared_connections", {"weighing": "RESOURCE"}),
    "jaccard": ("recommend/shared_connections", {"weighing": "JACCARD"}),
    "l3": ("recommend/three_steps", {}),
    "p3alpha": ("recommend/three_steps", {}),
    "rp3beta": ("recommend/three_steps", {}),
    "skill_idf": ("recommend/skills", {}),
    "popular_in_skill": ("recommend/popular_in_skill", {}),
    "popular_in_city": ("recommend/popular_in_city", {}),
    "geo_radius": ("recommend/location", {"kilometres": 50.0}),
}


@dataclass(frozen=True)
class Drawn:
    """A marketplace, its snapshot, and what is everybody's own; None for closed accounts."""

    snapshot: Snapshot
    personal: Mapping[str, Personal | None]


@pytest.fixture(scope="module")
async def people(store: Store, driver: neo4j.AsyncDriver) -> Drawn:
    """A drawn marketplace with blocks, dismissals and invitations."""
    async with driver.session() as session:  # in pieces: an earlier run may have left ten thousand people
        await (await session.run(WIPE)).consume()
    personal: dict[str, Personal | None] = {}
    for who in await settle(driver, PEOPLE):
        told = await store.read(query("recommend/barred"), me=who, shownSince=moment()["now"], **moment())
        personal[who] = Personal(frozenset(told[0]["excluded"]), frozenset(told[0]["blocked"])) if told else None
    return Drawn(await loaded(store), personal)


@pytest.mark.parametrize("name", TWINS)
async def test_the_twin_gives_the_same_people_and_scores(store: Store, people: Drawn, name: str) -> None:
    """For everybody, blocks and exclusions included."""
    assert people.snapshot.fitted is not None
    view = people.snapshot.fitted.view
    method = make(name)
    assert isinstance(method, Scored)
    method.fit(view)
    file, more = TWINS[name]
    if isinstance(method, ThreeSteps):
        more = more | {"alpha": method.alpha, "beta": method.beta}
    suggested = 0
    for who, personal in people.personal.items():
        row = view.row(who)
        assert row is not None
        found = await store.read(query(file), me=who, limit=10, **moment(), **more)
        if personal is None:
            assert found == []
            continue
        out = [view.row(each) for each in (*personal.excluded, *personal.blocked)]
        gone = np.array([view.row(each) for each in sorted(personal.blocked)], np.int32)
        barred = np.concatenate([view.barred(row), np.array(out, np.int32)])
        ours = method.without(gone).ranked(row, 10, barred=barred)
        assert [view.id(int(each)) for each in ours.rows] == [each["id"] for each in found], who
        assert ours.values == pytest.approx([each["score"] for each in found], abs=1e-9), who
        suggested += len(found)
    assert suggested > 100
    record("Recommendations", f"{name} in Cypher and in memory", tried=PEOPLE, whole=10_000, came="the same")
