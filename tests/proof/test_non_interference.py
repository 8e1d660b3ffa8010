"""Whoever is hidden from a stranger makes no difference to anything the stranger is ever told (R17, R24, R30)."""

import asyncio
import random
from itertools import chain, zip_longest

import pytest

from ..world import Data
from .results import record
from .sizes import size
from .strangers import Crowd, Graph, draw
from .worlds import ProofWorld

GRAPHS = size(150, 10_000)
TOGETHER = 150
"""Graphs in one store; each has words of its own, so that its stranger meets no other."""
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
SURFACES = ("NETWORK", "SKILLS", "LOCATION")


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
    """Who is suggested to a stranger, page by page, on all surfaces and on one alone; ids are drawn alike each time."""
    stranger, told = crowd.people[graph.stranger], list[Data]()
    crowd.world.chance.seed(graph.number)
    for surface in ("ALL", SURFACES[graph.number % len(SURFACES)]):
        page: Data = {"hasNextPage": True, "endCursor": None}
        while page["hasNextPage"]:
            answer = await stranger.asks(SUGGEST, surface=surface, first=2, after=page["endCursor"])
            told.append(answer.body)
            page = answer.data["viewer"]["recommendations"]["pageInfo"]
    return told


async def transcripts(crowd: Crowd, graphs: list[Graph]) -> list[list[Data]]:
    """What the strangers of these graphs are told, a few of them at a time, and then who is suggested to each."""
    some = asyncio.Semaphore(4)

    async def one(graph: Graph) -> list[Data]:
        async with some:
            return await transcript(crowd, graph)

    told = await asyncio.gather(*map(one, graphs))
    told = [each + await suggestions(crowd, graph) for graph, each in zip(graphs, told, strict=True)]
    for answer in chain.from_iterable(told):
        answer["extensions"]["cost"].pop("throttleStatus")  # what is left of a minute's points: one's own doing
        for error in answer.get("errors", []):
            error["extensions"].pop("requestId")
    return told


@pytest.mark.attack(34, 35, 36, 40, 46)
@pytest.mark.requirement("R17")
@pytest.mark.requirement("R24")
@pytest.mark.requirement("R30")
async def test_a_stranger_is_told_the_same_whether_or_not_the_hidden_are_there(proof: ProofWorld) -> None:
    """In lists, counts, facets, cursors, mutual connections, suggestions and refusals; hiding does change them."""
    for first in range(0, GRAPHS, TOGETHER):
        await proof.wipe()
        graphs = [draw(number, random.Random(number)) for number in range(first, min(first + TOGETHER, GRAPHS))]
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
    record("Hidden people", "random graphs", tried=GRAPHS, whole=10_000, came="0 differences")


async def looked_up(crowd: Crowd, graph: Graph) -> Data:
    """What the stranger is told when they look everybody up."""
    text, variables = questions(crowd, graph)[0]
    return {"data": (await crowd.people[graph.stranger].asks(text, **variables)).data}
