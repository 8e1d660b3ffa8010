"""Teams proposed through the API: who may be in them, what is refused, and what is never told."""

import asyncio
from typing import Any

import pytest

from confrere.api.settings import Settings
from confrere.api.team_solving import TeamSolving, TooManySearches
from confrere.graph.model.rules import Phase
from confrere.recommendations.teams.solving import prepare

from ..hiring import NO_JOB, client, invited
from ..world import Answer, Data, Person, World

ASK = """
query Teams($for: TeamPurpose!, $constraints: TeamConstraints, $objective: TeamObjective! = TRUST, $radius: Int! = 1,
  $k: Int! = 1, $timeLimitMs: Int! = 8000) {
  viewer { proposeTeams(for: $for, constraints: $constraints, objective: $objective, radius: $radius, k: $k,
    timeLimitMs: $timeLimitMs) {
    __typename
    ... on UserError { code message path }
    ... on ProposedTeams { isProven teams {
      distance size gap proof possibleTeams density diameter leaderDistance cost { amount currency }
      members { connectFirst sentence strength weeklyHours freelancer { handle } path { handle } skills { name } }
      seats { alternatives missing holders { handle } requirement { seats level weeklyHours weight skill { name } }
        bestSwap { sentence joins { handle } leaves { handle } } }
      changes { joins { handle } leaves { handle } }
      workingWindows { startMinute minutes }
    } }
    ... on ImpossibleTeam { isMinimal conflict { kind sentence value skill { name } freelancer { handle } }
      relaxation { kind } relaxations { kind value sentence } }
  } }
}"""


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """The solver is compiled before anybody's time runs."""
    prepare()


@pytest.fixture
async def teams(world: World) -> World:
    """A marketplace in which teams are offered, with two skills."""
    await world.cypher(
        "UNWIND $ids AS each CREATE (:Skill {id: each[0], name: each[1], synonyms: []})",
        ids=[[skill(name), name] for name in ("python", "figma")],
    )
    return World(world.store, world.driver, world.tokens, settings=Settings(phase=Phase.TEAMS, account_seconds=0))


def skill(name: str) -> str:
    """The id of one of the two skills, or of none."""
    return f"SK_{('python', 'figma', 'absent').index(name):016}"


async def learns(person: Person, name: str, level: int = 3) -> None:
    """Gives somebody a skill."""
    await person.world.cypher(
        "MATCH (f:Freelancer {id: $id}) MATCH (s:Skill {name: $name}) CREATE (f)-[:HAS_SKILL {level: $level}]->(s)",
        id=person.id,
        name=name,
        level=level,
    )


async def proposes(person: Person, *needs: Data, **more: Any) -> Data:
    """Asks for teams."""
    answer: Answer = await person.asks(ASK, **{"for": {"requirements": list(needs)}}, **more)
    found: Data = answer.data["viewer"]["proposeTeams"]
    return found


def need(name: str, **more: Any) -> Data:
    """A line of a job."""
    return {"skillId": skill(name), "weeklyHours": 10, **more}


async def three(teams: World) -> list[Person]:
    """Ada knows Bob, Bob knows Cem; Bob does python and Cem figma."""
    ada, bob, cem = await teams.people("ada", "bob", "cem")
    await learns(bob, "python")
    await learns(cem, "figma", 5)
    await teams.connect((ada, bob), (bob, cem))
    return [ada, bob, cem]


@pytest.mark.requirement("R37")
async def test_a_team_comes_with_seats_ways_totals_and_proof(teams: World) -> None:
    """Within two connections, and whom to connect with first is said."""
    ada, *_ = await three(teams)
    found = await proposes(ada, need("python"), need("figma", level=4), radius=2)
    assert (found["__typename"], found["isProven"]) == ("ProposedTeams", True)
    (team,) = found["teams"]
    assert [member["freelancer"]["handle"] for member in team["members"]] == ["ada", "bob", "cem"]
    assert [member["connectFirst"] for member in team["members"]] == [False, False, True]
    assert [each["handle"] for each in team["members"][2]["path"]] == ["ada", "bob", "cem"]
    assert team["members"][2]["sentence"] == "Two connections away; fills figma."
    assert team["cost"] == {"amount": "900.00", "currency": "USD"}
    assert team["workingWindows"] == [{"startMinute": 540, "minutes": 480}]
    assert team["proof"] == "Best of all 1 possible ways to fill the seats, proven."
    assert team["gap"] == 0
    assert [seat["holders"] for seat in team["seats"]] == [[{"handle": "bob"}], [{"handle": "cem"}]]


