"""The demo marketplace as the database holds it."""

import neo4j
import pytest


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
