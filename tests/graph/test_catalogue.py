"""The query catalogue against the real server: what each file takes and returns, how it runs and what it costs."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import neo4j
import pytest

from confrere.graph.marketplace import PERSONAS
from confrere.graph.model.rules import year_before
from confrere.graph.queries import Query, catalogue

from ..marketplace_under_test import DAY
from . import hiring_queries, mail_queries, suggesting, talking, teaming_queries

NOW = DAY + timedelta(hours=12)
WRITING = {
    *talking.WRITING | hiring_queries.WRITING | mail_queries.WRITING | suggesting.WRITING | teaming_queries.WRITING,
    "network/change_pair",
    "network/lock_pair",
    "network/rehearse",
    "people/change_account",
    "people/lock_account",
    "rights/begin_erasure",
    "rights/erase_relationships",
    "rights/finish_erasure",
    "rights/unlink_events",
}
COLUMNS: dict[str, list[str]] = {
    **talking.COLUMNS,
    **hiring_queries.COLUMNS | mail_queries.COLUMNS | suggesting.COLUMNS | teaming_queries.COLUMNS,
    "doctor/constraints": ["name"],
    "doctor/indexes": ["name", "state"],
    "finding/by_email": ["key"],
    "finding/by_name": ["key", "common", "distance"],
    "finding/by_name_backward": ["key"],
    "finding/by_offer": ["key", "common", "distance"],
    "finding/by_offer_backward": ["key"],
    "finding/by_rate": ["key"],
    "finding/by_rate_backward": ["key"],
    "finding/categories": ["id", "name"],
    "finding/cities": ["page"],
    "finding/gathered": ["key", "common", "distance"],
    "finding/in_common": ["other", "common"],
    "finding/skills": ["page"],
    "finding/tally_by_name": ["total", "kind", "subjects"],
    "finding/tally_by_offer": ["total", "kind", "subjects"],
    "finding/tally_gathered": ["total", "kind", "subjects"],
    "finding/terms": ["terms"],
    "finding/listed": ["person"],
    "invitations/by_ids": ["invitation"],
    "invitations/received": ["page"],
    "invitations/sent": ["page"],
    "ledger/network_at": ["id", "handle", "name", "connectedAt"],
    "ledger/network_page_at": ["owner", "page"],
    "network/change_pair": ["event"],
    "network/lock_pair": ["pair"],
    "network/mutual": ["other", "page"],
    "network/page": ["owner", "page"],
    "network/rehearse": ["made"],
    "network/relations": ["pair"],
    "network/search": ["page"],
    "people/account": ["id", "handle", "kind"],
    "people/blocked": ["page"],
    "people/change_account": ["event"],
    "people/lock_account": ["account"],
    "people/own": ["account"],
    "people/account_status": ["status"],
    "people/id_after": ["id"],
    "people/shown": ["person"],
    "people/skills": ["id", "name", "synonyms"],
    "people/standing": ["standing"],
    "ping": ["one"],
    "reports/segments": ["segment", "freelancers", "topRated", "meanConnections"],
    "rights/begin_erasure": ["properties", "records"],
    "rights/erase_relationships": ["kind", "count"],
    "rights/finish_erasure": ["count"],
    "rights/erase_slates": ["count"],
    "rights/ids_between": ["ids"],
    "rights/linked_events": ["events"],
    "rights/own_acts": ["at", "id", "act"],
    "rights/own_marks": ["kind", "other", "mark"],
    "rights/own_records": ["records"],
    "rights/unfinished_erasures": ["id"],
    "rights/unlink_events": ["count"],
}
COLUMNS |= {name: ["count", "examples"] for name in catalogue() if name.startswith("doctor/") and name not in COLUMNS}
COLUMNS["doctor/names"] = [*"id first last shown searched nameKey initialKey rateKey rate currency".split()]  # noqa: SIM905  one line
"""Checks of the doctor count and give examples, unless they are judged elsewhere."""
LABELS = {"NodeByLabelScan", "UnionNodeByLabelsScan"}
WHOLE = (
    hiring_queries.WHOLE
    | teaming_queries.WHOLE
    | {
        "doctor/blocks_that_leave_something": {"DirectedRelationshipTypeScan"},
        "doctor/blocks_unknown_to_the_ledger": {"DirectedRelationshipTypeScan"},
        "doctor/cities_without_a_country": LABELS,
        "doctor/events_without_their_facts": LABELS,
        "doctor/migrations_missing": LABELS,
        "doctor/names_missing": LABELS,
        "doctor/networks_beyond_freelancers": LABELS,
        "doctor/people_without_an_id": LABELS,
    }
)
"""Checks for what no index holds, such as a missing id: they walk a label, or all blocks where there are few."""
SCANS = {
    "AllNodesScan",
    "CartesianProduct",
    "DirectedAllRelationshipsScan",
    "DirectedRelationshipTypeScan",
    "NodeByLabelScan",
    "UndirectedAllRelationshipsScan",
    "UndirectedRelationshipTypeScan",
}
KEYSET: dict[str, Any] = {
    "afterTime": datetime(9999, 12, 31, tzinfo=UTC),
    "afterId": "",
    "beforeTime": datetime(1, 1, 1, tzinfo=UTC),
    "beforeId": "~",
    "forward": True,
    "limit": 21,
    "profile": [],
    "withTotal": False,
}

EVERY = pytest.mark.parametrize("query", catalogue().values(), ids=str)


@pytest.fixture(autouse=True)
def quiet() -> None:
    """The driver logs what EXPLAIN says of missing parameters, which is what these tests are after."""
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


def explained(looking: neo4j.Driver, query: Query) -> neo4j.ResultSummary:
    """Has the server plan a query without running it."""
    return looking.execute_query("EXPLAIN " + query.text).summary  # pyright: ignore[reportCallIssue, reportArgumentType]  # a file of ours


def operators(plan: dict[str, Any]) -> set[str]:
    """Names of all steps of a plan."""
    below = [operators(child) for child in plan.get("children", [])]
    return {plan["operatorType"].split("@")[0]}.union(*below)


def test_every_query_has_its_columns_written_down() -> None:
    """A new file is added here on purpose."""
    assert catalogue().keys() == COLUMNS.keys()


@EVERY
def test_a_query_returns_its_columns_in_its_mode(looking: neo4j.Driver, query: Query) -> None:
    """The database says so, not the file."""
    records, summary, keys = looking.execute_query("EXPLAIN " + query.text)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # a file of ours
    assert records == []
    assert keys == COLUMNS[query.name]
    assert summary.query_type == ("rw" if query.name in WRITING else "r")


@EVERY
def test_a_query_takes_exactly_the_parameters_it_declares(looking: neo4j.Driver, query: Query) -> None:
    """The server names each one that is missing."""
    missing: set[str] = set()
    for told in explained(looking, query).gql_status_objects:
        if told.gql_status == "01N60":
            missing = {word for word in query.parameters if f"$`{word}`" in told.status_description}
            count = told.status_description.count("$`")
            assert count == len(missing)
    assert missing == query.parameters.keys()


@EVERY
def test_a_query_names_only_what_is_in_the_graph(looking: neo4j.Driver, query: Query) -> None:
    """A misspelt label, type or property would be told; hidden facts of later acts are known by name."""
    later = (
        *("BLOCKED", "lock", "lastEventAt", "inTestGroup", "digest", "operation", "note"),
        *("closings", "senderClosings", "recipientClosings", "dismissedTooltips", "shownAt", "by"),
        *(*hiring_queries.LATER, *mail_queries.LATER, *suggesting.LATER, *teaming_queries.LATER, *talking.LATER),
    )
    for told in explained(looking, query).gql_status_objects:
        unknown = told.gql_status in {"01N50", "01N51", "01N52"}
        assert not unknown or any(f"`{word}`" in told.status_description for word in later), told.status_description


REPORTS = {"reports/segments"}
"""What counts everybody for analysts, and so reads everybody."""


def forbidden(query: Query) -> set[str]:
    """Steps that the query may not take."""
    return SCANS - WHOLE.get(query.name, LABELS if query.name in REPORTS else set[str]())


@EVERY
def test_a_query_never_scans_the_graph(looking: neo4j.Driver, query: Query) -> None:
    """Every look-up starts from an index."""
    plan = explained(looking, query).plan
    assert plan is not None
    assert not operators(plan) & forbidden(query)


def profiled(looking: neo4j.Driver, query: Query, **parameters: Any) -> tuple[int, list[neo4j.Record]]:
    """Runs a query once and counts its database hits."""
    records, summary, _ = looking.execute_query("PROFILE " + query.text, parameters)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # a file of ours

    def hits(plan: dict[str, Any]) -> int:
        return int(plan["dbHits"]) + sum(hits(child) for child in plan.get("children", []))

    assert summary.profile is not None
    return hits(summary.profile), records


@pytest.fixture(scope="module")
def ids(looking: neo4j.Driver) -> dict[str, str]:
    """The personas' ids by situation."""
    found = {}
    for persona in PERSONAS:
        records, _, _ = looking.execute_query(catalogue()["people/account"].text, handle=persona.handle)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # a file of ours
        found[persona.situation] = records[0]["id"]
    return found