@pytest.mark.requirement("R37")
async def test_an_impossible_job_says_what_conflicts_and_what_would_do(teams: World) -> None:
    """One connection is too near for figma, and two are enough."""
    ada, *_ = await three(teams)
    found = await proposes(ada, need("python"), need("figma"), radius=1)
    assert found["__typename"] == "ImpossibleTeam"
    assert found["isMinimal"]
    assert {each["kind"] for each in found["conflict"]} == {"RADIUS", "SEATS"}
    assert {"kind": "RADIUS", "value": 2, "sentence": "People within 2 connections."} in found["relaxations"]


@pytest.mark.requirement("R37")
async def test_a_block_between_others_is_one_with_somebody_who_does_not_exist(teams: World) -> None:
    """Both get the one error, byte for byte."""
    ada, bob, cem = await three(teams)
    asked = {"radius": 2}
    nobody = await proposes(ada, need("python"), **asked, constraints={"mustInclude": ["FL_nnnnnnnnnnnnnnnn"]})
    await teams.cypher(
        "MATCH (a:Freelancer {id: $a}) MATCH (b:Freelancer {id: $b}) CREATE (a)-[:BLOCKED {at: $at, name: 'x'}]->(b)",
        a=bob.id,
        b=cem.id,
        at=teams.clock(),
    )
    blocked = await proposes(ada, need("python"), need("figma"), **asked)
    assert blocked == nobody
    assert (nobody["__typename"], nobody["code"]) == ("Unavailable", "UNAVAILABLE")


@pytest.mark.attack(37)
@pytest.mark.requirement("R24")
@pytest.mark.parametrize(
    "hide",
    ["SET p.visibility = 'PRIVATE'", "SET p.status = 'DEACTIVATED'", "DETACH DELETE p", "CREATE (p)-[:BLOCKED]->(me)"],
)
async def test_hidden_people_are_in_no_pool_count_or_path(teams: World, hide: str) -> None:
    """The world in which somebody is hidden is the one without them."""
    ada, bob, cem = await three(teams)
    (dan,) = await teams.people("dan")
    await learns(dan, "python")
    await teams.connect((bob, dan), (cem, dan))
    await teams.cypher("MATCH (p:Freelancer {id: $id}) MATCH (me:Freelancer {id: $me}) " + hide, id=dan.id, me=ada.id)
    asked = [need("python"), need("figma")]
    hidden = await proposes(ada, *asked, radius=2, k=3)
    included = await proposes(ada, *asked, radius=2, constraints={"mustInclude": [dan.id]})
    await teams.cypher("MATCH (p:Freelancer {id: $id}) DETACH DELETE p", id=dan.id)
    assert hidden == await proposes(ada, *asked, radius=2, k=3)
    assert included == await proposes(ada, *asked, radius=2, constraints={"mustInclude": [dan.id]})
    assert included["code"] == "UNAVAILABLE"


@pytest.mark.attack(37)
async def test_a_private_person_i_am_connected_with_may_be_in_but_leads_to_nobody(teams: World) -> None:
    """Bob is private: Ada sees him, and not Cem through him."""
    ada, bob, _ = await three(teams)
    await teams.cypher("MATCH (p:Freelancer {id: $id}) SET p.visibility = 'PRIVATE'", id=bob.id)
    found = await proposes(ada, need("python"), radius=2)
    assert found["teams"][0]["size"] == 2
    assert (await proposes(ada, need("figma"), radius=2))["__typename"] == "ImpossibleTeam"


async def for_job(person: Person, job: str, **more: Any) -> Data:
    """Asks for teams for a job."""
    answer = await person.asks(ASK, **{"for": {"jobId": job}}, **more)
    found: Data = answer.data["viewer"]["proposeTeams"]
    return found


@pytest.mark.requirement("R37")
async def test_a_team_is_proposed_for_a_job_i_see(teams: World) -> None:
    """With its seats, and for nobody else: there the job is one that does not exist."""
    ada, bob, _ = await three(teams)
    needs = [need("python", level=2, seats=1), need("figma", weight=2)]
    job = await invited(await client(teams, "apex"), ada, requirements=needs, startsOn="2026-07-01")
    found = await for_job(ada, job)
    (team,) = found["teams"]
    assert [member["freelancer"]["handle"] for member in team["members"]] == ["ada", "bob"]
    assert [(seat["requirement"]["skill"]["name"], seat["requirement"]["weight"]) for seat in team["seats"]] == [
        ("python", None),
        ("figma", 2),
    ]
    assert team["workingWindows"] == [{"startMinute": 480, "minutes": 480}]
    told = await for_job(bob, job)
    assert told == await for_job(bob, NO_JOB)
    assert (told["__typename"], told["path"]) == ("NotFound", ["for", "jobId"])


