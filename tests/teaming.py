"""Teams through the API, as a client application would form and answer them."""

from typing import Any

from confrere.api.settings import Settings
from confrere.graph.model.ids import talk_of
from confrere.graph.model.rules import Phase

from .api.talking import replies
from .hiring import REFUSED, client, invited, offers, skill
from .world import Data, Person, World

TEAM = (
    "{ id form stage termsVersion formedAt clientInformedAt job { id state viewerConcerns } lead { handle } "
    "declined { handle } members { consent freelancer { handle name notice } skills { name } "
    "terms { weeklyHours price { amount currency } } } proposal { id state } }"
)
PAYLOADS = {
    "formTeam": f"team {TEAM}",
    "changeTeam": f"team {TEAM}",
    "setTeamTerms": f"team {TEAM}",
    "answerTeam": f"answeredTeamId team {TEAM} viewer {{ id }}",
    "leaveTeam": "leftTeamId viewer { id }",
    "sendProposal": "proposal { id state terms { weeklyHours } team { id stage } freelancer { handle } }",
    "openProposal": "proposal { id state }",
    "answerProposal": "proposal { id state team { id stage } }",
    "withdrawProposal": "proposal { id state }",
    "completeJob": "job { id state } endedTeamIds",
    "cancelJob": "job { id state } endedTeamIds",
}
MORE = {
    "formTeam": "... on HoursExceeded { hoursLeft } ... on NotInNetwork { freelancerIds } "
    "... on JobClosed { job { state } }",
    "changeTeam": "... on NotInNetwork { freelancerIds }",
    "setTeamTerms": "... on HoursExceeded { hoursLeft }",
    "answerTeam": "... on HoursExceeded { hoursLeft } ... on TermsChanged { changed: team { termsVersion } }",
}
TEAMS = "{ viewer { teamForms teams(first: 10) { totalCount nodes " + TEAM + " } } }"
NO_TEAM = "TM_0000000000000000"
EUROS = {"amount": "900", "currency": "EUR"}


def offering(world: World, **settings: Any) -> World:
    """The same marketplace, in which teams are offered."""
    return World(
        world.store,
        world.driver,
        world.tokens,
        settings=Settings(phase=Phase.TEAMS, account_seconds=0, **settings),
        clock=world.clock,
        chance=world.chance,
    )


async def does(who: Person, act: str, **given: Any) -> Data:
    """Does something with a team or its proposal and returns what came of it."""
    kind = act[0].upper() + act[1:]
    text = (
        f"mutation Do($input: {kind}Input!) {{ {act}(input: $input) {{ {REFUSED} "
        f"... on {kind}Payload {{ {PAYLOADS[act]} }} {MORE.get(act, '')} }} }}"
    )
    found: Data = (await who.asks(text, input=given)).data[act]
    who.world.clock.tick()
    return found


def hours(amount: float = 10, *, price: bool = True) -> Data:
    """Terms."""
    return {"weeklyHours": amount, **({"price": EUROS} if price else {})}


def asked(person: Person | str, terms: Data | None = None, **more: Any) -> Data:
    """One member as the lead names them, without a seat unless told."""
    who = person if isinstance(person, str) else person.id
    return {"freelancerId": who, "skillIds": [], **({"terms": terms} if terms else {}), **more}


async def forms(lead: Person, job: str, form: str, *members: Data, **more: Any) -> Data:
    """Forms a team and returns what came of it."""
    return await does(lead, "formTeam", jobId=job, form=form, members=list(members), **more)


async def says(who: Person, team: Data, answer: str = "ACCEPT", version: int | None = None) -> Data:
    """Answers the terms, the present ones unless told."""
    return await does(who, "answerTeam", teamId=team["id"], answer=answer, termsVersion=version or team["termsVersion"])


async def teams(who: Person) -> list[Data]:
    """The live teams somebody sees."""
    page = (await who.asks(TEAMS)).data["viewer"]["teams"]
    assert page["totalCount"] == len(page["nodes"])
    found: list[Data] = page["nodes"]
    return found