def test_a_look_up_costs_at_most_fifteen_hits(looking: neo4j.Driver, ids: dict[str, str]) -> None:
    """By id, for somebody else's eyes."""
    hits, rows = profiled(
        looking,
        catalogue()["people/shown"],
        me=ids["connector"],
        ids=[ids["lead"]],
        handles=[],
        now=NOW,
        profile=[],
        withSent=False,
    )
    assert rows[0]["person"]["handle"] == "lena-lead"
    assert hits <= 15


def test_a_page_of_twenty_costs_at_most_six_hundred_hits(looking: neo4j.Driver, ids: dict[str, str]) -> None:
    """For somebody with an ordinary network of 45."""
    hits, rows = profiled(looking, catalogue()["network/page"], me=ids["lead"], owners=[ids["lead"]], **KEYSET)
    assert len(rows[0]["page"]["edges"]) == 21
    assert hits <= 600


def test_mutual_connections_cost_at_most_three_hundred_and_twenty_hits(
    looking: neo4j.Driver, ids: dict[str, str]
) -> None:
    """Between two people with ordinary networks, the other being who shares most with the lead."""
    other, shared = looking.execute_query(
        "MATCH (:Freelancer {id: $me})-[:CONNECTED_TO]-(x)-[:CONNECTED_TO]-(other:Freelancer) "
        "WHERE other.id <> $me AND COUNT { (other)-[:CONNECTED_TO]-() } <= 100 AND x.visibility = 'PUBLIC' "
        "RETURN other.id, count(DISTINCT x) AS shared ORDER BY shared DESC, other.id LIMIT 1",
        me=ids["lead"],
    ).records[0]
    asked = {name: value for name, value in KEYSET.items() if not name.endswith("Time")}
    hits, rows = profiled(looking, catalogue()["network/mutual"], me=ids["lead"], others=[other], **asked)
    assert len(rows[0]["page"]["edges"]) == shared
    assert shared > 0
    assert hits <= 320


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({}, {"withTotal": True}),
        ({}, {"profile": ["headline"]}),
        *(({"profile": ["headline"]}, {"profile": ["headline", part]}) for part in ("categories", "city", "skills")),
        ({"profile": ["skills"]}, {"profile": ["skills", "synonyms"]}),
    ],
)
def test_what_is_not_selected_is_not_read(
    looking: neo4j.Driver, ids: dict[str, str], less: dict[str, Any], more: dict[str, Any]
) -> None:
    """Each flag, and each part of a profile that stands elsewhere, costs something when asked for and nothing else."""
    me = ids["connector"]
    off, _ = profiled(looking, catalogue()["network/page"], me=me, owners=[me], **KEYSET | less)
    on, _ = profiled(looking, catalogue()["network/page"], me=me, owners=[me], **KEYSET | more)
    assert off < on


