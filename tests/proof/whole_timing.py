"""How long an answer takes gives nothing away: whoever times it guesses hardly better than by a coin.

`scripts/proof` runs it, on a machine that has nothing else to do. The measure is the area under the receiver operating
characteristic (AUC) of the duration as a score: the chance that an answer of the one kind took longer than one of the
other, ties counting half (Mann and Whitney, 1947: U / (m n)).
"""

import random
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter_ns

import neo4j
import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.model.rules import Phase
from confrere.graph.store import Store
from confrere.recommendations.slates import Viewed, begin
from confrere.recommendations.snapshot import Snapshot, Surface

from ..hiring import skill
from ..recommendations.in_neo4j import loaded
from ..world import Data, Person
from .playing import document
from .results import record
from .sizes import size
from .worlds import ROOM, ProofWorld

SAMPLES = size(100, 2_000)
"""Answers of both kinds together."""
TOLERANCE = 0.05
LETTERS = "abcdefghjkmnpqrs"
BY_ID = (
    "query ById($id: ID!) { freelancer(by: {id: $id}) { id handle name viewerRelation { state actions "
    "mutualConnections(first: 3) { totalCount } } } }"
)
BY_EMAIL = "query ByEmail($query: String!) { searchFreelancers(query: $query, first: 5) { totalCount nodes { id } } }"
TEAM = (
    "query Team($needs: [RequirementInput!]!, $who: [ID!]!) { viewer { proposeTeams(for: {requirements: $needs}, "
    "constraints: {mustInclude: $who}, radius: 2) { __typename ... on UserError { code message path } } } }"
)
Asked = tuple[str, Data]


def auc(ones: Sequence[int], others: Sequence[int]) -> float:
    """The chance that one of the first took longer than one of the second."""
    return float(mannwhitneyu(ones, others).statistic) / (len(ones) * len(others))


def test_the_measure_tells_slow_from_fast_and_not_a_thing_from_itself() -> None:
    """One for the slower, a half for the same."""
    assert auc([3, 4, 5], [0, 1, 2]) == 1
    assert auc([0, 1, 2], [3, 4, 5]) == 0
    assert auc([1, 2, 2, 7], [1, 2, 2, 7]) == 0.5


