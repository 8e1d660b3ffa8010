"""The network around somebody, read for a team: who is left out because they work at other hours."""

from datetime import date

import pytest

from confrere.graph.ego import SharedHours, ego_network
from confrere.graph.model.workday import starts, workday
from confrere.recommendations.teams.windows import Window, shared_minutes

from ..world import Person, World

ZONES = {
    "ana": "Europe/Lisbon",
    "bea": "Europe/Athens",
    "cai": "Asia/Kolkata",
    "dee": "Asia/Kathmandu",
    "eli": "Australia/Sydney",
    "fay": "Pacific/Auckland",
    "gus": "America/Los_Angeles",
    "hal": "Pacific/Honolulu",
    "ida": "America/Sao_Paulo",
}
WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)


async def lives(person: Person, zone: str | None) -> None:
    """Has somebody work by the clock of a time zone."""
    await person.world.cypher("MATCH (p:Freelancer {id: $id}) SET p.timeZone = $zone", id=person.id, zone=zone)


async def handles(world: World, me: Person, sharing: SharedHours | None, radius: int = 1) -> set[str]:
    """The ids of everybody around, without the person."""
    network = await ego_network(world.store, me=me.id, radius=radius, skills=[], sharing=sharing)
    assert network.people[0].id == me.id
    return {each.id for each in network.people[1:]}


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("day", [WINTER, SUMMER])
async def test_whoever_shares_too_few_hours_is_left_out_and_nobody_else(world: World, day: date) -> None:
    """By the same windows as the solver's, all around the world and across midnight, in summer and in winter."""
    people = dict(zip(ZONES, await world.people(*ZONES), strict=True))
    for name, zone in ZONES.items():
        await lives(people[name], zone)
    names = list(people)
    await world.connect(*((people[one], people[other]) for at, one in enumerate(names) for other in names[:at]))
    windows = {name: Window(*found) for name, zone in ZONES.items() if (found := workday(zone, day))}
    for me in names:
        for minutes in (0, 1, 90, 240, 479, 480, 481):
            expected = {
                people[other].id
                for other in names
                if other != me and shared_minutes(windows[me], windows[other]) >= minutes
            }
            assert await handles(world, people[me], SharedHours(minutes, day)) == expected, (me, minutes)


@pytest.mark.requirement("R37")
async def test_whose_hours_are_not_known_stays_and_ways_through_those_left_out_end(world: World) -> None:
    """What is not known is for the solver to judge; and a leader without a time zone has nobody left out."""
    ana, bea, eli, fay, gus = await world.people("ana", "bea", "eli", "fay", "gus")
    for person, zone in ((ana, "Europe/Lisbon"), (bea, None), (eli, "Australia/Sydney"), (fay, "Europe/Lisbon")):
        await lives(person, zone)
    await lives(gus, "Mars/Olympus_Mons")
    await world.connect((ana, bea), (ana, eli), (eli, fay), (ana, gus))
    some = SharedHours(60, WINTER)
    assert await handles(world, ana, some, radius=2) == {bea.id, gus.id}
    assert await handles(world, ana, None, radius=2) == {bea.id, gus.id, eli.id, fay.id}
    assert await handles(world, bea, some, radius=2) == {ana.id, eli.id, gus.id}


@pytest.mark.requirement("R37")
@pytest.mark.parametrize("others", [0, 999, 1_000, 1_001])
async def test_blocks_are_put_together_as_if_there_were_one(world: World, others: int) -> None:
    """Wherever they end: everybody once, the person first, and every tie between its two."""
    (ana,) = await world.people("ana")
    await world.cypher(
        "MATCH (me:Freelancer {id: $me}) UNWIND range(1, $others) AS n "
        "CREATE (me)<-[:CONNECTED_TO {since: datetime('2026-01-01T00:00:00Z')}]-"
        "(:Freelancer {id: 'FL_' + n, status: 'ACTIVE', visibility: CASE n % 2 WHEN 0 THEN 'PRIVATE' ELSE 'PUBLIC' END}"
        ")",
        me=ana.id,
        others=others,
    )
    people, links = await ego_network(world.store, me=ana.id, radius=2, skills=[])
    assert {each.id for each in people} == {ana.id, *(f"FL_{n}" for n in range(1, others + 1))}
    assert (len(people), people[0].id) == (others + 1, ana.id)
    assert sorted(links.one) == list(range(1, others + 1))
    assert set(links.other) <= {0}
    assert all(each.is_private == (each.id != ana.id and int(each.id[3:]) % 2 == 0) for each in people)


def test_every_zone_begins_its_day_somewhere() -> None:
    """Within the day, and where the zone's own working day does."""
    days = starts(SUMMER)
    assert len(days) > 400
    assert all(0 <= start < 1440 for start in days.values())
    assert days["Europe/Lisbon"] == 480
