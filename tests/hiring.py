"""Clients, their jobs and what freelancers do with them through the API, as a client application would."""

from typing import Any

from confrere.graph.model.ids import IdKind

from .world import Data, Person, World

REFUSED = "__typename ... on UserError { code message path }"
JOB = "{ id title state isPrivate viewerConcerns viewerCanRefer client { id name } }"
REFERRAL = (
    "{ id consent note referredAt candidate { handle name } referrer { handle name notice } "
    "job { id title viewerConcerns } }"
)
PROPOSAL = (
    "{ id state sentAt freelancer { handle name notice profile { headline } } job { id state } "
    "terms { weeklyHours description price { amount currency } } }"
)
PAYLOADS = {
    "postJob": f"job {JOB}",
    "inviteToJob": f"job {JOB}",
    "declineJobInvite": f"job {JOB}",
    "completeJob": f"job {JOB}",
    "cancelJob": f"job {JOB}",
    "sendProposal": f"proposal {PROPOSAL}",
    "withdrawProposal": f"proposal {PROPOSAL}",
    "answerProposal": f"proposal {PROPOSAL}",
    "referFreelancer": f"referral {REFERRAL}",
    "answerReferral": f"answeredReferralId referral {REFERRAL} viewer {{ id }}",
}
JOBS = (
    "query Jobs($concern: JobConcern, $state: JobState) { jobs(concern: $concern, state: $state, first: 100) "
    "{ totalCount nodes { id title viewerConcerns state } } }"
)
REFERRALS = (
    f"query Referrals {{ viewer {{ referralsGiven(first: 100) {{ totalCount nodes {REFERRAL} }} "
    f"referralsReceived(first: 100) {{ totalCount nodes {REFERRAL} }} }} }}"
)
PROPOSALS = "query Proposals($id: ID!) { job(id: $id) { proposals(first: 100) { totalCount nodes " + PROPOSAL + " } } }"
NO_JOB = "JO_0000000000000000"


async def client(world: World, name: str) -> Person:
    """Adds a client."""
    id = f"{IdKind.CLIENT}_{name:z<16}"
    await world.cypher(
        "CREATE (:Client {id: $id, handle: $handle, name: $name})", id=id, handle=name, name=name.title()
    )
    return Person(world, id, name)


async def skill(world: World, number: int = 1) -> str:
    """The id of a skill that exists from then on."""
    id = f"SK_{number:016}"
    await world.cypher(
        "MERGE (s:Skill {id: $id}) ON CREATE SET s.name = $name, s.synonyms = []", id=id, name=f"Skill {number}"
    )
    return id


async def does(who: Person, act: str, **given: Any) -> Data:
    """Does something with a job and returns what came of it."""
    kind = act[0].upper() + act[1:]
    text = (
        f"mutation Do($input: {kind}Input!) {{ {act}(input: $input) {{ {REFUSED} "
        f"... on {kind}Payload {{ {PAYLOADS[act]} }} ... on JobClosed {{ job {{ state }} }} "
    )
    text = (
        text
        if act != "postJob" and act != "withdrawProposal"
        else text.replace("... on JobClosed { job { state } }", "")
    )
    text += "... on HoursExceeded { hoursLeft } } }" if act == "sendProposal" else "} }"
    found: Data = (await who.asks(text, input=given)).data[act]
    return found


def a_job(**more: Any) -> Data:
    """What a client writes."""
    return {
        "title": "A shop",
        "description": "A shop for tea.",
        "timeZone": "Europe/Lisbon",
        "requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 10}],
        **more,
    }


async def posts(who: Person, **more: Any) -> str:
    """Posts a job that needs the first skill, and returns its id."""
    await skill(who.world)
    found = await does(who, "postJob", **a_job(**more))
    assert found["__typename"] == "PostJobPayload", found
    return str(found["job"]["id"])


async def invited(who: Person, person: Person, **more: Any) -> str:
    """A job to which somebody is invited."""
    job = await posts(who, **more)
    assert (await does(who, "inviteToJob", jobId=job, freelancerId=person.id))["__typename"] == "InviteToJobPayload"
    who.world.clock.tick()
    return job


async def declined(who: Person, person: Person, **more: Any) -> str:
    """A job to which somebody was invited and declined."""
    job = await invited(who, person, **more)
    assert (await does(person, "declineJobInvite", jobId=job))["__typename"] == "DeclineJobInvitePayload"
    who.world.clock.tick()
    return job


async def offers(person: Person, job: str, hours: float = 10, **more: Any) -> Data:
    """Sends a proposal and returns what came of it."""
    terms = {"weeklyHours": hours, "price": {"amount": "900", "currency": "EUR"}, **more}
    return await does(person, "sendProposal", content={"single": {"jobId": job, "terms": terms}})


async def refers(person: Person, job: str, whom: Person | str, **more: Any) -> Data:
    """Refers somebody and returns what came of it."""
    return await does(
        person, "referFreelancer", jobId=job, freelancerId=whom if isinstance(whom, str) else whom.id, **more
    )


async def jobs(who: Person, **asked: Any) -> list[Data]:
    """The jobs that concern somebody."""
    page = (await who.asks(JOBS, **asked)).data["jobs"]
    assert page["totalCount"] == len(page["nodes"])
    found: list[Data] = page["nodes"]
    return found


async def referrals(who: Person) -> tuple[list[Data], list[Data]]:
    """Given and received."""
    viewer = (await who.asks(REFERRALS)).data["viewer"]
    for page in viewer.values():
        assert page["totalCount"] == len(page["nodes"])
    return viewer["referralsGiven"]["nodes"], viewer["referralsReceived"]["nodes"]


async def hired_once(world: World, ada: Person, bob: Person, kim: Person) -> None:
    """Everything happens once that can happen with a job, in its order."""
    shop = await client(world, "apex")
    job = await declined(shop, ada)
    referral = (await refers(ada, job, bob, note="He can."))["referral"]["id"]
    world.clock.tick()
    await does(bob, "answerReferral", referralId=referral, answer="ACCEPT")
    world.clock.tick()
    offer = (await offers(bob, job))["proposal"]["id"]
    world.clock.tick()
    await does(shop, "inviteToJob", jobId=job, freelancerId=kim.id)
    world.clock.tick()
    other = (await offers(kim, job))["proposal"]["id"]
    world.clock.tick()
    await does(shop, "answerProposal", proposalId=other, answer="DECLINE")
    world.clock.tick()
    await does(shop, "answerProposal", proposalId=offer, answer="ACCEPT")
    world.clock.tick()
    await does(shop, "completeJob", jobId=job)
    world.clock.tick()
    second = await declined(shop, kim, isPrivate=True, endsOn="2026-12-24", startsOn="2026-12-01")
    await does(shop, "cancelJob", jobId=second)
    world.clock.tick()
    third = await declined(shop, kim)
    referral = (await refers(kim, third, ada))["referral"]["id"]
    world.clock.tick()
    await does(ada, "answerReferral", referralId=referral, answer="DECLINE")
    world.clock.tick()
    offer = (await offers(kim, third, description="I again"))["proposal"]["id"]
    world.clock.tick()
    await does(kim, "withdrawProposal", proposalId=offer)
    world.clock.tick()
