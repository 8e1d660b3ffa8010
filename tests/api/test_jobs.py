"""Jobs: whom they concern, proposals and answers, and bad input."""

import asyncio
from typing import Any

import pytest

from ..hiring import NO_JOB, PROPOSALS, a_job, client, declined, does, invited, jobs, offers, posts, skill
from ..world import Data, Person, World

LOOK = """query Look($id: ID!) { job(id: $id) { title description isPrivate postedAt startsOn endsOn timeZone state
  budget { amount currency } client { id name } requirements { level seats weeklyHours weight skill { name } }
  viewerConcerns viewerCanRefer } node(id: $id) { id } }"""


async def proposals(who: Person, job: str) -> list[Data]:
    """What somebody sees of the proposals for a job."""
    found: list[Data] = (await who.asks(PROPOSALS, id=job)).data["job"]["proposals"]["nodes"]
    return found


async def test_a_job_is_read_as_it_was_posted(world: World) -> None:
    """Skills with level and seats, budget, days, time zone; by its client and as a node."""
    shop = await client(world, "apex")
    await skill(world, 2)
    job = await posts(
        shop,
        requirements=[
            {"skillId": f"SK_{1:016}", "weeklyHours": 12.5, "level": 4, "seats": 3},
            {"skillId": f"SK_{2:016}", "weeklyHours": 0, "weight": 2.5},
        ],
        budget={"amount": "1200.50", "currency": "EUR"},
        startsOn="2026-03-09",
        endsOn="2026-04-30",
        isPrivate=True,
    )
    answer = (await shop.asks(LOOK, id=job)).data
    assert answer["node"] == {"id": job}
    assert answer["job"] == {
        "title": "A shop",
        "description": "A shop for tea.",
        "isPrivate": True,
        "postedAt": "2026-03-01T12:00:00.000000Z",
        "startsOn": "2026-03-09",
        "endsOn": "2026-04-30",
        "timeZone": "Europe/Lisbon",
        "state": "OPEN",
        "budget": {"amount": "1200.50", "currency": "EUR"},
        "client": {"id": shop.id, "name": "Apex"},
        "requirements": [
            {"level": 4, "seats": 3, "weeklyHours": 12.5, "weight": None, "skill": {"name": "Skill 1"}},
            {"level": 1, "seats": 1, "weeklyHours": 0, "weight": 2.5, "skill": {"name": "Skill 2"}},
        ],
        "viewerConcerns": ["POSTED"],
        "viewerCanRefer": False,
    }


async def test_a_job_is_there_for_those_it_concerns_alone(world: World) -> None:
    """For others it is one that never was, whatever they ask or do."""
    shop, other = await client(world, "apex"), await client(world, "acme")
    ada, bob = await world.people("ada", "bob")
    job = await invited(shop, ada)
    assert [each["viewerConcerns"] for each in await jobs(ada)] == [["INVITED"]]
    for stranger in (bob, other):
        assert (await stranger.asks(LOOK, id=job)).data == {"job": None, "node": None}
        assert await jobs(stranger) == []
        assert (await stranger.asks("query($id: ID!) { node(id: $id) { id } }", id=shop.id)).data["node"] is None
        for act in ("declineJobInvite", "completeJob", "cancelJob"):
            assert await does(stranger, act, jobId=job) == await does(stranger, act, jobId=NO_JOB)
    assert (await ada.asks("query($id: ID!) { node(id: $id) { id } }", id=shop.id)).data["node"] == {"id": shop.id}
    assert await offers(bob, job) == await offers(bob, NO_JOB)
    mine = "{ viewer { client { name } } }"
    assert (await shop.asks(mine)).data["viewer"]["client"] == {"name": "Apex"}
    assert (await ada.asks(mine)).data["viewer"]["client"] is None


