"""The doctor: each planted fault is found by its check, and a healthy graph has none."""

from collections import Counter
from datetime import timedelta
from typing import Any

import neo4j
import pytest

from confrere.graph.doctor import Finding, checks, examine
from confrere.graph.model.rules import Rules
from confrere.graph.store import Store

from ..api.talking import deletes, edits, message, reads
from ..copied import Copy, copied, put_back
from ..hiring import hired_once
from ..mailing import written_once
from ..neo4j_under_test import Neo4jUnderTest
from ..teaming import teamed_once
from ..world import START, World

MADE = "MATCH (a:Freelancer {handle: 'ada'}), (b:Freelancer {handle: 'bob'}), (k:Freelancer {handle: 'kim'}) "
AN_EVENT = "id: 'EV_planted', at: datetime(), recordedAt: datetime()"
PLANTS: dict[str, str] = {
    "addresses_kept_too_long": "MATCH (m:EmailInvitation) WHERE m.sealed IS NOT NULL SET m.withdrawnAt = datetime()",
    "addresses_of_two_people": "SET a.email = 'x@y.z', a.emailKey = 'x@y.z', b.email = 'X@y.z', b.emailKey = 'x@y.z'",
    "addresses_without_their_key": "SET a.email = 'x@y.z'",
    "answers_before_their_question": (
        f"CREATE (:Event {{{AN_EVENT}, kind: 'INVITATION_DECLINED', a: a.id, b: b.id, "
        "pair: a.id + '|' + b.id, invitation: 'IN_none'})"
    ),
    "blocks_that_leave_something": "CREATE (a)-[:BLOCKED {at: datetime(), name: 'Bob T.'}]->(b)",
    "blocks_unknown_to_the_ledger": "CREATE (a)-[:BLOCKED {at: datetime(), name: 'Kim T.'}]->(k)",
    "cities_without_a_country": (
        "CREATE (:City {id: 'CI_1', name: 'Nowhere', point: point({longitude: 1, latitude: 1}), timeZone: 'UTC'})"
    ),
    "connections_keyed_wrongly": "MATCH (a)-[c:CONNECTED_TO]-(b) SET c.pair = b.id + '|' + a.id",
    "connections_lost": "MATCH (a)-[c:CONNECTED_TO]-(b) DELETE c",
    "connections_unknown_to_the_ledger": (
        "CREATE (a)-[:CONNECTED_TO {pair: a.id + '|' + k.id, since: datetime(), entryPoint: 'IMPORT'}]->(k)"
    ),
    "connections_with_oneself": "CREATE (a)-[:CONNECTED_TO {pair: 'p', since: datetime(), entryPoint: 'IMPORT'}]->(a)",
    "connections_without_a_beginning": "MATCH (a)-[c:CONNECTED_TO]-(b) REMOVE c.since",
    "constraints": "",
    "conversations_miscounted": "MATCH ()-[t:TALKS_IN]->() SET t.unread = 7",
    "conversations_of_wrong_pairs": "MATCH (t:Conversation) WHERE t.team IS NULL SET t.pair = b.id + '|' + a.id",
    "declines_forgotten": "MATCH ()-[d:DECLINED]->() DELETE d",
    "declines_miscounted": "MATCH ()-[d:DECLINED]->() SET d.times = 3",
    "email_invitations_unknown_to_the_ledger": "MATCH (e:Event {kind: 'EMAIL_INVITATION_SENT'}) DELETE e",
    "erased_events_with_payload": (
        f"CREATE (:Event {{{AN_EVENT}, kind: 'INVITATION_SENT', a: 'ER_0000000000000000', b: b.id, pair: 'p'}})"
    ),
    "erased_in_streams": "CREATE (:Notification {id: 'NT_1', to: b.id, sequence: 9, about: 'ER_0000000000000000'})",
    "erased_with_payload": "SET a.status = 'ERASED'",
    "events_of_nobody": f"CREATE (:Event {{{AN_EVENT}, kind: 'CONNECTION_REMOVED', a: 'FL_nobody', b: b.id}})",
    "events_of_one_with_oneself": f"CREATE (:Event {{{AN_EVENT}, kind: 'INVITATION_SENT', a: a.id, b: a.id}})",
    "events_of_unknown_kinds": f"CREATE (:Event {{{AN_EVENT}, kind: 'HANDS_SHAKEN', a: a.id, b: b.id}})",
    "events_of_wrong_pairs": "MATCH (e:Event {kind: 'CONNECTION_IMPORTED'}) SET e.pair = e.b + '|' + e.a",
    "events_without_their_facts": "MATCH (e:Event {kind: 'INVITATION_SENT'}) REMOVE e.at",
    "figures_out_of_bounds": "SET a.jobSuccessScore = 101",
    "homes_too_many": "UNWIND ['CI_1', 'CI_2'] AS id CREATE (a)-[:LIVES_IN]->(:City {id: id})",
    "indexes": "",
    "invitations_answered_twice": (
        "MATCH (e:Event {kind: 'INVITATION_SENT'}) WITH e LIMIT 1 "
        "CREATE (c:Event) SET c = e {.*, id: 'EV_0', operation: null}"
    ),
    "invitations_by_email_from_nowhere": "MATCH (m:EmailInvitation) DELETE m",
    "invitations_from_nowhere": "MATCH ()-[i:INVITED]->() SET i.entryPoint = 'IMPORT'",
    "invitations_keyed_wrongly": "MATCH ()-[i:INVITED]->() WITH i LIMIT 1 SET i.id = 'mine'",
    "invitations_out_of_time": "MATCH ()-[i:INVITED]->() SET i.expiresAt = i.sentAt",
    "invitations_to_oneself": "CREATE (a)-[:INVITED {id: 'IN_1', pair: 'p'}]->(a)",
    "invitations_unknown_to_the_ledger": "MATCH (e:Event {kind: 'INVITATION_SENT'}) DELETE e",
    "invited_though_connected": "CREATE (b)-[:INVITED {id: 'IN_1', pair: 'p'}]->(a)",
    "jobs_keyed_wrongly": "MATCH ()-[i:INVITED_TO]->() WITH i LIMIT 1 SET i.key = 'mine'",
    "jobs_of_unknown_state": "MATCH (j:Job) SET j.state = 'PAUSED'",
    "jobs_without_one_client": "MATCH ()-[p:POSTED]->() DELETE p",
    "jobs_without_requirements": "MATCH ()-[r:REQUIRES]->() DELETE r",
    "mail_given_up": "CREATE (:Errand {id: 'ED_1', stage: 'DEAD', dueAt: datetime(), about: 'EI_1'})",
    "messages_unknown_to_the_ledger": "MATCH (e:Event {kind: 'MESSAGE_SENT'}) DELETE e",
    "memberships_keyed_wrongly": "MATCH ()-[m:MEMBER_OF]->() WITH m LIMIT 1 SET m.key = 'mine'",
    "memberships_unknown_to_the_ledger": "MATCH (e:Event) WHERE e.kind = 'TEAM_MEMBER_ASKED' DELETE e",
    "teams_of_jobs_that_are_over": "MATCH (:Team)-[:FOR]->(j:Job) SET j.state = 'CANCELLED'",
    "teams_without_one_job": "MATCH (t:Team) SET t.form = 'FAMILY'",
    "migrations_missing": "",
    "names": "SET a.searchName = 'Ada Test'",
    "names_missing": "CREATE (:Skill {id: 'SK_1'})",
    "networks_listed_wrongly": "SET a.networkIds = [k.id]",
    "networks_beyond_freelancers": "CREATE (a)-[:INVITED {id: 'IN_1', pair: 'p'}]->(:Client {id: 'CL_1'})",
    "networks_beyond_the_limit": "",
    "notifications_of_nothing": "CREATE (:Notification {id: 'NT_1', to: b.id, sequence: 9, invitation: 'IN_gone'})",
    "notes_too_long": "MATCH ()-[i:INVITED]->() SET i.note = reduce(n = '', _ IN range(1, 301) | n + 'x')",
    "offers_listed_wrongly": "SET a.skillLevels = ['SK_0000000000000000:3']",
    "outstanding_beyond_the_limit": "",
    "pairs_connected_twice": "CREATE (b)-[:CONNECTED_TO {pair: 'p', since: datetime(), entryPoint: 'IMPORT'}]->(a)",
    "pairs_invited_twice": (
        "MATCH (x)-[i:INVITED]->(y) WITH x, y LIMIT 1 CREATE (y)-[:INVITED {id: 'IN_1', pair: 'p'}]->(x)"
    ),
    "pairs_with_two_events_at_once": (
        "MATCH (e:Event {kind: 'CONNECTION_IMPORTED'}) WITH e LIMIT 1 "
        "CREATE (c:Event) SET c = e {.*, id: 'EV_0', operation: null}"
    ),
    "people_ahead_of_their_ledger": "SET a.lastEventAt = datetime()",
    "people_of_unknown_standing": "SET a.visibility = 'SECRET'",
    "people_without_an_id": "REMOVE a.handle",
    "people_without_one_record": "MATCH (a)-[has:HAS_RECORD]->() DELETE has",
    "proposals_of_unknown_state": "MATCH ()-[p:PROPOSED_FOR]->() SET p.state = 'LOST'",
    "proposals_unknown_to_the_ledger": "MATCH (e:Event {kind: 'PROPOSAL_SENT'}) DELETE e",
    "records_of_uneven_lists": "MATCH (a)-[:HAS_RECORD]->(r) SET r.earnedMinor = r.earnedMinor + [1]",
    "referrals_answered_twice": "MATCH ()-[r:REFERRED]->() SET r.declinedAt = datetime(), r.acceptedAt = datetime()",
    "referrals_unknown_to_the_ledger": "MATCH (e:Event {kind: 'REFERRAL_SENT'}) DELETE e",
    "removals_of_nothing": (
        f"CREATE (:Event {{{AN_EVENT}, kind: 'CONNECTION_REMOVED', a: a.id, b: k.id, pair: a.id + '|' + k.id}})"
    ),
    "segments_nobody_knows": "SET a.segments = ['ROYALTY']",
    "set_aside_without_an_invitation": "CREATE (a)-[:SET_ASIDE {invitation: 'IN_none'}]->(k)",
    "skills_out_of_bounds": "CREATE (a)-[:HAS_SKILL {level: 6}]->(:Skill {id: 'SK_1', name: 'Singing'})",
    "streams_out_of_order": "SET b.lastSequence = 0 CREATE (:Notification {id: 'NT_1', to: b.id, sequence: 9})",
    "withdrawals_unknown_to_the_ledger": "CREATE (a)-[:WITHDREW {at: datetime()}]->(k)",
}
"""What breaks each invariant; the four that need more than Cypher on the world have tests of their own."""


