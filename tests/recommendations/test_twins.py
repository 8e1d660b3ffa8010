"""Every method that Cypher can express gives the same people and scores there, and every reason is found there."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import neo4j
import numpy as np
import pytest

from confrere.graph.model.rules import Rules
from confrere.graph.queries import query
from confrere.graph.store import Store
from confrere.recommendations import ReasonKind, Scored, make
from confrere.recommendations.explaining import NEW_DAYS, WITNESSES, Explainer
from confrere.recommendations.methods.paths import ThreeSteps
from confrere.recommendations.sentences import Told, reasons
from confrere.recommendations.slates import Viewed, begin, shown
from confrere.recommendations.snapshot import Personal, Snapshot, Surface

from ..proof.results import record
from ..proof.sizes import size
from ..world import WIPE
from .in_neo4j import loaded, moment, settle
from .reasons_in_neo4j import what_is_true

PEOPLE = size(300, 10_000)
SUGGESTIONS = size(1_000, 10_000)
SLATE = 10
AT_ONCE = 8

TWINS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "adamic_adar_ties": ("recommend/network", {}),
    "adamic_adar": ("recommend/shared_connections", {"weighing": "ADAMIC"}),
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
        told = await store.read(
            query("recommend/barred"), me=who, shownSince=moment()["now"], shownUntil=moment()["now"], **moment()
        )
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
    asked = iter(people.personal)
    answers: dict[str, list[dict[str, Any]]] = {}
    while some := list(islice(asked, AT_ONCE)):
        reads = (store.read(query(file), me=who, limit=10, **moment(), **more) for who in some)
        answers.update(zip(some, await asyncio.gather(*reads), strict=True))
    suggested = 0
    for who, personal in people.personal.items():
        row, found = view.row(who), answers[who]
        assert row is not None
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


@dataclass(frozen=True)
class Explained:
    """Reasons as they are served, by viewer and person suggested, and what the database says of the same two."""

    served: Mapping[tuple[str, str], list[Told]]
    true: Mapping[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
async def explained(store: Store, driver: neo4j.AsyncDriver, people: Drawn) -> Explained:
    """Slates of people drawn by chance, until there are suggestions enough."""
    viewers = [who for who, personal in people.personal.items() if personal is not None]
    served: dict[tuple[str, str], list[Told]] = {}
    chance, now = random.Random(31), moment()["now"]
    for who in chance.sample(viewers, len(viewers)):
        viewed = Viewed(who, now, Rules())
        slate = await begin(store, people.snapshot, viewed, Surface.ALL, size=SLATE, chance=chance)
        places = range(min(SLATE, len(slate.candidates)))
        for each in await shown(store, viewed, slate, places, profile=()):
            served[who, each.person.id] = reasons(each.evidence)
        if len(served) >= SUGGESTIONS:
            break
    assert len(served) >= SUGGESTIONS
    true = await what_is_true(driver, list(served), new_since=now - timedelta(days=NEW_DAYS))
    return Explained(served, true)


@pytest.mark.requirement("R31")
@pytest.mark.requirement("R24")
def test_every_suggestion_has_reasons_and_the_database_finds_each_of_them(explained: Explained) -> None:
    """As they are served: all that speaks for somebody and nothing else; witnesses are people the viewer may see."""
    for pair, served in explained.served.items():
        assert served, f"{pair[1]} is suggested to {pair[0]} for no reason"
        true = explained.true[pair]
        assert true["maySee"]
        told = {each.kind: each for each in served}
        assert ReasonKind.WELL_CONNECTED not in told
        for kind in set(ReasonKind) - {ReasonKind.WELL_CONNECTED, ReasonKind.COMPLEMENTARY_SKILLS}:
            assert named(told.get(kind)) == expected(kind, true[kind]), (pair, kind)
        _, complements = named(told.get(ReasonKind.COMPLEMENTARY_SKILLS))
        assert set(complements) <= set(true[ReasonKind.COMPLEMENTARY_SKILLS])
    what = "suggestions with reasons, asked of the database again"
    came = "each has one, all are true, none names a hidden person"
    record("Recommendations", what, tried=len(explained.served), whole=10_000, came=came)


@pytest.mark.requirement("R31")
def test_the_library_tells_the_same_reasons(people: Drawn, explained: Explained) -> None:
    """What experimenters get of memory counts and names what the database finds."""
    for who in dict.fromkeys(who for who, _ in explained.served):
        explainer, row = in_memory(people, who)
        for other in [other for viewer, other in explained.served if viewer == who]:
            for reason in explainer.reasons(row, int(np.searchsorted(explainer.view.ids, other.encode()))):
                if reason.kind in (ReasonKind.SHARED_CONNECTIONS, ReasonKind.SHARED_SKILLS, ReasonKind.SAME_CATEGORY):
                    true = explained.true[who, other][reason.kind]
                    assert (reason.count, reason.witnesses) == expected(reason.kind, true)


def in_memory(people: Drawn, who: str) -> tuple[Explainer, int]:
    """What the library explains with for one viewer, and their row."""
    fitted, own = people.snapshot.fitted, people.personal[who]
    assert fitted is not None
    assert own is not None
    row = fitted.view.row(who)
    assert row is not None
    gone = [fitted.view.row(each) for each in sorted(own.blocked)]
    return Explainer(fitted.view.without(np.array(gone, np.int32))), row


def named(told: Told | None) -> tuple[int, tuple[str, ...]]:
    """How many things support a reason, and which are named."""
    if told is None:
        return 0, ()
    return told.count, tuple(each.get("code") or each["id"] for each in told.witnesses)


def expected(kind: ReasonKind, truth: list[str]) -> tuple[int, tuple[str, ...]]:
    """What a reason must tell of all that is true; newness has no witness."""
    return len(truth), () if kind is ReasonKind.NEWCOMER else tuple(truth[:WITNESSES])
