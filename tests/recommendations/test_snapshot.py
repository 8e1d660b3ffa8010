"""The snapshot follows the ledger, and whatever it holds, nobody hidden is served."""

import asyncio
import math
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from confrere.graph.store import Store
from confrere.recommendations import make, slates
from confrere.recommendations import snapshot as following_the_ledger
from confrere.recommendations.reranking import degree_debias, impression_discount, mmr
from confrere.recommendations.slates import Viewed, begin, reach_newcomers, resume, shown
from confrere.recommendations.snapshot import Personal, Snapshot, Surface, ranked

from ..erasing import erased, graves_in
from ..suggesting import dismisses
from ..world import Person, World
from .in_neo4j import loaded
from .planted import planted

BLOCK = """
mutation Block($input: BlockFreelancerInput!) { blockFreelancer(input: $input) { __typename } }"""
HIDE = """
mutation Hide($input: SetProfileVisibilityInput!) { setProfileVisibility(input: $input) { __typename } }"""


async def served(world: World, snapshot: Snapshot | None, who: Person, surface: Surface = Surface.NETWORK) -> list[str]:
    """Whom a new slate shows, by handle, from memory where there is one."""
    viewed = Viewed(who.id, world.clock(), world.settings.rules)
    slate = await begin(world.store, snapshot, viewed, surface, size=10, chance=world.chance)
    assert slate.method.startswith("cypher") == (snapshot is None)
    places = range(len(slate.candidates))
    return [each.person.handle for each in await shown(world.store, viewed, slate, places, profile=())]


async def circle(world: World) -> list[Person]:
    """Ada knows Bob, who knows Cleo, Dan and Eve."""
    people = await world.people("ada", "bob", "cleo", "dan", "eve")
    await world.connect(*((people[1], each) for each in people if each is not people[1]))
    return people


@pytest.mark.requirement("R31")
async def test_memory_and_database_suggest_the_same(world: World) -> None:
    """Before and after everything that follows."""
    ada, *_ = await circle(world)
    snapshot = await loaded(world.store)
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["cleo", "dan", "eve"]


async def test_an_accepted_invitation_is_in_the_next_slate(world: World) -> None:
    """Ada and Frank connect; Frank's friends are suggested to her, and Frank is not."""
    ada, bob, *_ = await circle(world)
    frank, gil = await world.people("frank", "gil")
    await world.connect((frank, gil))
    snapshot = await loaded(world.store)
    world.clock.tick()
    await frank.accepts(await ada.invitation_to(frank))
    assert await snapshot.catch_up() == 2
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["gil", "cleo", "dan", "eve"]
    await ada.removes(bob)
    await snapshot.catch_up()
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["gil"]


@pytest.mark.requirement("R25")
@pytest.mark.requirement("R19")
async def test_whoever_hides_or_blocks_is_not_served_even_before_the_snapshot_knows(world: World) -> None:
    """The page asks the database; a moment later the memory knows it too, and forgets it when they come back."""
    ada, _, cleo, dan, _ = await circle(world)
    snapshot = await loaded(world.store)
    await cleo.asks(HIDE, input={"visibility": "PRIVATE"})
    await dan.asks(BLOCK, input={"freelancerId": ada.id})
    assert await served(world, snapshot, ada) == ["eve"]
    await snapshot.catch_up()
    fitted = snapshot.fitted
    assert fitted is not None
    assert not fitted.view.is_findable[fitted.view.row(cleo.id) or 0]
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["eve"]
    await cleo.asks(HIDE, input={"visibility": "PUBLIC"})
    await snapshot.catch_up()
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["cleo", "eve"]


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R31")
async def test_whoever_is_dismissed_invited_or_blocked_is_not_in_the_next_slate(world: World) -> None:
    """The database is asked each time, so the memory need not follow; what is taken back is in the next slate too."""
    ada, _, cleo, dan, eve = await circle(world)
    snapshot = await loaded(world.store)
    await dismisses(ada, cleo)
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["dan", "eve"]
    invitation = await ada.invitation_to(dan)
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["eve"]
    await ada.blocks(eve)
    assert await served(world, snapshot, ada) == await served(world, None, ada) == []
    await ada.withdraws(invitation)
    await ada.unblocks(eve)
    await snapshot.catch_up()
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["dan", "eve"]


