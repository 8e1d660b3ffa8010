"""The funnel: what screens tell with consent, and how far people come from seeing somebody to the first message."""

from datetime import timedelta
from typing import Any

import pytest

from confrere.graph import interface
from confrere.graph.model.funnel import FunnelStage, interval, stages

from ..world import Data, Person, World
from .talking import message

RECORD = (
    "mutation Record($input: RecordInterfaceEventsInput!) { recordInterfaceEvents(input: $input) { __typename "
    "... on RecordInterfaceEventsPayload { recordedCount } ... on UserError { code path } } }"
)
FUNNEL = (
    "query Funnel($by: [FunnelDimension!]!, $from: DateTime!, $to: DateTime!) { analysis { "
    "funnel(by: $by, from: $from, to: $to) { entryPoint segment month "
    "stages { stage count rate low high } } } }"
)


async def tells(one: Person, *kinds: str, about: Person, at: str = "", entry: str = "UFS_TILE", **more: Any) -> Data:
    """Sends what happened on somebody's screen."""
    when = at or one.world.clock().isoformat()
    events = [{"kind": kind, "entryPoint": entry, "freelancerId": about.id, "at": when} for kind in kinds]
    given = {"events": events, "hasConsent": True, **more}
    result: Data = (await one.asks(RECORD, input=given)).data["recordInterfaceEvents"]
    return result


async def counted(world: World, *by: str) -> list[Data]:
    """The funnel of the last day and the next, as an analyst sees it."""
    now = world.clock()
    since, until = now - timedelta(days=40), now + timedelta(days=1)
    asked = {"by": list(by), "from": since.isoformat(), "to": until.isoformat()}
    token = world.token("CL_0000000000000000", roles=frozenset({"analyst"}))
    rows: list[Data] = (await world.post(FUNNEL, asked, token=token)).data["analysis"]["funnel"]
    return rows


def counts(row: Data) -> list[int]:
    """How many reached each stage."""
    return [each["count"] for each in row["stages"]]


@pytest.mark.requirement("R50")
@pytest.mark.requirement("R49")
async def test_each_stage_counts_who_came_so_far(world: World) -> None:
    """Three are seen, two are clicked, one opens; two are invited, one says yes, and one of the two writes."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    for other in (bob, eve, kim):
        await tells(ada, "SEEN", "SEEN", about=other)
    await tells(ada, "CTA", about=bob)
    await tells(ada, "CTA", "POP_UP", about=eve)
    invitation = await ada.invitation_to(bob, entryPoint="UFS_TILE")
    await ada.invitation_to(eve, entryPoint="UFS_TILE")
    await bob.accepts(invitation)
    world.clock.tick()
    await message(bob, ada)
    await message(ada, bob)
    (row,) = await counted(world, "ENTRY_POINT")
    assert (row["entryPoint"], row["segment"], row["month"]) == ("UFS_TILE", None, None)
    assert [each["stage"] for each in row["stages"]] == [each.value for each in FunnelStage]
    assert counts(row) == [3, 2, 1, 2, 1, 1]
    assert [each["rate"] for each in row["stages"]] == [1, pytest.approx(2 / 3), 0.5, 1, 0.5, 1]
    assert all(each["low"] <= each["rate"] <= each["high"] for each in row["stages"])


@pytest.mark.requirement("R50")
async def test_the_funnel_splits_by_entry_point_segment_and_month(world: World) -> None:
    """Each on its own and together; without a split there is one row."""
    ada = await world.person("ada", segments=["MENTOR"])
    bob = await world.person("bob", segments=["MENTEE", "MENTOR"])
    eve = await world.person("eve")
    await ada.invitation_to(eve, entryPoint="NAME_SEARCH")
    world.clock.tick(days=31)
    await bob.invitation_to(ada, entryPoint="UFS_TILE")
    await eve.invitation_to(bob, entryPoint="UFS_TILE")
    assert [counts(row)[3] for row in await counted(world)] == [3]
    assert {row["entryPoint"]: counts(row)[3] for row in await counted(world, "ENTRY_POINT")} == {
        "NAME_SEARCH": 1,
        "UFS_TILE": 2,
    }
    assert {row["segment"]: counts(row)[3] for row in await counted(world, "SEGMENT")} == {
        None: 1,
        "MENTEE": 1,
        "MENTOR": 2,
    }
    months = {row["month"]: counts(row)[3] for row in await counted(world, "MONTH")}
    assert months == {"2026-03-01": 1, "2026-04-01": 2}
    assert len(await counted(world, "ENTRY_POINT", "SEGMENT", "MONTH")) == 4


@pytest.mark.requirement("R50")
async def test_a_long_period_is_counted_in_slices_and_nobody_twice(world: World) -> None:
    """One pair seen at both ends of it, and two invitations; a stage nobody could come from has no rate."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await tells(ada, "SEEN", about=bob)
    await ada.invitation_to(bob)
    world.clock.tick(days=38)
    await tells(ada, "SEEN", about=bob)
    await ada.invitation_to(eve)
    (row,) = await counted(world)
    assert counts(row) == [1, 0, 0, 2, 0, 0]
    assert [each["rate"] for each in row["stages"]] == [1, 0, None, None, 0, None]
    await world.cypher("MATCH (i:InterfaceEvent) DELETE i")
    (row,) = await counted(world)
    assert [each["rate"] for each in row["stages"]] == [None, None, None, None, 0, None]