@pytest.mark.attack(52)
async def test_a_client_posts_and_invites_so_often_a_day(world: World) -> None:
    """Both count together, a repeat and what changed nothing do not; a day later there is room again."""
    world.settings = world.settings.model_copy(update={"job_offers_per_day": 4})
    world.__post_init__()
    shop, other = await client(world, "apex"), await client(world, "acme")
    ada, bob, cem = await world.people("ada", "bob", "cem")
    job = await invited(shop, ada)
    again = {"jobId": job, "freelancerId": bob.id, "idempotencyKey": "k"}
    for given in (again, again, again | {"idempotencyKey": "l"}):
        assert (await does(shop, "inviteToJob", **given))["__typename"] == "InviteToJobPayload"
    await posts(shop)
    for refused in (
        await does(shop, "inviteToJob", jobId=job, freelancerId=cem.id),
        await does(shop, "postJob", **a_job()),
    ):
        assert (refused["__typename"], "within a day" in refused["message"]) == ("NotAllowed", True)
    assert await jobs(cem) == []
    await posts(other)
    world.clock.tick(days=1)
    assert (await does(shop, "inviteToJob", jobId=job, freelancerId=cem.id))["__typename"] == "InviteToJobPayload"


async def test_as_many_invites_are_kept_as_any_rule_counts(world: World) -> None:
    """Every act of theirs reads them, however often clients invite them."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    await world.cypher(
        "MATCH (:Freelancer {id: $id})-[:HAS_RECORD]->(r) SET r.jobInvitedAt = [n IN range(1, 1000) | $now]",
        id=ada.id,
        now=world.clock(),
    )
    world.clock.tick()
    await invited(shop, ada)
    (kept,) = await world.cypher(
        "MATCH (r:TrackRecord) RETURN size(r.jobInvitedAt) AS many, last(r.jobInvitedAt) > head(r.jobInvitedAt) AS ok"
    )
    assert kept == {"many": 1000, "ok": True}


async def test_jobs_are_listed_by_concern_and_state(world: World) -> None:
    """Newest first, in pages of both directions."""
    shop = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    first, second = await invited(shop, ada), await declined(shop, ada)
    third = await invited(shop, ada)
    await offers(ada, third)
    await does(shop, "cancelJob", jobId=first)
    assert [each["id"] for each in await jobs(shop)] == [third, second, first]
    assert [each["id"] for each in await jobs(ada, concern="DECLINED")] == [second]
    assert [each["id"] for each in await jobs(ada, concern="PROPOSED")] == [third]
    assert [each["id"] for each in await jobs(ada, state="CANCELLED")] == [first]
    assert await jobs(ada, concern="POSTED") == []
    assert await jobs(bob) == []
    page = "query($first: Int, $last: Int, $after: String) { jobs(first: $first, last: $last, after: $after) { "
    page += "totalCount nodes { id } pageInfo { endCursor hasNextPage } } }"
    one = (await ada.asks(page, first=2)).data["jobs"]
    assert [each["id"] for each in one["nodes"]] == [third, second]
    assert one["pageInfo"]["hasNextPage"]
    rest = (await ada.asks(page, first=2, after=one["pageInfo"]["endCursor"])).data["jobs"]
    assert ([each["id"] for each in rest["nodes"]], rest["totalCount"]) == ([first], 3)
    assert [each["id"] for each in (await ada.asks(page, last=1)).data["jobs"]["nodes"]] == [first]
    assert (await bob.asks(page, first=2, after=one["pageInfo"]["endCursor"])).codes == ["CURSOR_MISMATCH"]


async def test_an_invite_counts_among_the_records_of_whoever_gets_it(world: World) -> None:
    """Once for each job, however often the client invites."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    own = "{ viewer { eligibility { jobInvites } } }"
    before = (await ada.asks(own)).data["viewer"]["eligibility"]["jobInvites"]
    job = await invited(shop, ada)
    await does(shop, "inviteToJob", jobId=job, freelancerId=ada.id)
    assert (await ada.asks(own)).data["viewer"]["eligibility"]["jobInvites"] == before + 1


@pytest.mark.requirement("R24")
async def test_a_client_cannot_invite_whom_nobody_can_find(world: World) -> None:
    """Private, deactivated and absent people get the one error."""
    shop = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    await ada.goes("PRIVATE")
    await world.deactivates(bob)
    job = await posts(shop)
    told = [
        await does(shop, "inviteToJob", jobId=job, freelancerId=each)
        for each in (ada.id, bob.id, "FL_0000000000000000")
    ]
    assert [each["__typename"] for each in told] == ["Unavailable"] * 3
    assert told[0] == told[1] == told[2]
    assert (await does(shop, "inviteToJob", jobId=job, freelancerId=shop.id))["__typename"] == "NotAFreelancer"


