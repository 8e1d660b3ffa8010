"""The best substitute for somebody who left a team, through GraphQL, for all teams of the demo that somebody left."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import LiteralString

from . import asked, served
from .contending import token
from .marketplace import quiet_driver, running
from .measuring import Processes
from .team_serving import answered, repeated
from .wire import Wire, post

LEFT: LiteralString = """
MATCH (lead:Freelancer {status: 'ACTIVE'})-[l:MEMBER_OF {isLead: true}]->(team:Team)
WHERE l.leftAt IS NULL AND team.size > COUNT {
  MATCH (person:Freelancer {status: 'ACTIVE'})-[m:MEMBER_OF]->(team) WHERE m.leftAt IS NULL AND m.declinedAt IS NULL
}
RETURN lead.id AS lead, team.id AS team ORDER BY team
"""
"""Teams that are not whole any more."""

REPAIRED = """query Repaired($team: ID!) { node(id: $team) { ... on Team { substitute { distance size proof
  members { connectFirst sentence strength freelancer { id name } path { id } }
  seats { alternatives holders { id } requirement { skill { id } } } } } } }"""


def repairing(people: int | None, *, rounds: int) -> Iterator[str]:
    """Measures one request after the other and yields the lines of a table."""
    yield "| teams that somebody left | with a substitute | requests | p50 ms | p99 ms | API CPU ms | database CPU ms |"
    yield "|" + "---|" * 7
    with ExitStack() as stack:
        database = stack.enter_context(running(people))
        pid = database.status().pid
        assert pid is not None
        driver = stack.enter_context(quiet_driver(database))
        teams = [(row["lead"], row["team"]) for row in driver.execute_query(LEFT).records]
        if not teams:
            raise SystemExit("Nobody left a team of this demo; one drawn into an empty CONFRERE_HOME has such teams.")
        served_by = stack.enter_context(served.serving(database.uri, database.auth))
        wire = stack.enter_context(Wire(served_by.port))
        bodies = [
            post("/graphql", asked.Asked(REPAIRED, {"team": team}).body, token=token(lead)) for lead, team in teams
        ]
        repaired = sum(answered(wire, each)["node"]["substitute"] is not None for each in bodies)
        cells = repeated(wire, bodies, served_by.by, Processes(pid), rounds=rounds, most_warming=rounds)
        yield f"| {len(teams)} | {repaired} | {cells}"
