"""Whoever is hidden from a stranger makes no difference to anything the stranger is ever told (R17, R24, R30)."""

import asyncio
import random
from dataclasses import asdict
from itertools import zip_longest

import pytest

from confrere.recommendations.slates import Viewed, begin, shown
from confrere.recommendations.snapshot import Snapshot, Surface

from ..facts import WHOLE
from ..recommendations.in_neo4j import loaded
from ..world import Data
from .results import record
from .sizes import numbered, size
from .strangers import Crowd, Graph, draw
from .worlds import ProofWorld

GRAPHS = size(150, 10_000)
TOGETHER = 150
"""Graphs in one store; each has words of its own, so that its stranger meets no other."""
ONCE_DIFFERENT = ((154, "2711271 154"), (276, "2711272 276"))
"""Graphs by number and chance in which a blocker was told of once: their skills counted as usual in a category."""
SAMPLE = 10
"""Graphs of each store in which it is seen that hiding changes what is told."""

PERSON = (
    "id handle name notice profile { headline skills { level skill { id } } city { id } categories { id } } "
    "network(first: 9) { totalCount nodes { id } } viewerRelation { state isSameCity sharedSkills { id } "
    "mutualConnections(first: 9) { totalCount nodes { id } } }"
)
LIST = (
    "{ totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { %s } } "
    "skills: facets(kind: SKILL) { count subject { ... on Skill { id } } } "
    "cities: facets(kind: CITY) { count subject { ... on City { id } } } "
    "categories: facets(kind: CATEGORY) { count subject { ... on Category { id } } } }"
)
LOOK = "query L($ids: [ID!]!) { nodes(ids: $ids) { ... on Freelancer { " + PERSON + " } } }"
SEARCH = (
    "query S($query: String!, $first: Int, $after: String) "
    "{ searchFreelancers(query: $query, first: $first, after: $after) " + LIST % PERSON + " }"
)
BROWSE = (
    "query B($filter: FreelancerFilter, $orderBy: [FreelancerOrder!], $first: Int, $last: Int) "
    "{ browseFreelancers(filter: $filter, orderBy: $orderBy, first: $first, last: $last) "
    + LIST % "id viewerRelation { state }"
    + " }"
)
OWN = (
    "query O($skill: String!, $city: String!) { skills(query: $skill, first: 9) { totalCount nodes { id } } "
    "cities(query: $city, first: 9) { totalCount nodes { id } } "
    "viewer { network(first: 9) { totalCount nodes { "
    + PERSON
    + " } } invitationsReceived(first: 9) { totalCount } } }"
)
ACTS = "mutation %s($input: %sInput!) { %s(input: $input) { __typename ... on UserError { code message path } } }"
INVITE, BLOCK, DISMISS = (
    ACTS % (name.title(), name[0].upper() + name[1:], name)
    for name in ("sendInvitation", "blockFreelancer", "dismissRecommendation")
)
SUGGEST = (
    "query R($surface: Surface!, $first: Int, $after: String) { viewer { "
    "recommendations(surface: $surface, first: $first, after: $after) { slateId totalCount "
    "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor "
    "node { id handle name profile { headline } viewerRelation { state mutualConnections(first: 9) { totalCount } } } "
    "reasons { kind count sentence witnesses { __typename ... on Freelancer { id handle name } "
    "... on Skill { id name } ... on City { id name } ... on Country { code } ... on Category { id } } } } } } }"
)
SURFACES = tuple(Surface)


def questions(crowd: Crowd, graph: Graph) -> list[tuple[str, Data]]:
    """Every road to other people that a stranger can take, in one graph."""
    ids = {name: crowd.people[name].id for name in graph.names}
    here = {"place": {"near": {"cityId": graph.id("CI")}}}
    by_rate: Data = {"orderBy": [{"field": "HOURLY_RATE", "direction": "DESC"}]}
    asked: list[tuple[str, Data]] = [
        (LOOK, {"ids": [*ids.values()]}),
        (SEARCH, {"query": graph.word, "first": 2}),
        (OWN, {"skill": graph.word, "city": graph.word}),
        (BROWSE, {"filter": here | {"skills": {"any": [graph.word], "minLevel": 2}}, "first": 9}),
        (BROWSE, {"filter": here | {"categoryIds": [graph.id("CA")]}, "last": 2} | by_rate),
    ]
    for name in graph.hidden:
        asked += [(SEARCH, {"query": text, "first": 9}) for text in (f"{name} T", f"{name}@example.com")]
        asked.append((INVITE, {"input": {"freelancerId": ids[name], "entryPoint": "NAME_SEARCH", "steps": 1}}))
        asked += [(act, {"input": {"freelancerId": ids[name]}}) for act in (BLOCK, DISMISS)]
    return asked