async def test_a_proposal_goes_to_the_client_and_can_be_taken_back(world: World) -> None:
    """With its terms; others invited see their own only."""
    shop = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    job = await invited(shop, ada)
    await does(shop, "inviteToJob", jobId=job, freelancerId=bob.id)
    sent = (await offers(ada, job, description="Gladly"))["proposal"]
    assert sent["terms"] == {
        "weeklyHours": 10,
        "description": "Gladly",
        "price": {"amount": "900.00", "currency": "EUR"},
    }
    assert [each["freelancer"]["handle"] for each in await proposals(shop, job)] == ["ada"]
    assert await proposals(bob, job) == []
    again = (await offers(ada, job, hours=5))["proposal"]
    assert [each["terms"]["weeklyHours"] for each in await proposals(shop, job)] == [5]
    look = "query($id: ID!) { node(id: $id) { id } }"
    assert (await bob.asks(look, id=again["id"])).data["node"] is None
    assert (await shop.asks(look, id=again["id"])).data["node"] == {"id": again["id"]}
    assert (await does(bob, "withdrawProposal", proposalId=again["id"]))["__typename"] == "NotFound"
    assert (await does(shop, "withdrawProposal", proposalId=again["id"]))["__typename"] == "NotAllowed"
    for _ in range(2):
        taken = await does(ada, "withdrawProposal", proposalId=again["id"])
        assert taken["proposal"]["state"] == "WITHDRAWN"
    told = await does(shop, "answerProposal", proposalId=again["id"], answer="ACCEPT")
    assert told["__typename"] == "NotFound"


async def test_a_client_hires_and_the_job_is_filled(world: World) -> None:
    """Then it takes no more proposals, and others cannot be hired; completing it ends it."""
    shop = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    job = await invited(shop, ada)
    await does(shop, "inviteToJob", jobId=job, freelancerId=bob.id)
    one = (await offers(ada, job))["proposal"]["id"]
    other = (await offers(bob, job))["proposal"]["id"]
    assert (await does(ada, "answerProposal", proposalId=one, answer="ACCEPT"))["__typename"] == "NotAllowed"
    assert (await does(bob, "answerProposal", proposalId=one, answer="ACCEPT"))["__typename"] == "NotFound"
    early = await does(shop, "completeJob", jobId=job)
    message = "Nobody is hired for this job yet. Accept a proposal first, or cancel the job."
    assert (early["__typename"], early["message"]) == ("JobClosed", message)
    for _ in range(2):
        hired = await does(shop, "answerProposal", proposalId=one, answer="ACCEPT")
        assert (hired["proposal"]["state"], hired["proposal"]["job"]["state"]) == ("ACCEPTED", "FILLED")
    closed = await does(shop, "answerProposal", proposalId=other, answer="ACCEPT")
    assert (closed["__typename"], closed["job"]) == ("JobClosed", {"state": "FILLED"})
    assert (await offers(bob, job))["__typename"] == "JobClosed"
    assert (await does(ada, "withdrawProposal", proposalId=one))["__typename"] == "NotAllowed"
    assert [each["viewerConcerns"] for each in await jobs(ada)] == [["INVITED", "PROPOSED", "HIRED"]]
    assert (await does(ada, "completeJob", jobId=job))["__typename"] == "NotAllowed"
    for _ in range(2):
        assert (await does(shop, "completeJob", jobId=job))["job"]["state"] == "COMPLETED"
    assert (await does(shop, "cancelJob", jobId=job))["__typename"] == "JobClosed"