async def test_somebody_new_is_known_from_their_first_act_on(world: World) -> None:
    """People who joined after the load take their place among the rows."""
    ada, bob, *_ = await circle(world)
    snapshot = await loaded(world.store)
    amy = await world.person("amy")
    world.clock.tick()
    await bob.accepts(await amy.invitation_to(bob))
    await snapshot.catch_up()
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["amy", "cleo", "dan", "eve"]
    assert await served(world, snapshot, amy) == ["ada", "cleo", "dan", "eve"]


async def stamp(world: World) -> datetime:
    """The moment that the database stamps events with."""
    (row,) = await world.cypher("RETURN datetime.transaction() AS now")
    now: datetime = row["now"].to_native()
    return now


async def part(world: World, one: Person, other: Person, *, recorded_at: datetime) -> None:
    """Ends a connection by an act that was recorded some time ago and is seen only now."""
    await world.cypher("MATCH ({id: $a})-[c:CONNECTED_TO]-({id: $b}) DELETE c", a=one.id, b=other.id)
    await world.cypher(
        "CREATE (:Event {id: 'EV_late', kind: 'CONNECTION_REMOVED', a: $a, b: $b, at: $at, recordedAt: $at})",
        a=one.id,
        b=other.id,
        at=recorded_at,
    )


async def test_events_are_read_once_however_they_overtake_each_other(world: World) -> None:
    """An event recorded before others that were seen already is found; known ones are dropped."""
    ada, bob, cleo, *_ = await circle(world)
    snapshot = await loaded(world.store)
    assert await snapshot.catch_up() == 0
    await part(world, bob, cleo, recorded_at=await stamp(world) - timedelta(seconds=5))
    assert await snapshot.catch_up() == 2
    assert await snapshot.catch_up() == 0
    assert await served(world, snapshot, ada) == ["dan", "eve"]


async def test_an_event_of_long_ago_is_found_when_the_ledger_is_read_from_farther_back(world: World) -> None:
    """What a long piece of maintenance wrote is in its ledger half a minute behind."""
    ada, bob, cleo, *_ = await circle(world)
    before = await stamp(world) - timedelta(seconds=15)
    often, seldom = await loaded(world.store, wide_seconds=0.0), await loaded(world.store, wide_seconds=math.inf)
    await part(world, bob, cleo, recorded_at=before)
    assert [await each.catch_up() for each in (often, often, seldom)] == [2, 0, 0]
    assert await served(world, often, ada) == ["dan", "eve"]


async def test_thousands_of_events_of_one_moment_long_ago_are_not_read_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an import without times leaves them: the snapshot is current after its first load."""
    ada, *_ = await circle(world)
    monkeypatch.setattr(following_the_ledger, "EVENTS_AT_ONCE", 4)
    await world.cypher("MATCH (e:Event) SET e.recordedAt = $at", at=world.clock())
    snapshot = await loaded(world.store)
    assert await snapshot.catch_up() == 0
    assert snapshot.is_current
    assert await served(world, snapshot, ada) == ["cleo", "dan", "eve"]


async def test_more_events_than_are_read_at_once_are_all_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are of one moment, and none of them twice."""
    ada, bob, cleo, dan, eve = await circle(world)
    snapshot = await loaded(world.store)
    monkeypatch.setattr(following_the_ledger, "EVENTS_AT_ONCE", 2)
    now = await stamp(world)
    await world.cypher("MATCH ({id: $a})-[c:CONNECTED_TO]-({id: $b}) DELETE c", a=bob.id, b=cleo.id)
    await world.cypher(
        "UNWIND range(0, 8) AS n CREATE (:Event {id: 'EV_' + n, kind: 'CONNECTION_REMOVED', a: $a, "
        "b: CASE n WHEN 0 THEN $b WHEN 8 THEN $c ELSE $a END, at: $now, recordedAt: "
        "$now - duration({milliseconds: CASE WHEN n < 3 THEN 200 WHEN n < 7 THEN 100 ELSE n END})})",
        a=bob.id,
        b=cleo.id,
        c=dan.id,
        now=now,
    )
    assert await snapshot.catch_up() == 3
    assert await snapshot.catch_up() == 0
    assert await served(world, snapshot, ada) == ["dan", "eve"]
    assert eve.id in await _ids(snapshot, ada)


