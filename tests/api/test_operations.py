"""The example operations: each answers, in a fixed number of round trips however long its lists are."""

import re
from pathlib import Path
from typing import Any

import pytest

from ..hiring import client, skill
from ..world import Person, World
from .talking import message

FOLDER = Path(__file__).parents[2] / "examples" / "operations"

TRIPS = {
    "accept_invitation": [
        *("network/lock_pair", "notifications/retract", "network/change_pair", "notifications/tell"),
        *("network/relations", "people/shown"),
    ],
    "add_to_network": [
        *("network/lock_pair", "network/change_pair", "notifications/tell", "network/relations", "people/shown"),
    ],
    "block": [
        *("network/change_pair", "network/lock_pair", "network/relations", "people/blocked", "people/shown"),
        *("teams/shared", "teams/shared"),
    ],
    "my_account": ["people/own", "people/standing"],
    "my_jobs": ["jobs/by_ids", "jobs/listed", "jobs/proposals_listed", "jobs/referrals_received"],
    "my_conversations": [
        *("messages/conversations", "messages/conversations_by_ids", "messages/page_backward", "messages/unread"),
        "people/shown",
    ],
    "my_notifications": [
        "invitations/by_ids",
        "messages/by_ids",
        "notifications/page",
        "notifications/unread",
        "people/shown",
    ],
    "my_network": ["network/page"],
    "networks_of_my_network": [
        "network/mutual",
        "network/page",
        "network/page",
        "network/relations",
        "network/relations",
    ],
    "pending_requests": ["invitations/received", "invitations/sent", "network/relations"],
    "record_interface_events": ["interface/record", "notifications/lock_marks"],
    "read_notifications": ["notifications/lock_marks", "notifications/mark_read", "notifications/unread"],
    "send_message": [
        *("network/lock_pair", "messages/between", "messages/send", "notifications/tell", "messages/by_ids"),
    ],
    "search_my_network": ["network/search"],
    "profile_overlay": ["network/mutual", "network/relations", "people/shown", "people/standing"],
    "browse": [
        *("finding/by_offer", "finding/in_common", "finding/listed", "finding/tally_by_offer"),
        *("network/mutual", "network/relations"),
    ],
    "search": ["finding/by_name", "finding/listed", "finding/tally_by_name", "network/mutual", "network/relations"],
    "invite_by_email": ["mail/invite", "mail/lock_sender", "mail/sent"],
    "form_team": [
        *("teams/around", "teams/lock", "teams/seen", "teams/retract", "teams/record", "teams/write"),
        *("notifications/tell", "teams/by_ids"),
    ],
    "post_job": ["jobs/by_ids", "jobs/lock", "jobs/post"],
    "propose_teams": ["jobs/by_ids", "people/shown", "people/skills", "teams/ego"],
    "recommendations": [
        *("recommend/barred", "recommend/location", "recommend/network", "recommend/skills", "recommend/newcomers"),
        *("recommend/log_slate", "recommend/suggested"),
    ],
}
"""Queries that each operation may run, sorted; a longer list must not lengthen it."""


def text(name: str) -> str:
    """Reads an example."""
    return (FOLDER / f"{name}.graphql").read_text("utf-8")


async def neighbourhood(world: World, size: int) -> tuple[Person, Person, Person, str]:
    """Ada with a network, messages and invitations of some size, a friend, a stranger, and what waits for ada."""
    ada, zoe = await world.people("ada", "zoe")
    friends = [await world.person(f"friend{number:02}") for number in range(size)]
    await world.connect(*((ada, friend) for friend in friends), *((zoe, friend) for friend in friends))
    for number in range(size):
        await (await world.person(f"guest{number:02}")).invites(ada)
    await world.cypher(
        "MATCH (ada:Freelancer {id: $ada}) CREATE (owner:Client {id: 'CL_0000000000000001', name: 'Apex'}) "
        "WITH ada, owner UNWIND range(1, $size) AS n CREATE (owner)-[:POSTED]->(job:Job {id: 'JO_000000000000000' + n, "
        "title: 'A job', description: 'Work', state: 'OPEN', isPrivate: false, timeZone: 'UTC', postedAt: $now}) "
        "CREATE (ada)-[:INVITED_TO {key: ada.id + '|' + job.id, at: $now}]->(job)",
        ada=ada.id,
        size=size,
        now=world.clock(),
    )
    for friend in friends:
        await message(friend, ada)
    return ada, friends[0], zoe, (await ada.received())[0]["id"]