async def test_whoever_was_turned_down_cannot_ask_again(world: World) -> None:
    """The job is not open for them, and nobody else notices."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    job = await invited(shop, ada)
    offer = (await offers(ada, job))["proposal"]["id"]
    assert (await does(ada, "declineJobInvite", jobId=job))["__typename"] == "NotFound"
    for _ in range(2):
        told = await does(shop, "answerProposal", proposalId=offer, answer="DECLINE")
        assert told["proposal"]["state"] == "DECLINED"
    assert (await offers(ada, job))["__typename"] == "JobClosed"


@pytest.mark.requirement("R38")
async def test_nobody_promises_more_hours_than_they_offer(world: World) -> None:
    """Over all open proposals and jobs at work; what ended frees its hours."""
    shop = await client(world, "apex")
    ada = await world.person("ada", weeklyHours=30.0)
    first, second = await invited(shop, ada), await invited(shop, ada)
    await offers(ada, first, hours=20)
    told = await offers(ada, second, hours=10.01)
    assert (told["__typename"], told["hoursLeft"]) == ("HoursExceeded", 10)
    assert (await offers(ada, first, hours=29))["__typename"] == "SendProposalPayload"
    await does(shop, "cancelJob", jobId=first)
    assert (await offers(ada, second, hours=30))["__typename"] == "SendProposalPayload"


@pytest.mark.requirement("R38")
async def test_two_proposals_at_once_do_not_book_the_same_hours(world: World) -> None:
    """One of them finds the hours gone."""
    shop = await client(world, "apex")
    ada = await world.person("ada", weeklyHours=30.0)
    open_jobs = [await invited(shop, ada) for _ in range(4)]
    told = await asyncio.gather(*(offers(ada, job, hours=15) for job in open_jobs))
    assert sorted(each["__typename"] for each in told) == ["HoursExceeded"] * 2 + ["SendProposalPayload"] * 2


async def test_two_hirings_at_once_fill_a_job_once(world: World) -> None:
    """The second finds it filled."""
    shop = await client(world, "apex")
    people = await world.people("ada", "bob", "eve")
    job = await posts(shop)
    made = []
    for person in people:
        await does(shop, "inviteToJob", jobId=job, freelancerId=person.id)
        made.append((await offers(person, job))["proposal"]["id"])
    told = await asyncio.gather(*(does(shop, "answerProposal", proposalId=each, answer="ACCEPT") for each in made))
    assert sorted(each["__typename"] for each in told) == ["AnswerProposalPayload", "JobClosed", "JobClosed"]
    assert sorted(each["state"] for each in await proposals(shop, job)) == ["ACCEPTED", "SENT", "SENT"]


@pytest.mark.requirement("R24")
async def test_a_private_person_who_proposes_shows_their_name_alone(world: World) -> None:
    """And somebody deactivated does not show, nor can be hired."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    job = await invited(shop, ada)
    await ada.goes("PRIVATE")
    offer = (await offers(ada, job))["proposal"]["id"]
    (seen,) = await proposals(shop, job)
    assert seen["freelancer"] == {"handle": "ada", "name": "Ada T.", "notice": "PRIVATE_PROFILE", "profile": None}
    await world.deactivates(ada)
    assert await proposals(shop, job) == []
    told = await does(shop, "answerProposal", proposalId=offer, answer="ACCEPT")
    assert told == await does(shop, "answerProposal", proposalId="PR_0000000000000000", answer="ACCEPT")


