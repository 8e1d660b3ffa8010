"""The demo marketplace as the database holds it."""

from datetime import UTC, datetime
from typing import Any

import neo4j
import pytest

from confrere.graph.marketplace import PERSONAS
from confrere.graph.queries import catalogue

from .test_catalogue import KEYSET


def one(looking: neo4j.Driver, text: str) -> int:
    """Runs a counting query of a test."""
    records, _, _ = looking.execute_query(text)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # tests write theirs
    return int(records[0][0])


@pytest.mark.requirement("R9")
def test_there_are_as_many_top_rated_freelancers_as_the_floor_asks_for(looking: neo4j.Driver) -> None:
    """43,543, judged as R2 judges."""
    text = "MATCH (f:Freelancer) WHERE f.jobSuccessScore >= 90 AND f.topRatedWeeks >= 13 RETURN count(f)"
    assert one(looking, text) == 43_543


@pytest.mark.requirement("R8")
def test_every_segment_has_people(looking: neo4j.Driver) -> None:
    """Five segments, each with hundreds at least."""
    text = "MATCH (f:Freelancer) UNWIND f.segments AS s WITH s, count(*) AS n WHERE n > 300 RETURN count(s)"
    assert one(looking, text) == 5


@pytest.mark.requirement("R5")
def test_a_connection_is_stored_once_from_low_to_high(looking: neo4j.Driver) -> None:
    """And its pair says whose it is."""
    text = (
        "MATCH (a:Freelancer)-[c:CONNECTED_TO]->(b:Freelancer) "
        "WHERE NOT a.id < b.id OR c.pair <> a.id + '|' + b.id RETURN count(c)"
    )
    assert one(looking, text) == 0


@pytest.mark.requirement("R52")
def test_the_ledger_knows_every_connection(looking: neo4j.Driver) -> None:
    """As many connecting events of a pair as removals, and one more."""
    text = (
        "MATCH ()-[c:CONNECTED_TO]->() WITH c LIMIT 5000 "
        "WITH c, COUNT { MATCH (e:Event {pair: c.pair}) "
        "WHERE e.kind IN ['INVITATION_ACCEPTED', 'CONNECTION_IMPORTED'] } "
        "AS made, COUNT { MATCH (e:Event {pair: c.pair}) WHERE e.kind = 'CONNECTION_REMOVED' } AS ended "
        "WHERE made <> ended + 1 RETURN count(c)"
    )
    assert one(looking, text) == 0


def rows(looking: neo4j.Driver, name: str, **parameters: Any) -> list[neo4j.Record]:
    """Runs a query of the product."""
    told: neo4j.EagerResult = looking.execute_query(catalogue()[name].text, **parameters)  # pyright: ignore[reportCallIssue, reportArgumentType]  # a file of ours
    return told.records


@pytest.mark.requirement("R41")
def test_there_are_twenty_thousand_jobs_of_which_some_are_filled(looking: neo4j.Driver) -> None:
    """By freelancers alone, by teams and by nobody, each a good share."""
    ever = {"from": datetime(2000, 1, 1, tzinfo=UTC), "to": datetime(2100, 1, 1, tzinfo=UTC)}
    (told,) = rows(looking, "analysis/filled", **ever, sample=20)
    parts = (told["bySingle"], told["byTeam"], told["unfilledCount"])
    assert sum(parts) == told["jobs"] == 20_000
    assert min(parts) > 2_000
    assert len(told["sampled"]) == 20


@pytest.mark.requirement("R39")
def test_every_form_of_work_has_been_offered_and_taken(looking: neo4j.Driver) -> None:
    """Alone and in all three forms, some opened, some accepted, some declined."""
    found = {row["form"]: row for row in rows(looking, "analysis/appetite", all=True, clients=[], jobs=[])}
    assert found.keys() == {"", "SUBCONTRACT", "JOINT_PROPOSAL", "COLLABORATION"}
    for row in found.values():
        assert row["offered"] > row["opened"] > row["accepted"] == row["hired"] > 100
        assert row["declined"] > 50


def test_people_to_sign_in_as_see_jobs(looking: neo4j.Driver) -> None:
    """Whoever is public and active, and the client; the lead has teams, and no list lacks what is empty."""
    asked = {name: value for name, value in KEYSET.items() if name != "profile"}
    for persona in PERSONAS:
        (account,) = rows(looking, "people/account", handle=persona.handle)
        (listed,) = rows(looking, "jobs/listed", me=account["id"], concern="", state="OPEN", **asked)
        is_shown = persona.active and not persona.private and account["kind"] != "AGENCY"
        assert not is_shown or listed["page"]["edges"], persona.handle
    assert one(looking, "MATCH ()-[m:MEMBER_OF]->() WHERE m.skills IS NULL RETURN count(m)") == 0
    lead = "MATCH (:Freelancer {handle: 'lena-lead'})-[:MEMBER_OF {isLead: true}]->(t:Team) RETURN count(t)"
    assert one(looking, lead) >= 1
