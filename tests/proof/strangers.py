"""Small random graphs, many in one store: each has a stranger, and people who are hidden from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from confrere.graph.model.ids import pair_key

from ..world import Data, Person
from .worlds import ProofWorld

LETTERS = "abcdefghjkmnpqrstvwxyz"
WAYS = ("private", "blocking", "deactivated")

SETTLE = """
UNWIND $graphs AS graph
MERGE (country:Country {code: graph.country}) ON CREATE SET country.name = graph.country
CREATE (city:City {id: graph.city, name: graph.word, searchName: graph.word, population: 1000, timeZone: 'UTC',
  point: point({latitude: graph.latitude, longitude: graph.longitude})})-[:IN]->(country)
CREATE (category:Category {id: graph.category, name: graph.word})
CREATE (skill:Skill {id: graph.skill, name: graph.word, synonyms: []})<-[:NAMES]-(:SkillName {key: graph.word})
WITH graph, country, city, category, skill
UNWIND graph.people AS each
MATCH (f:Freelancer {id: each.id})
SET f.cityId = city.id, f.countryCode = country.code, f.categoryIds = [category.id], f.email = each.email,
  f.emailKey = each.email, f.skillLevels = CASE WHEN each.level > 0 THEN [skill.id + ':' + each.level] ELSE [] END
CREATE (f)-[:LIVES_IN]->(city) CREATE (f)-[:WORKS_IN]->(category)
FOREACH (_ IN CASE WHEN each.level > 0 THEN [1] ELSE [] END | CREATE (f)-[has:HAS_SKILL {level: each.level}]->(skill)
  SET has.offerKey = skill.id + '|' + city.id + '|' + each.level)"""
CONNECT = """
UNWIND $pairs AS pair MATCH (a:Freelancer {id: pair.low}) MATCH (b:Freelancer {id: pair.high})
CREATE (a)-[:CONNECTED_TO {pair: pair.key, since: $now, entryPoint: 'IMPORT'}]->(b)"""
LIST = """
UNWIND $ids AS id MATCH (f:Freelancer {id: id})
SET f.networkIds = COLLECT { MATCH (f)-[:CONNECTED_TO]-(other) RETURN other.id }"""
HIDE = """
UNWIND $rows AS row MATCH (f:Freelancer {id: row.id}) MATCH (stranger:Freelancer {id: row.stranger})
SET f.visibility = CASE row.way WHEN 'private' THEN 'PRIVATE' ELSE f.visibility END,
  f.status = CASE row.way WHEN 'deactivated' THEN 'DEACTIVATED' ELSE f.status END
FOREACH (_ IN CASE row.way WHEN 'blocking' THEN [1] ELSE [] END |
  CREATE (f)-[:BLOCKED {at: $now, name: 'Somebody'}]->(stranger))"""
REMOVE = "UNWIND $ids AS id MATCH (f:Freelancer {id: id}) DETACH DELETE f"
FORGET = "MATCH (slate:Slate) DELETE slate"


@dataclass(frozen=True)
class Graph:
    """Up to ten people with a city, a category, a skill and first letters of their own: no other graph shows in it."""

    number: int
    word: str
    country: str
    stranger: str
    others: tuple[str, ...]
    hidden: dict[str, str]
    """Names of the hidden, and how each hides."""
    levels: dict[str, int]
    """How well each knows the skill, 0 for not at all."""
    pairs: tuple[tuple[str, str], ...]
    is_listed: bool
    """Whether networks stand on its people too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody's."""
        return (self.stranger, *self.others, *self.hidden)

    def id(self, kind: str) -> str:
        """The id of its city, category or skill."""
        return f"{kind}_{self.word:0>16}"


def draw(number: int, chance: random.Random) -> Graph:
    """Draws the graph of a number; the stranger is connected with nobody who is hidden."""
    word = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in (2, 1, 0))
    count, hiding = chance.randint(3, 6), chance.randint(1, 3)
    stranger, *rest = [word + letter for letter in LETTERS[: 1 + count + hiding]]
    chance.shuffle(rest)
    hidden = {name: chance.choice(WAYS) for name in rest[:hiding]}
    pairs = [
        (one, other)
        for one, other in combinations((stranger, *rest), 2)
        if chance.random() < 0.5 and not (one == stranger and other in hidden)
    ]
    return Graph(
        number=number,
        word=word,
        country=chance.choice(["PT", "ES"]),
        stranger=stranger,
        others=tuple(sorted(rest[hiding:])),
        hidden=hidden,
        levels={name: chance.choice([0, 1, 3, 5]) for name in (stranger, *rest)},
        pairs=tuple(pairs),
        is_listed=chance.random() < 0.7,
    )


class Crowd:
    """The people of many graphs, all of them in one store."""

    def __init__(self, world: ProofWorld, graphs: Sequence[Graph], people: Sequence[Person]) -> None:
        self.world = world
        self.graphs = graphs
        self.people = {person.handle: person for person in people}

    @classmethod
    async def gather(cls, world: ProofWorld, graphs: Sequence[Graph]) -> "Crowd":
        """Writes everybody, still to be seen by all."""
        crowd = cls(world, graphs, await world.crowd([name for graph in graphs for name in graph.names]))
        await world.cypher(SETTLE, graphs=[crowd.facts(graph) for graph in graphs])
        pairs = [sorted((crowd.people[a].id, crowd.people[b].id)) for graph in graphs for a, b in graph.pairs]
        keyed = [{"low": low, "high": high, "key": pair_key(low, high)} for low, high in pairs]
        await world.cypher(CONNECT, pairs=keyed, now=world.clock())
        await crowd.list_networks()
        return crowd

    def facts(self, graph: Graph) -> Data:
        """What is written of a graph."""
        return {
            "word": graph.word,
            "country": graph.country,
            "city": graph.id("CI"),
            # A degree apart and near the equator, so that nobody lives within fifty kilometres of another graph.
            "latitude": graph.number % 80 - 40.0,
            "longitude": graph.number // 80 - 170.0,
            "category": graph.id("CA"),
            "skill": graph.id("SK"),
            "people": [
                {"id": self.people[name].id, "email": f"{name}@example.com", "level": graph.levels[name]}
                for name in graph.names
            ],
        }

    async def list_networks(self) -> None:
        """Writes networks on people as the product keeps them there."""
        listed = [name for graph in self.graphs if graph.is_listed for name in graph.names]
        await self.world.cypher(LIST, ids=[self.people[name].id for name in listed])

    async def hide(self) -> None:
        """Hides whoever is to be hidden from the stranger of their graph."""
        rows = [
            {"id": self.people[name].id, "way": way, "stranger": self.people[graph.stranger].id}
            for graph in self.graphs
            for name, way in graph.hidden.items()
        ]
        await self.world.cypher(HIDE, rows=rows, now=self.world.clock())

    async def remove(self) -> None:
        """Makes the world in which those who are hidden have never been, nor anybody been suggested yet."""
        await self.world.cypher(REMOVE, ids=[self.people[name].id for graph in self.graphs for name in graph.hidden])
        await self.list_networks()
        await self.world.cypher(FORGET)