async def the_team(who: Person) -> Data:
    """The one team somebody sees."""
    (found,) = await teams(who)
    return found


async def a_crew(world: World, *names: str) -> tuple[Person, str, list[Person]]:
    """A client, a job that the first of these people is invited to, and all of them; the first knows all others."""
    shop = await client(world, "apex")
    people = await world.people(*names)
    await world.connect(*((people[0], each) for each in people[1:]))
    await skill(world)
    return shop, await invited(shop, people[0]), people


async def agreed(world: World, form: str = "COLLABORATION") -> tuple[Person, str, list[Person], Data]:
    """A client, a job, a lead with two members, and their team, in which all have agreed."""
    shop, job, people = await a_crew(world, "ada", "bob", "cem")
    ada, bob, cem = people
    terms = hours(price=form != "COLLABORATION")
    made = await forms(ada, job, form, asked(bob, terms), asked(cem, terms), terms=terms)
    assert made["__typename"] == "FormTeamPayload", made
    for member in (bob, cem):
        done = await says(member, made["team"])
        assert done["__typename"] == "AnswerTeamPayload", done
    return shop, job, people, await the_team(ada)


async def hired(world: World, form: str = "JOINT_PROPOSAL") -> tuple[Person, str, list[Person], Data]:
    """A team that the client hired."""
    shop, job, people, team = await agreed(world, form)
    sent = await does(people[0], "sendProposal", content={"teamId": team["id"]})
    assert sent["__typename"] == "SendProposalPayload", sent
    done = await does(shop, "answerProposal", proposalId=sent["proposal"]["id"], answer="ACCEPT")
    assert done["__typename"] == "AnswerProposalPayload", done
    return shop, job, people, await the_team(people[0])


async def teamed_once(world: World, ada: Person, bob: Person) -> None:
    """Everything happens once that can happen with a team, in its order; a live one is left."""
    offered = offering(world)
    ivy, jon = await offered.people("ivy", "jon")
    ada, bob = Person(offered, ada.id, ada.handle), Person(offered, bob.id, bob.handle)
    await offered.connect((ada, ivy), (ada, jon))
    shop = await client(offered, "acme")
    job = await invited(shop, ada)
    team = (await forms(ada, job, "JOINT_PROPOSAL", asked(bob, hours()), asked(ivy), terms=hours()))["team"]
    team = (await does(ivy, "setTeamTerms", teamId=team["id"], terms=hours(5)))["team"]
    for person in (ada, bob, ivy):
        await says(person, team)
    for person in (ivy, bob):
        await replies(person, talk_of(team["id"]), "Hello")
    offer = (await does(ada, "sendProposal", content={"teamId": team["id"]}))["proposal"]["id"]
    await does(shop, "openProposal", proposalId=offer)
    await does(shop, "answerProposal", proposalId=offer, answer="ACCEPT")
    assert (await does(shop, "completeJob", jobId=job))["endedTeamIds"] == [team["id"]]
    other = await invited(shop, ivy)
    team = (await forms(ivy, other, "COLLABORATION", asked(ada, hours(price=False))))["team"]
    await says(ada, team)
    await does(ada, "leaveTeam", teamId=team["id"])
    await does(ivy, "leaveTeam", teamId=team["id"])
    third = await invited(shop, ada)
    team = (await forms(ada, third, "SUBCONTRACT", asked(bob, hours()), asked(jon, hours()), asked(ivy, hours())))[
        "team"
    ]
    await says(jon, team, "DECLINE")
    team = (await does(ada, "changeTeam", teamId=team["id"], members=[asked(bob, hours()), asked(ivy, hours())]))[
        "team"
    ]
    for person in (bob, ivy):
        await says(person, team)
    await offers(ada, third)
    world.clock.tick()
    await does(ivy, "leaveTeam", teamId=team["id"])
    team = (await does(ada, "changeTeam", teamId=team["id"], members=[asked(bob, hours()), asked(jon, hours())]))[
        "team"
    ]
    assert (await says(bob, team))["__typename"] == "AnswerTeamPayload"
    await says(jon, team, "DECLINE")
