"""What bounds a lead: how often people are asked, which seats they can fill, and whom a hired team still takes in."""

from datetime import timedelta

import pytest

from ..hiring import client, invited, skill
from ..teaming import a_crew, agreed, asked, does, forms, hired, hours, offering, says, the_team
from ..world import Data, Person, World

FIRST, SECOND, THIRD = (f"SK_{number:016}" for number in (1, 2, 3))
OPEN = "{ viewer { teams(first: 5) { nodes { openSeats { seats skill { id } } } } } }"
REQUIREMENTS = [
    {"skillId": FIRST, "weeklyHours": 10, "level": 3, "seats": 2},
    {"skillId": SECOND, "weeklyHours": 5},
    {"skillId": THIRD, "weeklyHours": 5, "weight": 1},
]


async def questions(person: Person) -> list[str]:
    """The teams that somebody's notifications ask them into."""
    text = "{ viewer { notifications(first: 100) { nodes { kind subject { ... on Team { id } } } } } }"
    nodes = (await person.asks(text)).data["viewer"]["notifications"]["nodes"]
    return [each["subject"] and each["subject"]["id"] for each in nodes if each["kind"] == "TEAM_INVITED"]


async def unread(person: Person) -> int:
    """How many notifications somebody has not read."""
    return int((await person.asks("{ viewer { unreadNotificationCount } }")).data["viewer"]["unreadNotificationCount"])


async def open_seats(person: Person) -> dict[str, int]:
    """Seats of the one team somebody sees that nobody fills."""
    (team,) = (await person.asks(OPEN)).data["viewer"]["teams"]["nodes"]
    return {each["skill"]["id"]: each["seats"] for each in team["openSeats"]}


async def lists(person: Person, number: int, level: int) -> None:
    """Has somebody list a skill."""
    await skill(person.world, number)
    await person.world.cypher(
        "MATCH (f:Freelancer {id: $id}) MATCH (s:Skill {id: $skill}) MERGE (f)-[h:HAS_SKILL]->(s) SET h.level = $level",
        id=person.id,
        skill=f"SK_{number:016}",
        level=level,
    )


async def a_demanding_job(world: World) -> tuple[Person, str, list[Person]]:
    """A job with two seats of one skill at level three, one of another and a wish; what its people list is told."""
    shop = await client(world, "apex")
    ada, bob, cem = people = await world.people("ada", "bob", "cem")
    await world.connect((ada, bob), (ada, cem))
    for number in (1, 2, 3, 4):
        await skill(world, number)
    for person, number, level in ((ada, 2, 1), (bob, 1, 3), (bob, 3, 5), (bob, 4, 5), (cem, 1, 2)):
        await lists(person, number, level)
    return shop, await invited(shop, ada, requirements=REQUIREMENTS), people


@pytest.mark.requirement("R36")
async def test_somebody_has_one_question_of_a_team_however_often_its_terms_change(teaming: World) -> None:
    """A newer one replaces the older, and the unread count rises once; a question that is taken back goes."""
    _, _, (ada, bob, cem), team = await agreed(teaming)
    before = await unread(cem)
    for number in range(1, 21):
        done = await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(number / 4, price=False))
        assert done["__typename"] == "SetTeamTermsPayload", done
    assert await questions(cem) == await questions(ada) == [team["id"]]
    assert await unread(cem) <= before + 1
    done = await does(ada, "changeTeam", teamId=team["id"], members=[asked(bob)])
    assert done["__typename"] == "ChangeTeamPayload", done
    assert (await questions(cem), await questions(bob)) == ([], [team["id"]])


@pytest.mark.requirement("R36")
async def test_forming_changing_and_setting_terms_share_one_limit_a_day(world: World) -> None:
    """Refused with when it ends, without effect; what changes nothing does not count."""
    teaming = offering(world, team_changes_per_day=3)
    _, job, (ada, bob) = await a_crew(teaming, "ada", "bob")
    team = (await forms(ada, job, "COLLABORATION", asked(bob, hours(price=False))))["team"]
    for number in (3, 3, 4):
        done = await does(ada, "setTeamTerms", teamId=team["id"], terms=hours(number, price=False))
        assert done["__typename"] == "SetTeamTermsPayload", done
    left = "{ viewer { quota(kind: TEAM_CHANGES_PER_DAY) { limit remaining resetAt } } }"
    quota = (await ada.asks(left)).data["viewer"]["quota"]
    assert (quota["limit"], quota["remaining"]) == (3, 0)
    for act, given in (
        ("setTeamTerms", {"terms": hours(5, price=False)}),
        ("changeTeam", {"members": [asked(bob, hours(5, price=False))]}),
    ):
        refused = await does(ada, act, teamId=team["id"], **given)
        assert (refused["__typename"], refused["code"]) == ("QuotaReached", "QUOTA_REACHED")
    assert (await the_team(ada))["termsVersion"] == 3
    own = await does(bob, "setTeamTerms", teamId=team["id"], terms=hours(5, price=False))
    assert own["__typename"] == "SetTeamTermsPayload"  # another's limit is another's
    teaming.clock.now += timedelta(days=1)
    later = await does(ada, "setTeamTerms", teamId=team["id"], terms=hours(6, price=False))
    assert later["__typename"] == "SetTeamTermsPayload", later


