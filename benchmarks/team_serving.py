"""T3: teams proposed through GraphQL, from the request on the wire to the answer, on the demo marketplace."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from confrere.graph.ego import EgoNetwork, ego_network
from confrere.graph.store import Store

from . import asked, served
from .contending import token
from .marketplace import quiet_driver, running, sample
from .measuring import Contender, Processes, Spending, warm
from .team_jobs import Terms, drawn_terms
from .wire import Wire, post

TEAMS = """query Teams($for: TeamPurpose!, $constraints: TeamConstraints, $objective: TeamObjective!, $radius: Int!) {
  viewer { proposeTeams(for: $for, constraints: $constraints, objective: $objective, radius: $radius, k: 1,
    timeLimitMs: 8000) { __typename
    ... on ProposedTeams { isProven teams { distance size gap proof possibleTeams cost { amount currency }
      members { connectFirst sentence strength weeklyHours skills { id } freelancer { id name } path { id } }
      seats { alternatives missing holders { id } requirement { seats level weeklyHours skill { id } } } } }
    ... on ImpossibleTeam { isMinimal conflict { kind value } relaxations { kind value } }
    ... on UserError { code message } } } }"""

HUB_JOBS = 2
"""Jobs of the one leader with thousands of connections, for each number of skills."""


def proposing(
    people: int | None, skills: list[int], *, requests: int, rounds: int, most_warming: int, seed: int
) -> Iterator[str]:
    """Measures one request after the other and yields lines of a table, one for each radius and number of skills."""
    yield "| radius | skills | answer | requests | p50 ms | p99 ms | API CPU ms | database CPU ms |"
    yield "|---|---|---|---|---|---|---|---|"
    with ExitStack() as stack:
        database = stack.enter_context(running(people))
        pid = database.status().pid
        assert pid is not None
        driver = stack.enter_context(quiet_driver(database))
        chance = random.Random(seed)
        drawn = sample(driver, near=requests, strangers=1, chance=chance)
        leaders, hub = [each.me for each in drawn.near], [drawn.hub] * HUB_JOBS
        every: list[str] = driver.execute_query("MATCH (s:Skill) RETURN collect(s.id) AS ids").records[0]["ids"]
        served_by = stack.enter_context(served.serving(database.uri, database.auth))
        wire = stack.enter_context(Wire(served_by.port))
        for who, radius, some in (("1", 1, leaders), ("2", 2, leaders), (f"2, hub with {drawn.hub_size:,}", 2, hub)):
            networks = asyncio.run(_around(database.uri, database.auth, some, radius, every))
            for count in skills:
                jobs = [(network.people[0].id, drawn_terms(network, count, chance)) for network in networks]
                bodies = [_request(me, terms, radius) for me, terms in jobs if terms is not None]
                yield from _measured(
                    wire,
                    bodies,
                    served_by.by,
                    Processes(pid),
                    f"{who} | {count}",
                    rounds=rounds,
                    most_warming=most_warming,
                )


async def _around(
    uri: str, auth: tuple[str, str], leaders: list[str], radius: int, skills: list[str]
) -> list[EgoNetwork]:
    """Reads the networks around people, with all skills."""
    store = Store.open(uri, auth=auth, patience=served.PATIENCE_SECONDS)
    try:
        around = {me: await ego_network(store, me=me, radius=radius, skills=skills) for me in dict.fromkeys(leaders)}
        return [around[me] for me in leaders]
    finally:
        await store.close()


def _request(me: str, terms: Terms, radius: int) -> bytes:
    """Writes a request as a client would."""
    limits = terms.limits
    needs = [
        {"skillId": each.skill, "level": each.level, "seats": each.seats, "weeklyHours": float(each.hours)}
        for each in terms.needs
    ]
    wishes = [
        {"skillId": each.skill, "level": each.level, "weeklyHours": 0, "weight": float(each.weight)}
        for each in terms.wishes
    ]
    variables = {
        "for": {"requirements": needs + wishes},
        "constraints": {
            "budget": {"amount": str(limits.budget), "currency": "USD"},
            "maxSize": limits.size,
            "overlapHours": limits.overlap / 60,
            "mustInclude": sorted(limits.include),
            "exclude": sorted(limits.exclude),
        },
        "objective": terms.objective.value,
        "radius": radius,
    }
    return post("/graphql", asked.Asked(TEAMS, variables).body, token=token(me))


def _measured(
    wire: Wire,
    bodies: Sequence[bytes],
    served_by: Spending,
    database: Spending,
    what: str,
    *,
    rounds: int,
    most_warming: int,
) -> Iterator[str]:
    """Measures one kind of job and yields a line for those that can be done and one for those that cannot.

    Saying why there is no team takes many searches and a wider network, so the two are told apart.
    """
    by_kind: dict[str, list[bytes]] = {}
    for body in bodies:
        by_kind.setdefault(answered(wire, body)["viewer"]["proposeTeams"]["__typename"], []).append(body)
    for kind, some in sorted(by_kind.items(), reverse=True):
        cells = repeated(wire, some, served_by, database, rounds=rounds, most_warming=most_warming)
        yield f"| {what} | {kind} | {cells}"


def repeated(
    wire: Wire, bodies: Sequence[bytes], served_by: Spending, database: Spending, *, rounds: int, most_warming: int
) -> str:
    """Asks all in turn, again and again, and returns the cells from the number of requests on."""

    def work(number: int) -> None:
        answered(wire, bodies[number % len(bodies)])

    each = Contender("ours", work, served_by)
    warm(each, database, requests=len(bodies), most=most_warming)
    for _ in range(rounds):
        each.block(len(bodies), database)
    return f"{len(each.latencies)} | {each.median:.1f} | {each.p99:.1f} | {each.cpu_ms:.1f} | {each.database_ms:.1f} |"


def answered(wire: Wire, body: bytes) -> Any:
    """Asks, and returns the data of the answer.

    Raises:
        RuntimeError: there is none.
    """
    reply = wire.ask(body)
    if reply.status != 200 or b'"errors"' in reply.body:
        raise RuntimeError(f"no answer about teams: {reply.body[:500]!r}")
    return reply.json["data"]