@pytest.mark.requirement("R50")
async def test_without_consent_nothing_is_kept(world: World) -> None:
    """Neither the screen nor an event that something was."""
    ada, bob = await world.people("ada", "bob")
    assert (await tells(ada, "SEEN", about=bob, hasConsent=False))["recordedCount"] == 0
    assert await world.cypher("MATCH (n) WHERE n:InterfaceEvent OR n:Event RETURN n") == []
    assert (await tells(ada, "SEEN", about=bob))["recordedCount"] == 1


@pytest.mark.requirement("R50")
async def test_a_batch_is_kept_once_and_within_bounds(world: World) -> None:
    """A repeat under its key adds nothing; too many, too old and from the future are refused whole."""
    ada, bob = await world.people("ada", "bob")
    for _ in range(2):
        assert (await tells(ada, "SEEN", "CTA", about=bob, idempotencyKey="k"))["recordedCount"] == 2
    for kinds, at, code in (
        (["SEEN"] * 101, "", "TOO_LONG"),
        (["SEEN"], (world.clock() - timedelta(days=2)).isoformat(), "BAD_VALUE"),
        (["SEEN"], (world.clock() + timedelta(hours=1)).isoformat(), "BAD_VALUE"),
    ):
        assert (await tells(ada, *kinds, about=bob, at=at))["code"] == code
    assert len(await world.cypher("MATCH (i:InterfaceEvent) RETURN i")) == 2


async def test_more_groups_than_are_counted_at_once_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that was cut off would have counts that are too low, and not say so."""
    ada, bob = await world.people("ada", "bob")
    await tells(ada, "SEEN", "CTA", about=bob)
    asked = {"by": [], "from": "2026-02-28T00:00:00Z", "to": "2026-03-03T00:00:00Z"}
    token = world.token(ada.id, roles=frozenset({"analyst"}))
    assert (await world.post(FUNNEL, asked, token=token)).data["analysis"]["funnel"]
    monkeypatch.setattr(interface, "MOST_ROWS", 2)
    assert (await world.post(FUNNEL, asked, token=token)).codes == ["BAD_VALUE"]


async def test_only_analysts_and_operators_count(world: World) -> None:
    """Anybody else is told that it is not for them."""
    (ada,) = await world.people("ada")
    asked = {"by": [], "from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}
    assert (await ada.asks(FUNNEL, **asked)).codes == ["FORBIDDEN"]
    token = world.token(ada.id, roles=frozenset({"analyst"}))
    wrong = await world.post(FUNNEL, asked | {"to": "2025-01-01T00:00:00Z"}, token=token)
    assert wrong.codes == ["BAD_VALUE"]


@pytest.mark.requirement("R50")
def test_an_interval_holds_its_share_and_narrows() -> None:
    """Known values of Wilson's, everything for nothing, and never outside of nought and one."""
    assert list(interval(5, 10)) == pytest.approx([0.2366, 0.7634], abs=1e-4)
    assert list(interval(0, 10)) == pytest.approx([0.0, 0.2775], abs=1e-4)
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(1000, 1000)[1] == 1.0
    widths = [high - low for low, high in (interval(n, 2 * n) for n in (5, 50, 500))]
    assert widths == sorted(widths, reverse=True)
    told = list(stages({FunnelStage.SEEN: 2, FunnelStage.CTA: 5}))
    assert (told[1].count, told[1].rate) == (5, 1.0)
