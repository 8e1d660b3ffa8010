"""A world that took many acts to make, remembered whole and put back where it is needed again."""

from dataclasses import dataclass
from datetime import datetime

from .world import Data, World

NODES = """
MATCH (n) WHERE NOT n:__Neo4jMigration
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS holds"""
LINKS = """
MATCH (a)-[r]->(b) WHERE NOT a:__Neo4jMigration
RETURN elementId(a) AS a, elementId(b) AS b, type(r) AS type, properties(r) AS holds"""
MAKE = """
UNWIND $nodes AS node
CREATE (n:$(node.labels)) SET n = node.holds
WITH collect(n) AS made
UNWIND $links AS link
WITH link, made[link.a] AS a, made[link.b] AS b
CREATE (a)-[r:$(link.type)]->(b) SET r = link.holds"""


@dataclass(frozen=True)
class Copy:
    """All nodes and relationships of a world, and its moment."""

    nodes: list[Data]
    links: list[Data]
    now: datetime


async def copied(world: World) -> Copy:
    """Remembers a world."""
    nodes = await world.cypher(NODES)
    place = {node.pop("id"): number for number, node in enumerate(nodes)}
    links = [{**link, "a": place[link["a"]], "b": place[link["b"]]} for link in await world.cypher(LINKS)]
    return Copy(nodes, links, world.clock())


async def put_back(world: World, copy: Copy) -> None:
    """Makes a world what another one was."""
    await world.wipe()
    await world.cypher(MAKE, nodes=copy.nodes, links=copy.links)
    world.clock.now = copy.now