@pytest.mark.requirement("R36")
async def test_who_said_no_four_times_is_asked_no_more_for_that_job(teaming: World) -> None:
    """By that lead, whatever team it is; another job is another question, and so is another lead."""
    shop, job, (ada, bob, cem) = await a_crew(teaming, "ada", "bob", "cem")
    both = [asked(bob, hours(price=False)), asked(cem, hours(price=False))]
    team = (await forms(ada, job, "COLLABORATION", *both))["team"]
    for number in range(4):
        if number == 2:  # ending the team and forming another begins nothing anew
            await does(ada, "leaveTeam", teamId=team["id"])
            team = (await forms(ada, job, "COLLABORATION", *both))["team"]
        elif number:
            team = (await does(ada, "changeTeam", teamId=team["id"], members=both))["team"]
        assert (await says(bob, team, "DECLINE"))["__typename"] == "AnswerTeamPayload"
    told = "Somebody here said no to you for this job, or left, 4 times. Leave them out."
    refused = await does(ada, "changeTeam", teamId=team["id"], members=both)
    assert (refused["__typename"], refused["message"], refused["path"]) == ("InvalidInput", told, ["input", "members"])
    await does(ada, "leaveTeam", teamId=team["id"])
    assert (await forms(ada, job, "COLLABORATION", *both))["message"] == told
    assert (await forms(ada, job, "COLLABORATION", both[1]))["__typename"] == "FormTeamPayload"
    other = await invited(shop, ada)
    assert (await forms(ada, other, "COLLABORATION", *both))["__typename"] == "FormTeamPayload"
    await teaming.connect((bob, cem))
    third = await invited(shop, cem)
    assert (await forms(cem, third, "COLLABORATION", both[0]))["__typename"] == "FormTeamPayload"


@pytest.mark.requirement("R36")
async def test_a_member_fills_seats_of_the_job_that_they_can_fill(teaming: World) -> None:
    """Skills the job asks for or wishes for, at its level or better, the lead's own as well."""
    _, job, (ada, bob, cem) = await a_demanding_job(teaming)
    free = hours(price=False)
    asks, lists_it = "The job does not ask for this skill.", "The person does not list this skill at the level"
    for member, more, path, message in (
        (asked(bob, free, skillIds=[f"SK_{4:016}"]), {}, "skillIds", asks),
        (asked(bob, free, skillIds=[SECOND]), {}, "skillIds", lists_it),
        (asked(cem, free, skillIds=[FIRST]), {}, "skillIds", lists_it),
        (asked(bob, free), {"leadSkillIds": [FIRST]}, "leadSkillIds", lists_it),
        (asked(bob, free), {"leadSkillIds": [f"SK_{4:016}"]}, "leadSkillIds", asks),
    ):
        refused = await forms(ada, job, "COLLABORATION", member, **more)
        assert refused["__typename"] == "InvalidInput", refused
        assert (refused["path"][-1], refused["message"].startswith(message)) == (path, True)
    members = [asked(bob, free, skillIds=[FIRST, THIRD]), asked(cem, free)]
    made = await forms(ada, job, "COLLABORATION", *members, leadSkillIds=[SECOND])
    skills = [[each["name"] for each in member["skills"]] for member in made["team"]["members"]]
    assert skills == [["Skill 2"], ["Skill 1", "Skill 3"], []]


@pytest.mark.requirement("R38")
async def test_a_client_sees_which_seats_a_team_leaves_open(teaming: World) -> None:
    """Hiring a team that is not complete is a knowing act; a wish is no seat."""
    shop, job, (ada, bob, cem) = await a_demanding_job(teaming)
    free = hours(price=False)
    members = [asked(bob, free, skillIds=[FIRST]), asked(cem, free)]
    team = (await forms(ada, job, "COLLABORATION", *members))["team"]
    assert await open_seats(ada) == {FIRST: 1, SECOND: 1}
    await lists(cem, 1, 4)
    members[1] |= {"skillIds": [FIRST]}
    team = (await does(ada, "changeTeam", teamId=team["id"], members=members, leadSkillIds=[SECOND]))["team"]
    assert await open_seats(bob) == {}
    team = (await does(ada, "changeTeam", teamId=team["id"], members=members))["team"]  # the lead's stay as they are
    assert await open_seats(bob) == {}
    team = (await does(ada, "changeTeam", teamId=team["id"], members=members, leadSkillIds=[]))["team"]
    for member in (bob, cem):
        await says(member, team)
    await does(ada, "sendProposal", content={"teamId": team["id"]})
    assert await open_seats(shop) == {SECOND: 1}


@pytest.mark.requirement("R38")
async def test_nobody_is_added_to_a_team_that_was_hired(teaming: World) -> None:
    """As many as left are replaced, and no more."""
    _, _, (ada, bob, cem), team = await hired(teaming)
    dan, eve = await teaming.people("dan", "eve")
    await teaming.connect((ada, dan), (ada, eve))

    async def change(*members: Data) -> Data:
        return await does(ada, "changeTeam", teamId=team["id"], members=list(members))

    refused = await change(asked(bob), asked(cem), asked(dan, hours()))
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        "TOO_LONG",
        ["input", "members"],
    )
    assert [each["freelancer"]["handle"] for each in (await the_team(ada))["members"]] == ["ada", "bob", "cem"]
    await does(cem, "leaveTeam", teamId=team["id"])
    assert (await change(asked(bob), asked(dan, hours()), asked(eve, hours())))["__typename"] == "InvalidInput"
    assert (await change(asked(bob), asked(dan, hours())))["__typename"] == "ChangeTeamPayload"
