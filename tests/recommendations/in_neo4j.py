"""A drawn marketplace in the small server, some acts between its people, and the snapshot loaded from it."""

import csv
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import neo4j
import numpy as np

from confrere.graph.marketplace import generate
from confrere.graph.store import Store
from confrere.recommendations.snapshot import WIDE_SECONDS, Snapshot

DAY = datetime(2026, 3, 1, tzinfo=UTC)
AT_ONCE = 2000

PEOPLE = """
UNWIND $rows AS row CREATE (f:Freelancer {id: row.id, handle: row.handle, name: row.name, visibility: row.visibility,
  status: row.status, joinedAt: datetime(row.joined)})
WITH f, row MATCH (c:City {id: row.city})-[:IN]->(l) CREATE (f)-[:LIVES_IN]->(c)
SET f.cityId = c.id, f.countryCode = l.code"""
CITIES = """
UNWIND $rows AS row MERGE (l:Country {code: row.country}) ON CREATE SET l.name = row.country
CREATE (c:City {id: row.id, name: row.name, point: point({latitude: row.lat, longitude: row.lon})})-[:IN]->(l)"""
NAMED = {
    "Skill": "UNWIND $rows AS row CREATE (:Skill {id: row.id, name: row.name})",
    "Category": "UNWIND $rows AS row CREATE (:Category {id: row.id, name: row.name})",
}
LINKS = {
    "HAS_SKILL": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Skill {id: row.b}) "
    "CREATE (f)-[:HAS_SKILL {level: 3}]->(s)",
    "WORKS_IN": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Category {id: row.b}) "
    "CREATE (f)-[:WORKS_IN]->(s)",
    "CONNECTED_TO": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Freelancer {id: row.b}) "
    "CREATE (f)-[:CONNECTED_TO {pair: row.a + '|' + row.b, since: $day, entryPoint: 'IMPORT'}]->(s)",
    "WORKED": "UNWIND $rows AS row MATCH (:Freelancer {id: row.a})-[tie:CONNECTED_TO]->(:Freelancer {id: row.b}) "
    "SET tie.jobsTogether = row.jobs, tie.lastJobAt = $day",
    "BLOCKED": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Freelancer {id: row.b}) "
    "CREATE (f)-[:BLOCKED {at: $day, name: 'Somebody'}]->(s)",
    "DISMISSED": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Freelancer {id: row.b}) "
    "CREATE (f)-[:DISMISSED {at: $day}]->(s)",
    "INVITED": "UNWIND $rows AS row MATCH (f:Freelancer {id: row.a}) MATCH (s:Freelancer {id: row.b}) "
    "WHERE NOT EXISTS { (f)-[:INVITED]-(s) } "
    "CREATE (f)-[:INVITED {id: 'IN_' + right(row.a, 8) + right(row.b, 8), pair: row.a + '|' + row.b, sentAt: $day, "
    "expiresAt: $day + duration('P30D')}]->(s)",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    """Reads a file of the marketplace by its headers, without their types."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        header = [name.partition(":")[0] or name for name in next(table)]
        return [dict(zip(header, row, strict=True)) | {"a": row[0], "b": row[1]} for row in table]


async def settle(driver: neo4j.AsyncDriver, people: int) -> list[str]:
    """Draws a marketplace into an emptied server, with joint work, blocks, dismissals and pending invitations.

    Returns:
        Ids of its people, in order.
    """

    async def put(text: str, rows: list[dict[str, Any]]) -> None:
        for first in range(0, len(rows), AT_ONCE):
            await driver.execute_query(text, rows=rows[first : first + AT_ONCE], day=DAY)  # pyright: ignore[reportCallIssue, reportArgumentType]  # of the lists above

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, now=DAY, people=people, history=False)
        freelancers, cities = rows_of(folder / "freelancers.csv"), rows_of(folder / "cities.csv")
        skills, categories = rows_of(folder / "skills.csv"), rows_of(folder / "categories.csv")
        lands = {row["a"]: row["b"] for row in rows_of(folder / "city_in.csv")}
        codes = [row["b"] for row in rows_of(folder / "countries.csv")]
        homes = {row["a"]: row["b"] for row in rows_of(folder / "lives_in.csv")}
        links = {kind: rows_of(folder / f"{kind.lower()}.csv") for kind in ("HAS_SKILL", "WORKS_IN", "CONNECTED_TO")}
    points = [dict(part.strip().split(":") for part in row["point"].strip("{}").split(",")) for row in cities]
    await put(
        CITIES,
        [
            {
                "id": row["b"],
                "name": row["name"],
                "country": codes[int(lands[row["a"]])],
                "lat": float(point["latitude"]),
                "lon": float(point["longitude"]),
            }
            for row, point in zip(cities, points, strict=True)
        ],
    )
    await put(NAMED["Skill"], [{"id": row["b"], "name": row["name"]} for row in skills])
    await put(NAMED["Category"], [{"id": row["b"], "name": row["name"]} for row in categories])
    towns = {row["a"]: row["b"] for row in cities}
    await put(
        PEOPLE,
        [
            {name: row[name] for name in ("handle", "name", "visibility", "status")}
            | {"id": row["b"], "joined": row["joinedAt"], "city": towns[homes[row["a"]]]}
            for row in freelancers
        ],
    )
    ids = [row["b"] for row in freelancers]
    ends = {
        "HAS_SKILL": [row["b"] for row in skills],
        "WORKS_IN": [row["b"] for row in categories],
        "CONNECTED_TO": ids,
    }
    for kind, rows in links.items():
        await put(LINKS[kind], [{"a": ids[int(row["a"])], "b": ends[kind][int(row["b"])]} for row in rows])
    chance = np.random.default_rng(1)
    tied = [{"a": ids[int(row["a"])], "b": ids[int(row["b"])]} for row in links["CONNECTED_TO"]]
    done = chance.geometric(0.6, len(tied)) - 1
    worked = [pair | {"jobs": jobs} for pair, jobs in zip(tied, done.tolist(), strict=True) if jobs > 0]
    await put(LINKS["WORKED"], worked)
    for kind in ("BLOCKED", "DISMISSED", "INVITED"):
        first = chance.permutation(len(ids))[: len(ids) // 4]
        second = (first + chance.integers(1, len(ids), len(first))) % len(ids)
        pairs = [{"a": ids[one], "b": ids[other]} for one, other in zip(first.tolist(), second.tolist(), strict=True)]
        await put(LINKS[kind], [{"a": min(each.values()), "b": max(each.values())} for each in pairs])
    return ids


async def loaded(store: Store, *, stale_seconds: float = 3600.0, wide_seconds: float = WIDE_SECONDS) -> Snapshot:
    """The snapshot of all that is in the server; it stays current for the test, however slow the machine is."""
    snapshot = Snapshot(store, stale_seconds=stale_seconds, wide_seconds=wide_seconds)
    await snapshot.load()
    return snapshot


def moment() -> dict[str, Any]:
    """Parameters of a moment at which nothing has run out."""
    now = DAY + timedelta(days=1)
    return {"now": now, "dismissedSince": now - timedelta(days=180)}