def test_every_example_is_counted() -> None:
    """An example without an expectation, or the other way round, is a mistake."""
    assert {path.stem for path in FOLDER.glob("*.graphql")} == TRIPS.keys() | {"live"}  # the tests of streams follow it


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("name", sorted(TRIPS))
async def test_an_example_answers_in_its_round_trips(teaming: World, name: str, size: int) -> None:
    """With one entry as with seven."""
    world = teaming
    ada, friend, zoe, invitation = await neighbourhood(world, size)
    job, needed, asking = "JO_0000000000000001", await skill(world), ada
    if name == "post_job":
        asking = await client(world, "apex")
    await world.cypher(
        "MATCH (job:Job {id: $job}), (skill:Skill {id: $skill}), (friend:Freelancer {id: $friend}) "
        "CREATE (job)-[:REQUIRES {level: 1, seats: 1, weeklyHours: 10.0}]->(skill) "
        "CREATE (friend)-[:HAS_SKILL {level: 3}]->(skill)",
        job=job,
        skill=needed,
        friend=friend.id,
    )
    seen = {"kind": "SEEN", "entryPoint": "UFS_TILE", "freelancerId": zoe.id, "at": world.clock().isoformat()}
    variables: dict[str, dict[str, Any]] = {
        "accept_invitation": {"invitation": invitation},
        "add_to_network": {"person": zoe.id},
        "block": {"person": zoe.id},
        "invite_by_email": {"address": "eve@example.org", "note": "Shall we?"},
        "form_team": {"job": job, "person": friend.id, "skill": needed},
        "post_job": {"title": "A shop", "description": "A shop for tea.", "skill": needed},
        "propose_teams": {"job": job},
        "search_my_network": {"city": "CI_0000000000000001"},
        "profile_overlay": {"handle": "zoe"},
        "read_notifications": {"upTo": "1"},
        "record_interface_events": {"events": [seen], "hasConsent": True},
        "search": {"query": "f"},
        "send_message": {"person": friend.id, "words": "Hello"},
    }
    answer = await asking.asks(text(name), **variables.get(name, {}))
    assert answer.data
    assert not re.search(r"'code': '[A-Z_]+'", str(answer.data)), answer.data
    assert sorted(answer.trips) == sorted(TRIPS[name])


async def test_an_operation_that_asks_for_nothing_costs_nothing(world: World) -> None:
    """Not even a look at the viewer."""
    (ada,) = await world.people("ada")
    assert (await ada.asks("{ viewer { id } }")).trips == []


@pytest.mark.parametrize(
    ("one", "other", "reads"),
    [("headline", "timeZone weeklyHours", 1), ("headline", "city { name }", 2), ("city { id }", "city { name }", 1)],
)
async def test_profiles_of_the_same_parts_are_read_together(world: World, one: str, other: str, reads: int) -> None:
    """Lines of the profile itself are one part, whichever are asked for; what stands elsewhere is a part each."""
    ada, bob = await world.people("ada", "bob")
    asked = " ".join(
        f'{name}: node(id: "{who.id}") {{ ... on Freelancer {{ profile {{ {fields} }} }} }}'
        for name, who, fields in (("a", ada, one), ("b", bob, other))
    )
    answer = await ada.asks(f"{{ {asked} }}")
    assert answer.data.keys() == {"a", "b"}
    assert answer.trips == ["people/shown"] * reads