@pytest.mark.requirement("R37")
async def test_a_budget_of_a_job_is_spread_over_its_days(teams: World) -> None:
    """Bob costs 450 a week: two weeks take 900 and no less; a budget of my own goes before the job's."""
    ada, *_ = await three(teams)
    days = {"startsOn": "2026-07-01", "endsOn": "2026-07-14", "requirements": [need("python")]}
    apex = await client(teams, "apex")
    enough = await invited(apex, ada, budget={"amount": "900", "currency": "USD"}, **days)
    scarce = await invited(apex, ada, budget={"amount": "899", "currency": "USD"}, **days)
    assert (await for_job(ada, enough))["__typename"] == "ProposedTeams"
    found = await for_job(ada, scarce)
    assert {each["kind"] for each in found["conflict"]} >= {"BUDGET"}
    mine = {"budget": {"amount": "450", "currency": "USD"}}
    assert (await for_job(ada, scarce, constraints=mine))["__typename"] == "ProposedTeams"


@pytest.mark.attack(37, 40)
@pytest.mark.requirement("R37")
async def test_whoever_is_not_in_my_network_is_nobody_byte_for_byte_and_step_for_step(teams: World) -> None:
    """A stranger, somebody three connections away, a private person, one who left, one who blocks me, and no one."""
    ada, _, cem = await three(teams)
    far, _, private, gone, foe = others = await teams.people("far", "stranger", "private", "gone", "foe")
    await teams.connect((cem, far), (cem, private), (cem, gone), (cem, foe))
    for person in others:
        await learns(person, "python")
    for change, person in (
        ("SET p.visibility = 'PRIVATE'", private),
        ("SET p.status = 'DEACTIVATED'", gone),
        ("CREATE (p)-[:BLOCKED {at: $at, name: 'x'}]->(me)", foe),
    ):
        await teams.cypher(
            "MATCH (p:Freelancer {id: $id}) MATCH (me:Freelancer {id: $me}) " + change,
            id=person.id,
            me=ada.id,
            at=teams.clock(),
        )

    async def told(id: str) -> tuple[Any, list[str]]:
        answer = await ada.asks(
            ASK, **{"for": {"requirements": [need("python")]}}, radius=2, constraints={"mustInclude": [id]}
        )
        return answer.data, answer.trips

    nobody = await told("FL_nnnnnnnnnnnnnnnn")
    assert nobody[0]["viewer"]["proposeTeams"]["code"] == "UNAVAILABLE"
    assert [await told(each.id) for each in others] == [nobody] * len(others)
    assert (await told(cem.id))[0]["viewer"]["proposeTeams"]["__typename"] == "ProposedTeams"


async def test_working_days_pass_midnight_and_move_with_daylight_saving_on_both_sides(teams: World) -> None:
    """Los Angeles and Auckland share 20:00 to 01:00 UTC on the first of March, and 21:00 to midnight in July."""
    ada, bob, _ = await three(teams)
    for person, zone in ((ada, "America/Los_Angeles"), (bob, "Pacific/Auckland")):
        await teams.cypher("MATCH (p:Freelancer {id: $id}) SET p.timeZone = $zone", id=person.id, zone=zone)
    job = await invited(await client(teams, "apex"), ada, requirements=[need("python")], startsOn="2026-07-01")
    today = await proposes(ada, need("python"), constraints={"overlapHours": 5})
    assert today["teams"][0]["workingWindows"] == [{"startMinute": 1200, "minutes": 300}]
    found = await for_job(ada, job, constraints={"overlapHours": 5})
    assert "OVERLAP" in {each["kind"] for each in found["conflict"]}
    assert {(each["kind"], each["value"]) for each in found["relaxations"]} >= {("OVERLAP", 3)}
    summer = await for_job(ada, job, constraints={"overlapHours": 3})
    assert summer["teams"][0]["workingWindows"] == [{"startMinute": 1260, "minutes": 180}]