async def hidden_and_absent(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada looks for private people and for nobody, by id."""
    (ada,) = await world.people("ada")
    hidden = await world.crowd((f"hidden{n}" for n in range(20)), visibility="PRIVATE")
    return ada, [(BY_ID, {"id": each.id}) for each in hidden], [(BY_ID, {"id": f"FL_{n:z<16}"}) for n in "bcdfghjkmn"]


async def addresses(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada looks for addresses of private people and for those that nobody has."""
    (ada,) = await world.people("ada")
    hidden = await world.crowd((f"hidden{n}" for n in range(20)), visibility="PRIVATE")
    for person in hidden:
        email = f"{person.handle}@example.org"
        await world.cypher(
            "MATCH (f:Freelancer {id: $id}) SET f.email = $email, f.emailKey = $email", id=person.id, email=email
        )
    return (
        ada,
        [(BY_EMAIL, {"query": f"{each.handle}@example.org"}) for each in hidden],
        [(BY_EMAIL, {"query": f"nobody{n}@example.org"}) for n in range(20)],
    )


async def declined_and_ignored(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada looks at people who declined her invitation and at people who let it lie."""
    ada, *others = await world.crowd(["ada", *(f"other{n}" for n in range(40))])
    for place, other in enumerate(others):
        invitation = await ada.invitation_to(other)
        if place % 2:
            await other.declines(invitation)
    asked = [(BY_ID, {"id": each.id}) for each in others]
    return ada, asked[1::2], asked[::2]


async def blocked_and_gone(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada invites people who blocked her and people whose accounts are closed."""
    ada, *others = await world.crowd(["ada", *(f"other{n}" for n in range(40))])
    for place, other in enumerate(others):
        if place % 2:
            await other.blocks(ada)
        else:
            await world.deactivates(other)
    asked: list[Asked] = [
        (
            document("sendInvitation"),
            {"input": {"freelancerId": each.id, "entryPoint": "NETWORK_PAGE", "steps": 2, "note": None}},
        )
        for each in others
    ]
    return ada, asked[1::2], asked[::2]


async def must_include(world: ProofWorld, how: str) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada wants people in her team whom she may not see, and people whom there never were; all else would do.

    Both that are hidden were within two connections of her, where the team is looked for.
    """
    ada, eve, *others = await world.crowd(["ada", "eve", *(f"other{n}" for n in range(60))])
    await world.connect((ada, eve), *((eve, each) for each in others))
    wanted = await skill(world)
    await world.cypher(
        "MATCH (f:Freelancer) MATCH (s:Skill {id: $skill}) CREATE (f)-[:HAS_SKILL {level: 3}]->(s)", skill=wanted
    )
    hidden = others[:20]
    for each in hidden:
        await (each.goes("PRIVATE") if how == "private" else each.blocks(ada))

    def asked(who: str) -> Asked:
        needs = [{"skillId": wanted, "weeklyHours": 5, "seats": 2}]
        return TEAM, {"needs": needs, "who": [who]}

    ones, nobody = [asked(each.id) for each in hidden], [asked(f"FL_{n:z<16}") for n in "bcdfghjkmn"]
    seen, unseen, absent = [
        (await ada.asks(text, **given)).data for text, given in (asked(others[-1].id), ones[0], nobody[0])
    ]
    assert seen["viewer"]["proposeTeams"] == {"__typename": "ProposedTeams"}
    assert unseen["viewer"]["proposeTeams"]["code"] == "UNAVAILABLE"
    assert unseen == absent
    return ada, ones, nobody


async def private_in_a_team(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada wants private people in her team, and nobody."""
    return await must_include(world, "private")


async def blocker_in_a_team(world: ProofWorld) -> tuple[Person, list[Asked], list[Asked]]:
    """Ada wants people in her team who blocked her, and nobody."""
    return await must_include(world, "blocking")


Stage = Callable[[ProofWorld], Awaitable[tuple[Person, list[Asked], list[Asked]]]]
STAGES: dict[str, Stage] = {
    "private or absent, by id": hidden_and_absent,
    "private or absent, by e-mail": addresses,
    "declined or ignored": declined_and_ignored,
    "invited a blocker or somebody gone": blocked_and_gone,
    "a team impossible with somebody private or absent": private_in_a_team,
    "a team impossible with a blocker or somebody absent": blocker_in_a_team,
}


@pytest.mark.attack(31, 34, 40, 41, 46, 47)
@pytest.mark.parametrize("name", STAGES)
async def test_durations_do_not_tell(store: Store, driver: neo4j.AsyncDriver, tokens: Tokens, name: str) -> None:
    """Both kinds in random order, after as many that only warm, and never different in what they say."""
    world = ProofWorld(store, driver, tokens, Settings(**ROOM, phase=Phase.TEAMS))
    await world.wipe()
    ada, ones, others = await STAGES[name](world)
    token = world.token(ada.id)
    chance = random.Random(name)
    took: dict[bool, list[int]] = {True: [], False: []}
    kinds = [True, False] * (SAMPLES // 2)
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds + kinds):
        text, variables = chance.choice(ones if kind else others)
        begun = perf_counter_ns()
        answer = await world.call(text, variables, {"Authorization": f"Bearer {token}"})
        if number >= len(kinds):
            took[kind].append(perf_counter_ns() - begun)
        assert answer.status == 200
    found = auc(took[True], took[False])
    record("Timing", name, tried=SAMPLES, whole=2_000, came=f"AUC {max(found, 1 - found):.3f}, at most 0.55")
    assert abs(found - 0.5) <= TOLERANCE, f"{name}: AUC {found:.3f}"


async def a_network(world: ProofWorld) -> tuple[list[Person], list[Person]]:
    """People of whom some have been blocked by a stranger and know nothing of it, and some have not."""
    people = await world.crowd(f"{one}{other}{third}" for one in "abcdefgh" for other in LETTERS for third in LETTERS)
    chance = random.Random(1)
    pairs = sorted({tuple(sorted(chance.sample([each.id for each in people], 2))) for _ in range(10 * len(people))})
    for start in range(0, len(pairs), 2_000):
        await world.cypher(
            "UNWIND $pairs AS pair MATCH (a:Freelancer {id: pair[0]}) MATCH (b:Freelancer {id: pair[1]}) "
            "CREATE (a)-[:CONNECTED_TO {pair: pair[0] + '|' + pair[1], since: $now, entryPoint: 'IMPORT'}]->(b)",
            pairs=pairs[start : start + 2_000],
            now=world.clock(),
        )
    viewers, foes = chance.sample(people, 160), chance.sample(people, 80)
    blocked, others = viewers[:80], viewers[80:]
    met = [(foe.id, each.id) for foe, each in zip(foes, blocked, strict=True)]
    await world.cypher(
        "UNWIND $met AS two MATCH (foe:Freelancer {id: two[0]}) MATCH (me:Freelancer {id: two[1]}) "
        "WHERE foe <> me AND NOT EXISTS { (me)-[:CONNECTED_TO]-(foe) } "
        "CREATE (foe)-[:BLOCKED {at: $now, name: 'x'}]->(me)",
        met=met,
        now=world.clock(),
    )
    return blocked, others


@pytest.mark.attack(31, 41, 46)
@pytest.mark.parametrize("surface", Surface)
async def test_suggestions_do_not_tell_of_a_block(
    store: Store, driver: neo4j.AsyncDriver, tokens: Tokens, surface: Surface
) -> None:
    """Whoever was blocked waits as long as whoever was not; being fitted anew without the blocker would tell."""
    world = ProofWorld(store, driver, tokens, Settings(**ROOM, phase=Phase.TEAMS))
    await world.wipe()
    blocked, others = await a_network(world)
    snapshot = await loaded(world.store)
    viewed = {each.id: Viewed(each.id, world.clock(), world.settings.rules) for each in (*blocked, *others)}
    chance = random.Random(2)
    took: dict[bool, list[int]] = {True: [], False: []}
    kinds = [True, False] * (SAMPLES // 2)
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds + kinds):
        who = viewed[chance.choice(blocked if kind else others).id]
        begun = perf_counter_ns()
        slate = await begin(store, snapshot, who, surface, size=10, chance=world.chance)
        if number >= len(kinds):
            took[kind].append(perf_counter_ns() - begun)
        assert not slate.method.startswith("cypher")
    found = auc(took[True], took[False])
    came = f"AUC {max(found, 1 - found):.3f}, at most 0.55"
    what = f"suggestions by {surface.lower()} of whoever was blocked or not"
    record("Timing", what, tried=SAMPLES, whole=2_000, came=came)
    assert abs(found - 0.5) <= TOLERANCE, f"{surface}: AUC {found:.3f}"
    assert auc(*_fitted_anew(snapshot, surface, blocked, others)) > 0.5 + TOLERANCE


def _fitted_anew(
    snapshot: Snapshot, surface: Surface, blocked: Sequence[Person], others: Sequence[Person]
) -> tuple[list[int], list[int]]:
    """The control: how long ranking takes where whoever was blocked gets methods of their own."""
    assert snapshot.fitted is not None
    method, view = snapshot.fitted.methods[surface], snapshot.fitted.view
    took: tuple[list[int], list[int]] = ([], [])
    for one, other in zip(blocked, others, strict=True):
        rows = [view.row(one.id) or 0, view.row(other.id) or 0]
        begun = perf_counter_ns()
        method.without(np.array([rows[1]], np.int32)).ranked(rows[0], 10)
        took[0].append(perf_counter_ns() - begun)
        begun = perf_counter_ns()
        method.ranked(rows[1], 10)
        took[1].append(perf_counter_ns() - begun)
    return took
