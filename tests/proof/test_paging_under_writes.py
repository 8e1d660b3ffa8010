"""Pages while others write: whoever can be found all the while stands on exactly one page."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import pytest

from confrere.graph import finding
from confrere.graph.model import ranked_list

from ..world import Data, Person
from .results import record
from .sizes import size
from .worlds import ProofWorld

READINGS = size(25, 1_000)
"""Whole lists read, of each kind."""
CROWD = 14
LETTERS = "abcdefghjkmnpqrst"

PAGE = "{ pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { handle } }"
ARGUMENTS = "first: $first, after: $after, last: $last, before: $before"
VARIABLES = "$first: Int, $after: String, $last: Int, $before: String"
LISTS = {
    "search": f'query P({VARIABLES}) {{ searchFreelancers(query: "kim", {ARGUMENTS}) {PAGE} }}',
    "browse": f"query P({VARIABLES}) {{ browseFreelancers({ARGUMENTS}) {PAGE} }}",
    "browse by rate": f"query P({VARIABLES}) {{ browseFreelancers(orderBy: [{{field: HOURLY_RATE, direction: DESC}}], "
    f"{ARGUMENTS}) {PAGE} }}",
    "network": f"query P({VARIABLES}) {{ viewer {{ network({ARGUMENTS}) {PAGE} }} }}",
}


@dataclass
class Others:
    """What others do between two pages: come, hide and show themselves, connect with each other and with the reader."""

    world: ProofWorld
    reader: Person
    people: list[Person]
    chance: random.Random
    touched: set[str] = field(default_factory=set)
    """Handles of people who were not to be found all the while."""
    born: int = 0

    async def come(self) -> None:
        """Somebody joins, connected with the reader, under a name anywhere in the list."""
        self.born += 1
        name = f"kim{self.chance.choice(LETTERS)}{LETTERS[self.born % len(LETTERS)]}"
        if name in self.touched:
            return
        self.touched.add(name)
        new = await self.world.person(name)
        await self.world.connect((self.reader, new))

    async def hide(self) -> None:
        """Somebody goes private or comes back."""
        one = self.chance.choice(self.people[: CROWD // 2])
        self.touched.add(one.handle)
        await self.world.cypher(
            "MATCH (f:Freelancer {id: $id}) SET f.visibility = CASE f.visibility WHEN 'PUBLIC' THEN 'PRIVATE' "
            "ELSE 'PUBLIC' END, f.status = CASE WHEN $closes THEN 'DEACTIVATED' ELSE 'ACTIVE' END",
            id=one.id,
            closes=self.chance.random() < 0.3,
        )

    async def meet(self) -> None:
        """Two of them connect or part, which changes how close they are to the reader."""
        one, other = self.chance.sample(self.people, 2)
        await self.world.cypher(MEET, low=min(one.id, other.id), high=max(one.id, other.id), now=self.world.clock())

    async def act(self) -> None:
        """Does some of it."""
        doings: list[Callable[[], Awaitable[None]]] = [self.come, self.hide, self.meet, self.meet, self.meet]
        for _ in range(self.chance.randint(0, 3)):
            await self.chance.choice(doings)()


MEET = """
MATCH (a:Freelancer {id: $low}) MATCH (b:Freelancer {id: $high})
OPTIONAL MATCH (a)-[c:CONNECTED_TO]-(b)
FOREACH (_ IN CASE WHEN c IS NULL THEN [1] ELSE [] END |
  CREATE (a)-[:CONNECTED_TO {pair: $low + '|' + $high, since: $now, entryPoint: 'IMPORT'}]->(b))
DELETE c"""


async def read(reader: Person, text: str, others: Others, *, forward: bool) -> list[str]:
    """Reads a list to its end, a few people at a time, while others act between any two pages."""
    seen: list[str] = []
    cursor = None
    while True:
        count = others.chance.randint(1, 4)
        page = {"first": count, "after": cursor} if forward else {"last": count, "before": cursor}
        found: Data = (await reader.asks(text, **page)).data
        while "nodes" not in found:
            (found,) = found.values()
        seen += [each["handle"] for each in found["nodes"]]
        info = found["pageInfo"]
        if not info["hasNextPage" if forward else "hasPreviousPage"]:
            return seen
        cursor = info["endCursor" if forward else "startCursor"]
        await others.act()


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("kind", LISTS)
async def test_whoever_is_there_throughout_is_read_exactly_once(
    proof: ProofWorld, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Forwards and backwards, in the closest few and behind them, whatever others do meanwhile."""
    # A small head and pool, so that a crowd of fourteen has people within and beyond both.
    monkeypatch.setattr(ranked_list, "HEAD", 5)
    monkeypatch.setattr(finding, "HEAD", 5)
    monkeypatch.setattr(finding, "WHOLE", replace(finding.WHOLE, limit=9))
    disturbed = 0
    for number in range(READINGS):
        chance = random.Random(number)
        await proof.wipe()
        reader = await proof.person("zoe")
        names = [f"kim{letter}" for letter in LETTERS[:CROWD]]
        chance.shuffle(names)
        half = CROWD // 2
        people = [*await proof.crowd(names[:half]), *await proof.crowd(names[half:], hourlyRate=2000)]
        await proof.connect(*((reader, each) for each in people if kind == "network" or chance.random() < 0.3))
        others = Others(proof, reader, people, chance)
        seen = await read(reader, LISTS[kind], others, forward=number % 2 == 0)
        always = {each.handle for each in people} - others.touched
        assert len(seen) == len(set(seen)), (number, seen)
        assert always <= set(seen), (number, always - set(seen))
        disturbed += bool(others.touched)
    assert disturbed > READINGS // 2
    record("Hidden people", f"readings under writes: {kind}", tried=READINGS, whole=1_000, came="0 lost or doubled")