BAD: list[tuple[Data, str, list[str]]] = [
    ({"for": {"requirements": []}}, "TOO_SHORT", ["for", "requirements"]),
    ({"for": {"requirements": [need("python")] * 51}}, "TOO_LONG", ["for", "requirements"]),
    ({"for": {"requirements": [need("python")] * 2}}, "BAD_VALUE", ["for", "requirements"]),
    ({"for": {"requirements": [need("python", seats=0)]}}, "TOO_SHORT", ["for", "requirements", "seats"]),
    ({"for": {"requirements": [need("python", seats=50)]}}, "TOO_LONG", ["for", "requirements", "seats"]),
    ({"for": {"requirements": [need("python", level=6)]}}, "TOO_LONG", ["for", "requirements", "level"]),
    ({"for": {"requirements": [need("python", weeklyHours=-1)]}}, "BAD_VALUE", ["for", "requirements", "weeklyHours"]),
    ({"for": {"requirements": [need("python", weight=1)]}}, "BAD_VALUE", ["for", "requirements"]),
    ({"for": {"requirements": [need("python", weight=0)]}}, "BAD_VALUE", ["for", "requirements", "weight"]),
    ({"for": {"requirements": [need("absent")]}}, "BAD_VALUE", ["for", "requirements"]),
    (
        {"constraints": {"budget": {"amount": "-1", "currency": "USD"}}},
        "BAD_VALUE",
        ["constraints", "budget", "amount"],
    ),
    (
        {"constraints": {"budget": {"amount": "1", "currency": "XXX"}}},  # ISO 4217 for "no currency": no rate has it
        "BAD_VALUE",
        ["constraints", "budget", "currency"],
    ),
    (
        {"constraints": {"budget": {"amount": "0.001", "currency": "USD"}}},
        "BAD_VALUE",
        ["constraints", "budget", "amount"],
    ),
    ({"constraints": {"maxSize": 0}}, "TOO_SHORT", ["constraints", "maxSize"]),
    ({"constraints": {"overlapHours": 25}}, "BAD_VALUE", ["constraints", "overlapHours"]),
    ({"constraints": {"exclude": ["me"]}}, "BAD_VALUE", ["constraints", "exclude"]),
    ({"constraints": {"mustInclude": ["FL_000000000000000b"] * 2}}, "BAD_VALUE", ["constraints", "mustInclude"]),
    ({"constraints": {"mustInclude": ["CL_000000000000000b"]}}, "NOT_A_FREELANCER", ["constraints", "mustInclude"]),
    ({"constraints": {"mustInclude": ["AG_000000000000000b"]}}, "NOT_A_FREELANCER", ["constraints", "mustInclude"]),
    ({"radius": 3}, "TOO_LONG", ["radius"]),
    ({"k": 0}, "TOO_SHORT", ["k"]),
    ({"timeLimitMs": 10_001}, "TOO_LONG", ["timeLimitMs"]),
]


@pytest.mark.parametrize(("change", "code", "path"), BAD, ids=[f"{code} {path[-1]}" for _, code, path in BAD])
async def test_what_makes_no_sense_is_refused_before_anything_is_read(
    teams: World, change: Data, code: str, path: list[str]
) -> None:
    """With the field at fault."""
    (ada,) = await teams.people("ada")
    constraints = change.get("constraints", {})
    if constraints.get("exclude") == ["me"]:
        change = {"constraints": {"exclude": [ada.id]}}
    answer = await ada.asks(ASK, **({"for": {"requirements": [need("python")]}} | change))
    refused = answer.data["viewer"]["proposeTeams"]
    assert (refused["code"], refused["path"]) == (code, path)
    assert "teams/ego" not in answer.trips


@pytest.mark.requirement("R7")
async def test_teams_are_offered_in_their_phase_only(world: World) -> None:
    """Before it, the answer says so."""
    (ada,) = await world.people("ada")
    assert (await proposes(ada, need("python")))["code"] == "ROLLOUT_CLOSED"


async def test_a_client_forms_no_team(teams: World) -> None:
    """They have no network."""
    await teams.cypher("CREATE (:Client {id: 'CL_0000000000000001', handle: 'client', name: 'C', status: 'ACTIVE'})")
    client = Person(teams, "CL_0000000000000001", "client")
    assert (await proposes(client, need("python")))["code"] == "NOT_A_FREELANCER"


async def test_one_search_at_a_time_for_each_person_and_few_for_all() -> None:
    """Others go on meanwhile, and whoever waits no longer frees a thread."""
    solving = TeamSolving(threads=1, most_waiting=2)
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(patience: Any) -> None:
        loop.call_soon_threadsafe(started.set)
        while not patience.is_over():
            pass

    first = asyncio.ensure_future(solving.run("ada", 60, endless))
    await started.wait()
    with pytest.raises(TooManySearches, match="last search"):
        await solving.run("ada", 1, lambda _: 1)
    second = asyncio.ensure_future(solving.run("bob", 60, lambda _: 2))
    await asyncio.sleep(0)
    with pytest.raises(TooManySearches, match="Many people"):
        await solving.run("cem", 1, lambda _: 3)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await second == 2
    assert await solving.run("ada", 1, lambda _: 4) == 4
    solving.close()
