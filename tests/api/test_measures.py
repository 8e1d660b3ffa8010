"""Measures of work: how clients take each form of it, and how many jobs are filled and could be (R39, R41)."""

from typing import Any

import pytest

from .. import hiring as of_jobs
from ..hiring import client, invited, offers, posts, skill
from ..teaming import agreed, does
from ..world import Data, Person, World

COUNTS = "form offered opened accepted declined hiredSingles hiredTeams"
APPETITE = (
    "query Appetite($client: ID, $job: ID) { analysis { appetite(clientId: $client, jobId: $job) { " + COUNTS + " } } }"
)
OF_JOB = (
    "query OfJob($job: ID!) { node(id: $job) { ... on Job { appetite { "
    + COUNTS
    + " } client { appetite { form } } } } }"
)
FILL = (
    "query Fill($from: Date!, $to: Date!, $sample: Int) { analysis { fillRate(from: $from, to: $to, sample: $sample) { "
    "jobs filledBySingle filledByTeam unfilled judged "
    "fillableBySingle fillableByOneHopTeam fillableByTwoHopTeam } } }"
)
NOBODY = "CL_0000000000000000"


async def counts(world: World, text: str, who: str = NOBODY, **given: Any) -> Data:
    """What an analyst is told."""
    told: Data = (await world.post(text, given, token=world.token(who, roles=frozenset({"analyst"})))).data
    return told


async def appetite(world: World, **of: str) -> dict[str | None, list[int]]:
    """Offered, opened, accepted, declined, hired singles and hired teams of each form."""
    rows = (await counts(world, APPETITE, **of))["analysis"]["appetite"]
    assert [row["form"] for row in rows] == [None, "SUBCONTRACT", "JOINT_PROPOSAL", "COLLABORATION"]
    return {row["form"]: [row[each] for each in COUNTS.split()[1:]] for row in rows}


async def filled(world: World, sample: int | None = None) -> Data:
    """The fill rate of this year."""
    asked: Data = {"from": "2026-01-01", "to": "2026-12-31"} | ({} if sample is None else {"sample": sample})
    found: Data = (await counts(world, FILL, **asked))["analysis"]["fillRate"]
    return found


async def answers(shop: Person, sent: Data, answer: str) -> None:
    """A client's answer to a proposal."""
    done = await does(shop, "answerProposal", proposalId=sent["proposal"]["id"], answer=answer)
    assert done["__typename"] == "AnswerProposalPayload", done


@pytest.mark.requirement("R39")
async def test_each_form_counts_what_was_offered_opened_answered_and_hired(teaming: World) -> None:
    """A team that is hired, a freelancer who is declined and one who only is read, by client and by job."""
    shop, job, (ada, bob, cem), team = await agreed(teaming, "JOINT_PROPOSAL")
    await answers(shop, await does(ada, "sendProposal", content={"teamId": team["id"]}), "ACCEPT")
    other = await client(teaming, "acme")
    second = await invited(other, bob)
    asked = {"jobId": second, "freelancerId": cem.id}
    assert (await of_jobs.does(other, "inviteToJob", **asked))["__typename"] == "InviteToJobPayload"
    await answers(other, await offers(bob, second), "DECLINE")
    sent = await offers(cem, second)
    await does(other, "openProposal", proposalId=sent["proposal"]["id"])
    nothing = [0] * 6
    of_shop = {None: nothing, "SUBCONTRACT": nothing, "JOINT_PROPOSAL": [1, 1, 1, 0, 0, 1], "COLLABORATION": nothing}
    of_other = dict.fromkeys(of_shop, nothing) | {None: [2, 2, 0, 1, 0, 0]}
    assert await appetite(teaming, client=shop.id) == await appetite(teaming, job=job) == of_shop
    assert await appetite(teaming, client=other.id) == await appetite(teaming, job=second) == of_other
    assert await appetite(teaming) == of_shop | {None: of_other[None]}
    await answers(other, sent, "ACCEPT")
    assert (await appetite(teaming, job=second))[None] == [2, 2, 1, 1, 1, 0]
    await does(shop, "completeJob", jobId=job)
    assert await appetite(teaming, job=job) == of_shop