async def test_a_repeated_act_happens_once(world: World) -> None:
    """With the same key: one job, one proposal; the key with another input is a conflict."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    await skill(world)
    made = [(await does(shop, "postJob", **a_job(), idempotencyKey="k"))["job"]["id"] for _ in range(2)]
    assert made[0] == made[1]
    text = "mutation($input: PostJobInput!) { postJob(input: $input) { __typename } }"
    assert (await shop.asks(text, input=a_job(title="Other", idempotencyKey="k"))).codes == ["IDEMPOTENCY_CONFLICT"]
    await does(shop, "inviteToJob", jobId=made[0], freelancerId=ada.id)
    content = {"single": {"jobId": made[0], "terms": {"weeklyHours": 3}}}
    sent = [await does(ada, "sendProposal", content=content, idempotencyKey="p") for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(await proposals(shop, made[0])) == 1


BAD: list[tuple[Data, str, str]] = [
    ({"title": "  "}, "TOO_SHORT", "title"),
    ({"title": "x" * 201}, "TOO_LONG", "title"),
    ({"title": "a\x00b"}, "BAD_VALUE", "title"),
    ({"description": "x" * 10_001}, "TOO_LONG", "description"),
    ({"requirements": []}, "TOO_SHORT", "requirements"),
    (
        {"requirements": [{"skillId": f"SK_{each:016}", "weeklyHours": 1} for each in range(100)]},
        "TOO_LONG",
        "requirements",
    ),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 1}] * 2}, "BAD_VALUE", "requirements"),
    ({"requirements": [{"skillId": f"SK_{9:016}", "weeklyHours": 1}]}, "BAD_VALUE", "requirements"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 1, "seats": 0}]}, "TOO_SHORT", "seats"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 1, "level": 6}]}, "TOO_LONG", "level"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": -1}]}, "BAD_VALUE", "weeklyHours"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 0}]}, "TOO_SHORT", "weeklyHours"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 4.005}]}, "BAD_VALUE", "weeklyHours"),
    ({"requirements": [{"skillId": f"SK_{1:016}", "weeklyHours": 1, "weight": 1}]}, "BAD_VALUE", "requirements"),
    ({"budget": {"amount": "-5", "currency": "USD"}}, "BAD_VALUE", "amount"),
    ({"budget": {"amount": "0", "currency": "USD"}}, "BAD_VALUE", "amount"),
    ({"budget": {"amount": "5", "currency": "XXX"}}, "BAD_VALUE", "currency"),  # ISO 4217 for "no currency": no rate
    ({"timeZone": "America"}, "BAD_VALUE", "timeZone"),
    ({"timeZone": "../../etc/passwd"}, "BAD_VALUE", "timeZone"),
    ({"startsOn": "2026-05-02", "endsOn": "2026-05-01"}, "BAD_VALUE", "endsOn"),
    ({"endsOn": "2026-02-28"}, "BAD_VALUE", "endsOn"),
]


@pytest.mark.parametrize(("given", "code", "field"), BAD, ids=lambda each: str(each)[:60])
async def test_bad_input_is_a_typed_error(world: World, given: Data, code: str, field: str) -> None:
    """With its field, and no job comes of it."""
    shop = await client(world, "apex")
    await skill(world)
    told = await does(shop, "postJob", **a_job(**given))
    assert (told["__typename"], told["code"], told["path"][-1]) == ("InvalidInput", code, field)
    assert await jobs(shop) == []
    assert await world.cypher("MATCH (e:Event) RETURN e.id") == []


async def test_a_day_that_is_none_is_refused(world: World) -> None:
    """As a variable that cannot be read."""
    shop = await client(world, "apex")
    text = "mutation($input: PostJobInput!) { postJob(input: $input) { __typename } }"
    for day in ("2026-02-30", "tomorrow", "2026-2-3", 5):
        assert (await shop.asks(text, input=a_job(startsOn=day))).codes == ["BAD_VARIABLES"]


async def test_a_freelancer_posts_no_job(world: World) -> None:
    """That is for clients."""
    ada = await world.person("ada")
    await skill(world)
    told = await does(ada, "postJob", **a_job())
    message = "Only clients post jobs. Freelancers are invited to them or referred for them."
    assert (told["__typename"], told["message"]) == ("NotAllowed", message)


async def test_hours_are_what_they_mean(world: World) -> None:
    """A number that no machine writes exactly is the one that was meant."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    sent = await offers(ada, await invited(shop, ada), hours=0.1 + 0.2)
    assert sent["proposal"]["terms"]["weeklyHours"] == 0.3


TERMS: list[tuple[Any, str]] = [
    ({"weeklyHours": -1}, "weeklyHours"),
    ({"weeklyHours": 169}, "weeklyHours"),
    ({"weeklyHours": 4.005}, "weeklyHours"),
    ({"weeklyHours": 1, "price": {"amount": "0.001", "currency": "USD"}}, "amount"),
    ({"weeklyHours": 1, "description": "x" * 10_001}, "description"),
]


@pytest.mark.parametrize(("terms", "field"), TERMS, ids=lambda each: str(each)[:40])
async def test_bad_terms_are_a_typed_error(world: World, terms: Data, field: str) -> None:
    """Before anything is read."""
    shop = await client(world, "apex")
    ada = await world.person("ada")
    job = await invited(shop, ada)
    told = await does(ada, "sendProposal", content={"single": {"jobId": job, "terms": terms}})
    assert (told["__typename"], told["path"][-1]) == ("InvalidInput", field)
