"""What truly speaks for a suggestion, asked of the database in words of its own: what reasons are checked against."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import neo4j

from confrere.recommendations import ReasonKind

AT_ONCE = 200

TRUE = """
UNWIND $pairs AS pair
MATCH (me:Freelancer {id: pair.me}) MATCH (person:Freelancer {id: pair.person})
RETURN pair.me AS me, pair.person AS person,
  person.status = 'ACTIVE' AND person.visibility = 'PUBLIC' AND NOT EXISTS { (me)-[:BLOCKED]-(person) }
    AND NOT EXISTS { (me)-[:CONNECTED_TO|INVITED|DISMISSED]->(person) }
    AND NOT EXISTS { (me)<-[:CONNECTED_TO|INVITED]-(person) } AS maySee,
  COLLECT { MATCH (me)-[:CONNECTED_TO]-(both:Freelancer {status: 'ACTIVE', visibility: 'PUBLIC'})
    WHERE EXISTS { (both)-[:CONNECTED_TO]-(person) } AND NOT EXISTS { (both)-[:BLOCKED]-(me) }
    RETURN both.id ORDER BY both.id } AS SHARED_CONNECTIONS,
  COLLECT { MATCH (me)-[:HAS_SKILL]->(both:Skill)<-[:HAS_SKILL]-(person) RETURN both.id ORDER BY both.id }
    AS SHARED_SKILLS,
  COLLECT { MATCH (person)-[:HAS_SKILL]->(theirs:Skill) WHERE NOT EXISTS { (me)-[:HAS_SKILL]->(theirs) }
    RETURN theirs.id ORDER BY theirs.id } AS COMPLEMENTARY_SKILLS,
  COLLECT { MATCH (me)-[:LIVES_IN]->(both:City)<-[:LIVES_IN]-(person) RETURN both.id } AS SAME_CITY,
  COLLECT { MATCH (me)-[:WORKS_IN]->(both:Category)<-[:WORKS_IN]-(person) RETURN both.id ORDER BY both.id }
    AS SAME_CATEGORY,
  COLLECT { MATCH (me)-[:LIVES_IN]->(mine:City)-[:IN]->(both:Country)<-[:IN]-(theirs:City)<-[:LIVES_IN]-(person)
    WHERE mine <> theirs RETURN both.code } AS SAME_COUNTRY,
  [x IN ['new'] WHERE person.joinedAt > $newSince] AS NEWCOMER"""


async def what_is_true(
    driver: neo4j.AsyncDriver, pairs: Sequence[tuple[str, str]], *, new_since: datetime
) -> Mapping[tuple[str, str], dict[str, Any]]:
    """Returns, of each viewer and person suggested, all that each kind of reason could name, and whether ``maySee``."""
    found = {}
    for first in range(0, len(pairs), AT_ONCE):
        asked = [{"me": me, "person": person} for me, person in pairs[first : first + AT_ONCE]]
        records, _, _ = await driver.execute_query(TRUE, pairs=asked, newSince=new_since)
        for row in records:
            told = {kind: row[kind] for kind in ReasonKind if kind is not ReasonKind.WELL_CONNECTED}
            found[row["me"], row["person"]] = told | {"maySee": row["maySee"]}
    return found