def memory(looking: neo4j.Driver, query: Query, **parameters: Any) -> int:
    """Runs a query once and returns the most bytes its transaction held."""
    _, summary, _ = looking.execute_query("PROFILE " + query.text, parameters)  # pyright: ignore[reportCallIssue, reportArgumentType, reportGeneralTypeIssues]  # a file of ours
    assert summary.profile is not None
    return int(summary.profile["args"]["GlobalMemory"])


FIVE_MEGABYTES = 5_000_000


def test_a_page_of_the_hub_costs_at_most_twice_the_first_at_any_depth(
    looking: neo4j.Driver, ids: dict[str, str]
) -> None:
    """Of five thousand connections: the first page, one in the middle and the last, each within five megabytes."""
    query, me = catalogue()["network/page"], ids["hub"]
    middle = looking.execute_query(
        "MATCH (:Freelancer {id: $me})-[c:CONNECTED_TO]-(p) RETURN c.since AS at, p.id AS id "
        "ORDER BY at DESC SKIP 2500 LIMIT 1",
        me=me,
    ).records[0]
    first, _ = profiled(looking, query, me=me, owners=[me], **KEYSET)
    for depth in ({"afterTime": middle["at"], "afterId": middle["id"]}, {"forward": False}):
        hits, rows = profiled(looking, query, me=me, owners=[me], **KEYSET | depth)
        assert len(rows[0]["page"]["edges"]) == 21
        assert hits <= 2 * first
        assert memory(looking, query, me=me, owners=[me], **KEYSET | depth) <= FIVE_MEGABYTES