@pytest.mark.requirement("R39")
async def test_a_prime_who_told_of_subs_counts_as_a_subcontract(teaming: World) -> None:
    """And as a team once hired."""
    shop, job, (ada, _, _), _ = await agreed(teaming, "SUBCONTRACT")
    sent = await offers(ada, job)
    assert (await appetite(teaming, job=job))["SUBCONTRACT"] == [1, 0, 0, 0, 0, 0]
    await answers(shop, sent, "ACCEPT")
    assert (await appetite(teaming, client=shop.id))["SUBCONTRACT"] == [1, 1, 1, 0, 0, 1]


@pytest.mark.requirement("R39")
async def test_appetite_is_for_analysts(teaming: World) -> None:
    """On a job and its client it is null for those they concern, and a measure of two things is none."""
    shop = await client(teaming, "apex")
    (ada,) = await teaming.people("ada")
    job = await invited(shop, ada)
    await offers(ada, job)
    assert (await ada.asks(OF_JOB, job=job)).data["node"] == {"appetite": None, "client": {"appetite": None}}
    assert (await ada.asks(APPETITE)).codes == ["FORBIDDEN"]
    told = (await counts(teaming, OF_JOB, who=ada.id, job=job))["node"]
    assert told["appetite"][0]["offered"] == 1
    assert len(told["client"]["appetite"]) == 4
    token = teaming.token(NOBODY, roles=frozenset({"analyst"}))
    both = await teaming.post(APPETITE, {"client": shop.id, "job": job}, token=token)
    assert both.codes == ["BAD_VALUE"]


@pytest.mark.requirement("R41")
async def test_jobs_are_filled_by_one_or_by_a_team(teaming: World) -> None:
    """Whether the work is under way or done; a job that is called off after hiring was filled all the same."""
    shop, job, (ada, bob, _), team = await agreed(teaming, "COLLABORATION")
    await answers(shop, await does(ada, "sendProposal", content={"teamId": team["id"]}), "ACCEPT")
    second = await invited(shop, bob)
    await answers(shop, await offers(bob, second), "ACCEPT")
    await posts(shop)
    await does(shop, "cancelJob", jobId=await posts(shop))
    for end in (None, "completeJob"):
        if end:
            await does(shop, end, jobId=job)
        found = await filled(teaming, sample=0)
        assert [found[each] for each in ("jobs", "filledBySingle", "filledByTeam", "unfilled", "judged")] == [
            *(4, 1, 1),
            *(2, 0),
        ]


async def needing(shop: Person, *skills: int, seats: int = 1) -> str:
    """A job that needs some skills at level 3, ten hours for each seat."""
    wanted = [{"skillId": f"SK_{each:016}", "weeklyHours": 10, "level": 3, "seats": seats} for each in skills]
    return await posts(shop, requirements=wanted)


async def skilled(world: World, who: Person, **levels: int) -> None:
    """Gives somebody skills, such as ``s2=3``."""
    for name, level in levels.items():
        await world.cypher(
            "MATCH (p:Freelancer {id: $who}), (s:Skill {id: $skill}) MERGE (p)-[h:HAS_SKILL]->(s) SET h.level = $level",
            who=who.id,
            skill=f"SK_{int(name[1:]):016}",
            level=level,
        )