async def found(world: World, rules: Rules | None = None, only: str | None = None) -> dict[str, Finding]:
    """What the doctor finds in the world, by check; healthy checks are left out."""
    said = await examine(
        world.store,
        rules=rules or world.settings.rules,
        now=world.clock(),
        which=[each for each in checks() if only in {None, each.name}],
        progress=lambda *_: None,
    )
    return {each.check.name: each for each in said if each.count}


async def lived_in(world: World) -> None:
    """A small marketplace in which everything has happened once."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob))
    await bob.accepts(await kim.invitation_to(bob))
    world.clock.tick()
    first, second = await message(kim, bob, "Hello", links=["https://example.org/"]), await message(bob, kim)
    await edits(kim, first["id"], "Hello!")
    await deletes(bob, second["id"])
    await reads(bob, first["id"])
    await kim.removes(bob)
    await kim.asks('mutation { markRead(input: {upTo: {sequence: "1"}}) { __typename } }')
    world.clock.tick()
    await kim.declines(await eve.invitation_to(kim))
    world.clock.tick()
    await ada.withdraws(await ada.invitation_to(eve))
    world.clock.tick()
    zoe, leo = await world.people("zoe", "leo")
    await zoe.accepts(await leo.invitation_to(zoe))
    world.clock.tick()
    seen = f'{{kind: SEEN, entryPoint: UFS_TILE, freelancerId: "{leo.id}", at: "{world.clock().isoformat()}"}}'
    record = f"recordInterfaceEvents(input: {{hasConsent: true, events: [{seen}]}})"
    await zoe.asks("mutation { " + record + " { __typename } }")
    world.clock.tick()
    await zoe.blocks(leo)
    await eve.invitation_to(zoe)
    world.clock.tick()
    await zoe.blocks(eve)
    await zoe.goes("PRIVATE")
    await leo.invitation_to(kim)
    world.clock.tick()
    await world.deactivates(leo)
    await world.reactivates(leo)
    world.clock.tick()
    await hired_once(world, ada, bob, kim)
    await written_once(world, bob)
    await teamed_once(world, ada, bob)


_lived_in: list[Copy] = []


async def lived_in_before(world: World) -> None:
    """The same, acted once for all tests of this file."""
    if not _lived_in:
        await lived_in(world)
        _lived_in.append(await copied(world))
    await put_back(world, _lived_in[0])


def test_every_check_has_a_planted_fault() -> None:
    """A new check is planted on purpose; there are more than forty."""
    assert {each.name for each in checks()} == PLANTS.keys()
    assert len(PLANTS) >= 25


@pytest.mark.parametrize("check", checks(), ids=lambda each: each.name)
def test_a_check_says_what_it_finds_and_what_to_do(check: Any) -> None:
    """In a sentence each."""
    for sentence in (check.finds, check.repair):
        assert sentence.endswith(".")
        assert len(sentence.split()) > 2
        assert sentence[0].isupper()


@pytest.mark.requirement("R52")
async def test_a_healthy_world_has_no_faults(world: World) -> None:
    """After every act has happened once."""
    await lived_in(world)
    assert await found(world) == {}


def _ordered(held: dict[str, Any], ends: Copy | None = None) -> str:
    """What a node or a relationship is, whatever order it is told in."""
    if ends is None:
        return repr((sorted(held["labels"]), sorted(held["holds"].items())))
    return repr((held["type"], sorted(held["holds"].items()), *(_ordered(ends.nodes[held[end]]) for end in "ab")))


async def test_a_world_that_is_put_back_is_the_world_it_was(world: World) -> None:
    """To the last property, and so without faults."""
    await lived_in_before(world)
    was, again = _lived_in[0], await copied(world)
    assert Counter(map(_ordered, again.nodes)) == Counter(map(_ordered, was.nodes))
    assert Counter(_ordered(each, again) for each in again.links) == Counter(_ordered(each, was) for each in was.links)
    assert len(was.links) > 40
    assert await found(world) == {}


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("name", [name for name, plant in PLANTS.items() if plant])
async def test_a_planted_fault_is_found(world: World, name: str) -> None:
    """By its own check, with an example, whatever else it breaks."""
    await lived_in_before(world)
    await world.cypher(MADE + PLANTS[name].replace("MATCH", "WITH a, b, k MATCH", 1))
    finding = (await found(world, only=name))[name]
    assert finding.count >= 1
    assert 1 <= len(finding.examples) <= 5


async def test_limits_are_those_in_force(world: World) -> None:
    """Networks and outstanding invitations, where the settings are lower than what there is."""
    await lived_in_before(world)
    assert {*await found(world, Rules(max_connections=0))} == {"networks_beyond_the_limit"}
    assert {*await found(world, Rules(invitations_outstanding=0))} == {"outstanding_beyond_the_limit"}


@pytest.mark.parametrize(
    ("name", "example", "breaks", "mends"),
    [
        (
            "constraints",
            "agency_handle",
            "DROP CONSTRAINT agency_handle",
            "CREATE CONSTRAINT agency_handle FOR (a:Agency) REQUIRE a.handle IS UNIQUE",
        ),
        (
            "indexes",
            "event_kind",
            "DROP INDEX event_kind",
            "CREATE INDEX event_kind FOR (e:Event) ON (e.kind, e.a)",
        ),
        (
            "migrations_missing",
            "0002",
            "MATCH (m:__Neo4jMigration {version: '0002'}) SET m.version = 'gone'",
            "MATCH (m:__Neo4jMigration {version: 'gone'}) SET m.version = '0002'",
        ),
    ],
    ids=["constraint", "index", "migration"],
)
async def test_a_schema_with_a_gap_is_found_and_ends_the_examination(
    world: World, name: str, example: str, breaks: str, mends: str
) -> None:
    """The other checks start from its indexes; everything is there again afterwards."""
    await world.people("ada")
    try:
        await world.cypher(breaks)
        said = await found(world)
    finally:
        await world.cypher(mends)
        await world.cypher("CALL db.awaitIndexes(60)")
    assert {name: each.examples for name, each in said.items()} == {name: [example]}
    assert await found(world) == {}


async def test_examples_are_bounded(world: World) -> None:
    """Whatever the number of faults, five are named and all are counted."""
    for number in range(8):
        await world.person(f"p{number}", segments=["ROYALTY"])
    finding = (await found(world, only="segments_nobody_knows"))["segments_nobody_knows"]
    assert (finding.count, len(finding.examples)) == (8, 5)


@pytest.mark.requirement("R9")
async def test_the_demo_marketplace_is_healthy(marketplace: Neo4jUnderTest) -> None:
    """Sixty thousand people and a million events, within the memory of a transaction."""
    store = Store.open(marketplace.uri, auth=marketplace.auth)
    try:
        said = await examine(store, rules=Rules(), now=START + timedelta(hours=1), progress=lambda *_: None)
    finally:
        await store.close()
    assert {each.check.name: (each.count, each.examples) for each in said if each.count} == {}


def test_a_check_only_reads(looking: neo4j.Driver) -> None:
    """The server plans every one as a reading query."""
    for check in checks():
        text = "EXPLAIN " + check.query.text
        summary = looking.execute_query(text).summary  # pyright: ignore[reportCallIssue, reportArgumentType]  # a file of ours
        assert summary.query_type == "r"