def test_mutual_counts_of_a_page_of_the_hub_cost_at_most_sixty_thousand_hits(
    looking: neo4j.Driver, ids: dict[str, str]
) -> None:
    """Its own neighbours are collected once for all twenty people of the page, within five megabytes."""
    query, me = catalogue()["network/mutual"], ids["hub"]
    _, rows = profiled(looking, catalogue()["network/page"], me=me, owners=[me], **KEYSET)
    others = [edge["person"]["id"] for edge in rows[0]["page"]["edges"]][:20]
    asked = {name: value for name, value in KEYSET.items() if not name.endswith("Time")} | {"withTotal": True}
    hits, counted = profiled(looking, query, me=me, others=others, **asked)
    assert len(counted) == 20
    assert sum(row["page"]["total"] for row in counted) > 0
    assert hits <= 60_000
    assert memory(looking, query, me=me, others=others, **asked) <= FIVE_MEGABYTES


@pytest.mark.parametrize("by_name", [True, False])
def test_the_hub_searches_its_network_within_five_megabytes(
    looking: neo4j.Driver, ids: dict[str, str], by_name: bool
) -> None:
    """In either order and with every condition set."""
    asked: dict[str, Any] = {
        "isSought": True,
        "names": [{"low": "a", "high": "n"}],
        "initials": [],
        "categories": [],
        "currency": "USD",
        "minRate": 0,
        "maxRate": 10**9,
        "minHours": 1.0,
        "country": "",
        "cityId": "",
        "metres": 0.0,
        "skillsAll": [],
        "skillsAny": [],
        "minLevel": 1,
        "byName": by_name,
        "low": "",
        "high": "\U0010ffff",
        "upwards": True,
        "limit": 21,
        "profile": [],
        "withTotal": True,
    }
    query = catalogue()["network/search"]
    _, rows = profiled(looking, query, me=ids["hub"], **asked)
    assert rows[0]["page"]["total"] > 0
    assert memory(looking, query, me=ids["hub"], **asked) <= FIVE_MEGABYTES


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("who", ["lead", "hub"])
def test_a_past_network_costs_what_its_person_did(looking: neo4j.Driver, ids: dict[str, str], who: str) -> None:
    """At most eight hits for each event of that person, whatever the others did; for a page as for the whole."""
    counted = looking.execute_query(
        "CALL { MATCH (e:Event {a: $id}) WHERE e.at IS NOT NULL RETURN e "
        "UNION ALL MATCH (e:Event {b: $id}) WHERE e.at IS NOT NULL RETURN e } RETURN count(e)",
        id=ids[who],
    )
    events = counted.records[0][0]
    assert events > 50
    whole, rows = profiled(looking, catalogue()["ledger/network_at"], person=ids[who], at=NOW, limit=100_000)
    assert whole <= 8 * events
    keyset = {name: value for name, value in KEYSET.items() if not name.startswith("with")}
    page, pages = profiled(looking, catalogue()["ledger/network_page_at"], owners=[ids[who]], at=NOW, **keyset)
    assert page <= 10 * events
    assert pages[0]["page"]["total"] == len(rows)


def test_an_act_costs_little_even_beside_the_hub(looking: neo4j.Driver, ids: dict[str, str]) -> None:
    """Locking and looking does not walk what the rules do not count; rolled back, for nothing here may change."""
    with looking.session() as session, session.begin_transaction() as transaction:
        result = transaction.run(
            "PROFILE " + catalogue()["network/lock_pair"].text,  # pyright: ignore[reportArgumentType]  # a file of ours
            me=ids["lead"],
            other=ids["hub"],
            invitation="",
            operation="none",
            now=NOW,
            minuteAgo=NOW - timedelta(minutes=1),
            dayAgo=NOW - timedelta(days=1),
            yearAgo=year_before(NOW),
        )
        profile = result.consume().profile
        transaction.rollback()

    def hits(plan: dict[str, Any]) -> int:
        return int(plan["dbHits"]) + sum(hits(child) for child in plan.get("children", []))

    assert profile is not None
    assert hits(profile) <= 600