async def transcript(crowd: Crowd, graph: Graph) -> list[Data]:
    """Everything a stranger is told, the second page of a search included, but for the id of the request."""
    stranger, told = crowd.people[graph.stranger], list[Data]()
    for text, variables in questions(crowd, graph):
        answer = (await stranger.asks(text, **variables)).body
        told.append(answer)
        found = (answer.get("data") or {}).get("searchFreelancers")
        if found and found["pageInfo"]["hasNextPage"]:
            after = found["pageInfo"]["endCursor"]
            told.append((await stranger.asks(text, **variables | {"after": after})).body)
    return told


async def suggestions(crowd: Crowd, graph: Graph) -> list[Data]:
    """Whom the database suggests to a stranger on one surface, page by page; ids are drawn alike each time."""
    stranger, told = crowd.people[graph.stranger], list[Data]()
    crowd.world.chance.seed(graph.number)
    page: Data = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        surface = SURFACES[graph.number % len(SURFACES)]
        answer = await stranger.asks(SUGGEST, surface=surface, first=2, after=page["endCursor"])
        told.append(answer.body)
        page = answer.data["viewer"]["recommendations"]["pageInfo"]
    return told


async def from_memory(crowd: Crowd, graph: Graph, snapshot: Snapshot) -> list[Data]:
    """The slates that the snapshot ranks for a stranger on all surfaces, with all that is shown of them."""
    world, chance, told = crowd.world, random.Random(f"from memory {graph.number}"), list[Data]()
    viewed = Viewed(crowd.people[graph.stranger].id, world.clock(), world.settings.rules)
    for surface in SURFACES:
        slate = await begin(world.store, snapshot, viewed, surface, size=9, chance=chance)
        people = await shown(world.store, viewed, slate, range(len(slate.candidates)), profile=tuple(WHOLE))
        assert not slate.method.startswith("cypher")
        told.append({"slate": asdict(slate), "people": [asdict(each) for each in people]})
    return told


async def transcripts(crowd: Crowd, graphs: list[Graph]) -> list[list[Data]]:
    """What the strangers of these graphs are told, a few of them at a time, and then who is suggested to each."""
    some, snapshot = asyncio.Semaphore(4), await loaded(crowd.world.store)

    async def one(graph: Graph) -> tuple[list[Data], list[Data]]:
        async with some:
            return await transcript(crowd, graph), await from_memory(crowd, graph, snapshot)

    told = list[list[Data]]()
    for graph, (asked, remembered) in zip(graphs, await asyncio.gather(*map(one, graphs)), strict=True):
        asked += await suggestions(crowd, graph)
        for answer in asked:
            answer["extensions"]["cost"].pop("throttleStatus")  # what is left of a minute's points: one's own doing
            for error in answer.get("errors", []):
                error["extensions"].pop("requestId")
        told.append(asked + remembered)
    return told


@pytest.mark.attack(34, 35, 36, 40, 46)
@pytest.mark.requirement("R17")
@pytest.mark.requirement("R24")
@pytest.mark.requirement("R30")
async def test_a_stranger_is_told_the_same_whether_or_not_the_hidden_are_there(proof: ProofWorld) -> None:
    """In lists, counts, facets, cursors, mutual connections, suggestions and refusals; hiding does change them."""
    for first in range(0, GRAPHS, TOGETHER):
        await proof.wipe()
        graphs = [draw(number, numbered(number)) for number in range(first, min(first + TOGETHER, GRAPHS))]
        if first == 0:
            graphs += [draw(number, random.Random(drawn)) for number, drawn in ONCE_DIFFERENT]
        crowd = await Crowd.gather(proof, graphs)
        seen = [await looked_up(crowd, graph) for graph in graphs[:SAMPLE]]
        await crowd.hide()
        hidden = await transcripts(crowd, graphs)
        assert not any(one["data"] == told[0]["data"] for one, told in zip(seen, hidden, strict=False))
        assert str(hidden).count("'sentence': ") > len(graphs)
        await crowd.remove()
        absent = await transcripts(crowd, graphs)
        for graph, one, other in zip(graphs, hidden, absent, strict=True):
            differing = [pair for pair in zip_longest(one, other) if pair[0] != pair[1]]
            assert differing == [], graph
    record("Hidden people", "random graphs", tried=GRAPHS, whole=10_000, came="0 differences", adds=True)


async def looked_up(crowd: Crowd, graph: Graph) -> Data:
    """What the stranger is told when they look everybody up."""
    text, variables = questions(crowd, graph)[0]
    return {"data": (await crowd.people[graph.stranger].asks(text, **variables)).data}