@pytest.mark.requirement("R41")
async def test_what_a_network_would_make_fillable(teaming: World) -> None:
    """By one alone, a team of one network, a team within two connections, or nobody; the least that suffices."""
    shop = await client(teaming, "apex")
    for number in range(1, 6):
        await skill(teaming, number)
    ada, bob, cem, dan, eve = await teaming.people("ada", "bob", "cem", "dan", "eve")
    await teaming.connect((ada, bob), (bob, cem), (cem, dan))
    await skilled(teaming, ada, s1=3, s2=4)
    await skilled(teaming, bob, s1=2)
    await skilled(teaming, cem, s3=3, s1=5)
    await skilled(teaming, dan, s4=3)
    await skilled(teaming, eve, s5=5)
    by_one, by_a_network, within_two, by_nobody = [(1, 2), (5,)], [(2, 3), (3, 4)], [(2, 4)], [(2, 5)]
    for skills in (*by_one, *by_a_network, *within_two, *by_nobody):
        await needing(shop, *skills)
    found = await filled(teaming)
    told = ("unfilled", "judged", "fillableBySingle", "fillableByOneHopTeam", "fillableByTwoHopTeam")
    assert [found[each] for each in told] == [6, 6, 2, 2, 1]
    assert (await filled(teaming, sample=3))["judged"] == 3


@pytest.mark.requirement("R41")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("", [0, 0, 1]),
        ("MATCH (p:Freelancer {handle: 'bob'}) SET p.status = 'DEACTIVATED'", [0, 0, 0]),
        ("MATCH (p:Freelancer {handle: 'ada'}) SET p.hourlyRate = null", [0, 0, 0]),
        ("MATCH (p:Freelancer {handle: 'ada'}) SET p.weeklyHours = 9.0", [0, 0, 0]),
        ("MATCH (p:Freelancer {handle: 'ada'})-[h:HAS_SKILL]->() SET h.level = 2", [0, 0, 0]),
        ("MATCH (p:Freelancer {handle: 'dan'}) SET p.visibility = 'PRIVATE'", [0, 0, 1]),
        ("MATCH (p:Freelancer) WHERE p.handle IN ['bob', 'cem'] SET p.visibility = 'PRIVATE'", [0, 0, 0]),
        (
            "MATCH (r:Freelancer {handle: 'ada'})-[:HAS_SKILL]->(s) MATCH ()-[n:REQUIRES]->(s) SET n.seats = 2",
            [0, 0, 0],
        ),
        ("MATCH ()-[n:REQUIRES]->(s:Skill {name: 'Skill 2'}) SET n.weight = 1.0", [1, 0, 0]),
        ("MATCH (j:Job) SET j.state = 'CANCELLED'", [0, 0, 1]),
    ],
    ids=[
        "as it is",
        "away",
        "no rate",
        "no hours",
        "no level",
        "private lead",
        "private between",
        "two seats",
        "wish",
        "off",
    ],
)
async def test_a_team_is_made_of_people_who_can_and_who_are_reached(
    teaming: World, change: str, expected: list[int]
) -> None:
    """Ada and Dan are three connections apart, so that Bob or Cem would lead them."""
    shop = await client(teaming, "apex")
    for number in (1, 2, 4):
        await skill(teaming, number)
    ada, bob, cem, dan = await teaming.people("ada", "bob", "cem", "dan")
    await teaming.connect((ada, bob), (bob, cem), (cem, dan))
    await skilled(teaming, ada, s2=3)
    await skilled(teaming, dan, s4=3)
    await needing(shop, 2, 4)
    if change:
        await teaming.cypher(change)
    found = await filled(teaming)
    assert [found[f"fillableBy{each}"] for each in ("Single", "OneHopTeam", "TwoHopTeam")] == expected


async def test_a_fill_rate_has_bounds(world: World) -> None:
    """A period that ends before it begins, and more jobs than are looked at at once."""
    token = world.token(NOBODY, roles=frozenset({"operator"}))
    for wrong in (
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "2026-01-01", "to": "2026-01-01", "sample": 51},
    ):
        assert (await world.post(FILL, wrong, token=token)).codes == ["BAD_VALUE"]
    (ada,) = await world.people("ada")
    assert (await ada.asks(FILL, **{"from": "2026-01-01", "to": "2026-01-01"})).codes == ["FORBIDDEN"]