@pytest.mark.requirement("R53")
async def test_whoever_is_erased_leaves_the_snapshot_and_what_was_suggested(world: World, tmp_path: Path) -> None:
    """The event of an erasure does not say who it was; the places of slates stay."""
    ada, _, cleo, *_ = await circle(world)
    snapshot = await loaded(world.store)
    assert await served(world, snapshot, ada) == ["cleo", "dan", "eve"]
    await erased(cleo, graves_in(tmp_path))
    await snapshot.catch_up()
    assert cleo.id not in await _ids(snapshot, ada)
    slates = await world.cypher("MATCH (s:Slate) RETURN s.candidates AS ids")
    assert [len(each["ids"]) for each in slates] == [3]
    assert not any(cleo.id in each["ids"] for each in slates)
    assert await served(world, snapshot, ada) == await served(world, None, ada) == ["dan", "eve"]


async def test_only_the_latest_slates_are_kept_and_none_for_long(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of somebody who asks without end the latest few; of somebody who stays away none after ninety days."""
    ada, bob, *_ = await circle(world)
    monkeypatch.setattr(slates, "MOST_KEPT", 3)
    await served(world, None, bob)
    for _ in range(6):
        world.clock.tick(days=14)
        await served(world, None, ada)
    kept = await world.cypher("MATCH (s:Slate) RETURN s.viewer AS viewer, s.at AS at ORDER BY at")
    assert [each["viewer"] for each in kept] == [bob.id] + [ada.id] * 4
    world.clock.tick(days=14)
    await served(world, None, ada)
    assert {each["viewer"] for each in await world.cypher("MATCH (s:Slate) RETURN s.viewer AS viewer")} == {ada.id}


class Faulty(Snapshot):
    """Fails once in a way that nobody expects."""

    tries = 0

    async def load(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise KeyError(str(Path.home()))
        await super().load()


async def test_an_unexpected_fault_does_not_end_the_following(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """It is told where, and not what it says; the next look succeeds."""
    ada, *_ = await circle(world)
    snapshot = Faulty(world.store)
    following = asyncio.create_task(snapshot.run())
    try:
        async with asyncio.timeout(60):
            while not snapshot.is_current:  # noqa: ASYNC110  it has no event
                await asyncio.sleep(0.01)
    finally:
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following
    assert await served(world, snapshot, ada) == ["cleo", "dan", "eve"]
    (told,) = [each for each in caplog.messages if "following the ledger" in each]
    assert "KeyError" in told
    assert str(Path.home()) not in told.splitlines()[0]


async def test_a_snapshot_that_cannot_follow_is_behind(world: World) -> None:
    """After some seconds without the ledger, and before it is loaded at all, the database ranks."""
    ada, *_ = await circle(world)
    behind, empty = await loaded(world.store, stale_seconds=0.0), Snapshot(world.store)
    assert (await loaded(world.store)).is_current
    viewed = Viewed(ada.id, world.clock(), world.settings.rules)
    for snapshot in (behind, empty):
        assert not snapshot.is_current
        slate = await begin(world.store, snapshot, viewed, Surface.NETWORK, size=10, chance=world.chance)
        assert slate.method == "cypher network"
        assert len(slate.candidates) == 3


async def test_a_snapshot_follows_by_itself(world: World, store: Store) -> None:
    """It loads, catches up, and waits for a database that is away."""
    ada, bob, *others = await circle(world)
    snapshot = Snapshot(store)
    following = asyncio.create_task(snapshot.run())
    try:

        async def until(wanted: list[str]) -> None:
            while snapshot.fitted is None or wanted != (await _ids(snapshot, ada)):  # noqa: ASYNC110  it has no event
                await asyncio.sleep(0.05)

        await asyncio.wait_for(until([each.id for each in others]), timeout=120)
        await ada.removes(bob)
        await asyncio.wait_for(until([]), timeout=120)
    finally:
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following


class Counting(Snapshot):
    """Knows how often it tried to load."""

    tries = 0

    async def load(self) -> None:
        self.tries += 1
        await super().load()


# The driver leaves the socket of a connection that is given up while it is made to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
async def test_that_the_database_is_away_is_told_at_once_and_not_at_every_try(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for many tries, and again when a minute is over."""
    monkeypatch.setattr(following_the_ledger, "EVERY_SECONDS", 0.01)
    async with Store.open("bolt://127.0.0.1:1", auth=None) as away:
        snapshot = Counting(away)
        waiting = asyncio.create_task(snapshot.run())
        try:
            while snapshot.tries < 4:  # noqa: ASYNC110  it has no event
                await asyncio.sleep(0.01)
            assert caplog.messages.count("the snapshot waits for the database") == 1
            monkeypatch.setattr(following_the_ledger, "TELL_SECONDS", 0.0)
            while snapshot.tries < 6:  # noqa: ASYNC110  it has no event
                await asyncio.sleep(0.01)
            assert caplog.messages.count("the snapshot waits for the database") > 1
        finally:
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting


async def _ids(snapshot: Snapshot, who: Person) -> list[str]:
    assert snapshot.fitted is not None
    found, _ = ranked(snapshot.fitted, Surface.NETWORK, who.id, 10, Personal(frozenset(), frozenset()))
    return found


async def test_a_slate_that_is_read_on_is_the_slate_that_was_made(world: World) -> None:
    """With the method, the seed and the propensities of then, those of newcomers drawn by chance among them."""
    ada, bob = await world.people("ada", "bob")
    known = await world.people(
        *(f"p{letter}" for letter in "abcdefghjkmnpq"), joinedAt=world.clock() - timedelta(days=900)
    )
    new = await world.people("na", "nb", "nc", joinedAt=world.clock() - timedelta(days=3))
    extra = await world.person("extra", joinedAt=world.clock() - timedelta(days=900))
    await world.connect((ada, bob), (ada, extra), *((bob, each) for each in (*known, *new)))
    await world.connect(*((extra, each) for each in known))
    snapshot = await loaded(world.store)
    viewed = Viewed(ada.id, world.clock(), world.settings.rules)
    made = await begin(world.store, snapshot, viewed, Surface.NETWORK, size=5, chance=world.chance)
    assert len(made.candidates) == 17
    assert made.propensities == (1.0,) * 4 + (1 / 3,) + (1.0,) * 12
    assert made.candidates[4] in {each.id for each in new}
    assert made.method == "adamic_adar_ties"
    assert await resume(world.store, ada.id, made.id, served=10) == made
    assert await resume(world.store, bob.id, made.id, served=10) is None


@pytest.mark.requirement("R31")
def test_one_place_in_ten_goes_to_a_newcomer_from_further_down() -> None:
    """Everybody keeps a place, the draw is the seed's, and its propensity is said."""
    ids = [f"p{number:02d}" for number in range(60)]
    new = frozenset({"p40", "p55"})
    order, likely = reach_newcomers(ids, new, 7)
    assert sorted(order) == ids
    assert order[4] in new
    assert likely[4] == 0.5
    assert order[14] in new - {order[4]}
    assert likely[14] == 1.0
    assert [each for each in order if each not in new] == [each for each in ids if each not in new]
    assert (order, likely) == reach_newcomers(ids, new, 7)
    assert {reach_newcomers(ids, new, seed)[0][4] for seed in range(20)} == new
    assert reach_newcomers(ids, frozenset(), 7) == (tuple(ids), (1.0,) * 60)


def test_rerankers_move_whom_they_say() -> None:
    """Popular people down, people alike apart, and whoever was shown for days."""
    view = planted()
    method: Any = make("adamic_adar").fit(view)
    row = view.row("gil")
    assert row is not None
    before = method.ranked(row, 10)
    fair = degree_debias(view, before, gamma=5.0)
    assert sorted(fair.rows.tolist()) == sorted(before.rows.tolist())
    assert view.degrees[fair.rows[0]] == view.degrees[fair.rows].min()
    varied = mmr(view, before, weight=0.9, count=3)
    assert varied.rows[0] == before.rows[0]
    assert sorted(varied.rows.tolist()) == sorted(before.rows.tolist())
    assert mmr(view, before, weight=0.0, count=10).rows.tolist() == before.rows.tolist()
    seen = impression_discount(before, {int(before.rows[0]): 500}, power=1.0)
    assert seen.rows[-1] == before.rows[0]
    assert impression_discount(before, {}).rows.tolist() == before.rows.tolist()
