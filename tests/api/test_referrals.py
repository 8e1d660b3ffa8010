"""Referrals: who may refer whom for what, what either learns, and what nobody does (R40)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from confrere.graph.export import export
from confrere.graph.model.rules import Phase

from ..hiring import NO_JOB, client, declined, does, invited, jobs, offers, posts, referrals, refers
from ..world import Data, Person, World

NOBODY = "FL_0000000000000000"


async def scene(world: World) -> tuple[Person, Person, Person, str]:
    """A client, Ada who declined its job, and Bob."""
    apex = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    return apex, ada, bob, await declined(apex, ada)


async def answers(person: Person, referral: str, answer: str = "ACCEPT", **more: Any) -> Data:
    """Answers a referral."""
    return await does(person, "answerReferral", referralId=referral, answer=answer, **more)


@pytest.mark.requirement("R40")
async def test_declining_an_invite_offers_a_referral(world: World) -> None:
    """Only then, and declining again changes nothing."""
    apex = await client(world, "apex")
    ada, bob = await world.people("ada", "bob")
    job = await invited(apex, ada)
    assert (await refers(ada, job, bob))["__typename"] == "NotFound"
    for _ in range(2):
        told = (await does(ada, "declineJobInvite", jobId=job))["job"]
        assert (told["viewerConcerns"], told["viewerCanRefer"]) == (["DECLINED"], True)
    kinds = await world.cypher("MATCH (e:Event) WHERE e.kind = 'JOB_INVITE_DECLINED' RETURN e.a AS a")
    assert kinds == [{"a": ada.id}]


@pytest.mark.requirement("R40")
async def test_a_referral_is_listed_by_both_and_brings_the_job(world: World) -> None:
    """With the note; no connection is needed and none is made; the candidate accepts and may propose."""
    _, ada, bob, job = await scene(world)
    told = (await refers(ada, job, bob, note="He can."))["referral"]
    assert (told["consent"], told["note"], told["candidate"]) == (
        "PENDING",
        "He can.",
        {"handle": "bob", "name": "Bob T."},
    )
    given, _ = await referrals(ada)
    _, received = await referrals(bob)
    assert [each["id"] for each in given] == [each["id"] for each in received] == [told["id"]]
    assert received[0]["referrer"] == {"handle": "ada", "name": "Ada T.", "notice": None}
    assert received[0]["job"]["viewerConcerns"] == ["REFERRED"]
    for _ in range(2):
        accepted = await answers(bob, told["id"])
        assert accepted["referral"]["consent"] == "ACCEPTED"
    assert (await referrals(ada))[0][0]["consent"] == "ACCEPTED"
    assert await ada.state(bob) == "NONE"
    assert await world.cypher("MATCH ()-[c:CONNECTED_TO]->() RETURN c.pair") == []
    assert (await offers(bob, job))["__typename"] == "SendProposalPayload"
    look = "query($id: ID!) { node(id: $id) { id } }"
    assert (await bob.asks(look, id=told["id"])).data["node"] == {"id": told["id"]}


@pytest.mark.requirement("R40")
async def test_one_referral_for_each_job(world: World) -> None:
    """A second is refused, whatever became of the first; another job has one of its own."""
    apex, ada, bob, job = await scene(world)
    eve = await world.person("eve")
    first = (await refers(ada, job, bob))["referral"]["id"]
    assert (await refers(ada, job, eve))["code"] == "ALREADY_REFERRED"
    await answers(bob, first, "DECLINE")
    told = await refers(ada, job, eve)
    assert (told["__typename"], told["code"], told["path"]) == (
        "ReferralRefused",
        "ALREADY_REFERRED",
        ["input", "jobId"],
    )
    (seen,) = await jobs(ada)
    assert seen["viewerConcerns"] == ["DECLINED"]
    other = await declined(apex, ada)
    assert (await refers(ada, other, bob))["__typename"] == "ReferFreelancerPayload"


@pytest.mark.requirement("R40")
async def test_private_and_closed_jobs_are_not_referred(world: World) -> None:
    """Each in its own words, to whom the job concerns alone."""
    apex, ada, bob, job = await scene(world)
    private = await declined(apex, ada, isPrivate=True)
    assert (await refers(ada, private, bob))["code"] == "JOB_PRIVATE"
    await does(apex, "cancelJob", jobId=job)
    told = await refers(ada, job, bob)
    assert (told["__typename"], told["job"]) == ("JobClosed", {"state": "CANCELLED"})
    assert await refers(bob, job, ada) == await refers(bob, NO_JOB, ada)


Involving = Callable[[Person, Person, str], Awaitable[object]]


async def is_invited(apex: Person, bob: Person, job: str) -> None:
    """The client asked him too."""
    await does(apex, "inviteToJob", jobId=job, freelancerId=bob.id)


async def has_proposed(apex: Person, bob: Person, job: str) -> None:
    """He offers already."""
    await is_invited(apex, bob, job)
    await offers(bob, job)


async def is_referred(apex: Person, bob: Person, job: str) -> None:
    """Somebody else was faster."""
    zoe = await bob.world.person("zoe")
    await does(apex, "inviteToJob", jobId=job, freelancerId=zoe.id)
    await does(zoe, "declineJobInvite", jobId=job)
    await refers(zoe, job, bob)


async def was_referred(apex: Person, bob: Person, job: str) -> None:
    """And declined."""
    await is_referred(apex, bob, job)
    _, received = await referrals(bob)
    await answers(bob, received[0]["id"], "DECLINE")


async def is_private(_apex: Person, bob: Person, _job: str) -> None:
    """He cannot be found."""
    await bob.goes("PRIVATE")


async def is_closed(_apex: Person, bob: Person, _job: str) -> None:
    """His account is."""
    await bob.world.deactivates(bob)


async def blocks_ada(_apex: Person, bob: Person, _job: str) -> None:
    """He wants nothing of her."""
    await bob.blocks("FL_adazzzzzzzzzzzzz")


@pytest.mark.requirement("R40")
@pytest.mark.requirement("R17")
@pytest.mark.parametrize(
    "involve", [is_invited, has_proposed, is_referred, was_referred, is_private, is_closed, blocks_ada]
)
async def test_whoever_cannot_be_referred_gets_one_refusal(world: World, involve: Involving) -> None:
    """The same as somebody who does not exist, and nothing is written."""
    apex, ada, bob, job = await scene(world)
    await involve(apex, bob, job)
    told = await refers(ada, job, bob)
    assert told == await refers(ada, job, NOBODY)
    assert (told["__typename"], told["code"]) == ("ReferralRefused", "NOT_REFERABLE")
    assert (await referrals(ada))[0] == []


@pytest.mark.requirement("R40")
async def test_a_private_person_in_my_network_may_be_referred(world: World) -> None:
    """I see them."""
    _, ada, bob, job = await scene(world)
    await world.connect((ada, bob))
    await bob.goes("PRIVATE")
    assert (await refers(ada, job, bob))["referral"]["candidate"]["name"] == "Bob T."


async def test_oneself_clients_and_long_notes_are_refused(world: World) -> None:
    """Before anything is read."""
    apex, ada, bob, job = await scene(world)
    assert (await refers(ada, job, ada))["__typename"] == "NotYourself"
    assert (await refers(ada, job, apex))["__typename"] == "NotAFreelancer"
    assert (await refers(ada, job, bob, note="x" * 301))["code"] == "TOO_LONG"


Silent = Callable[[Person, Person, str], Awaitable[object]]


async def declines(_ada: Person, bob: Person, referral: str) -> None:
    """Bob says no."""
    await answers(bob, referral, "DECLINE")


async def blocks(ada: Person, bob: Person, _referral: str) -> None:
    """Bob blocks Ada."""
    await bob.blocks(ada)


async def hides(_ada: Person, bob: Person, _referral: str) -> None:
    """Bob goes private."""
    await bob.goes("PRIVATE")


async def leaves(_ada: Person, bob: Person, _referral: str) -> None:
    """Bob's account is closed."""
    await bob.world.deactivates(bob)


@pytest.mark.requirement("R40")
@pytest.mark.requirement("R17")
@pytest.mark.parametrize("hidden", [declines, blocks, hides, leaves])
async def test_the_referrer_is_told_of_a_yes_alone(world: World, hidden: Silent) -> None:
    """The list stays what it was, by the name of then, and what may be done as well."""
    _, ada, bob, job = await scene(world)
    referral = (await refers(ada, job, bob))["referral"]["id"]
    before = await referrals(ada), await jobs(ada)
    await hidden(ada, bob, referral)
    await world.cypher("MATCH (b:Freelancer {id: $id}) WHERE b.visibility = 'PRIVATE' SET b.name = 'X.'", id=bob.id)
    assert (await referrals(ada), await jobs(ada)) == before


@pytest.mark.requirement("R40")
async def test_a_declined_referral_is_gone_for_the_candidate(world: World) -> None:
    """With its job; declining again succeeds and counts once, accepting does not."""
    _, ada, bob, job = await scene(world)
    referral = (await refers(ada, job, bob))["referral"]["id"]
    for _ in range(2):
        told = await answers(bob, referral, "DECLINE")
        assert (told["__typename"], told["referral"]) == ("AnswerReferralPayload", None)
    assert (await referrals(bob))[1] == []
    assert await jobs(bob) == []
    assert await answers(bob, referral) == await answers(bob, "RF_0000000000000000")
    assert await offers(bob, job) == await offers(bob, NO_JOB)
    counted = await world.cypher("MATCH (e:Event {kind: 'REFERRAL_DECLINED'}) RETURN count(e) AS count")
    assert counted == [{"count": 1}]


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
@pytest.mark.parametrize("back", [True, False])
@pytest.mark.parametrize("how", ["blocks", "is blocked", "deactivated"])
async def test_a_referral_ends_with_a_block_or_a_deactivation(world: World, how: str, back: bool) -> None:
    """For its candidate; neither unblocking nor reactivation brings it back."""
    _, ada, bob, job = await scene(world)
    referral = (await refers(ada, job, bob))["referral"]["id"]
    if how == "deactivated":
        await world.deactivates(ada)
        if back:
            await world.reactivates(ada)
    else:
        one, other = (ada, bob) if how == "blocks" else (bob, ada)
        await one.blocks(other)
        if back:
            await one.unblocks(other)
    assert (await referrals(bob))[1] == []
    assert await jobs(bob) == []
    assert await answers(bob, referral) == await answers(bob, "RF_0000000000000000")


async def test_a_private_referrer_is_shown_by_name_alone(world: World) -> None:
    """With the notice."""
    _, ada, bob, job = await scene(world)
    await ada.goes("PRIVATE")
    await refers(ada, job, bob)
    _, (received,) = await referrals(bob)
    assert received["referrer"] == {"handle": "ada", "name": "Ada T.", "notice": "PRIVATE_PROFILE"}


@pytest.mark.requirement("R40")
async def test_somebody_elses_referral_cannot_be_touched(world: World) -> None:
    """Neither by a stranger nor by who made it."""
    _, ada, bob, job = await scene(world)
    eve = await world.person("eve")
    referral = (await refers(ada, job, bob))["referral"]["id"]
    for person in (eve, ada):
        assert await answers(person, referral) == await answers(person, "RF_0000000000000000")
    assert (await eve.asks("query($id: ID!) { node(id: $id) { id } }", id=referral)).data["node"] is None
    assert await referrals(eve) == ([], [])


@pytest.mark.requirement("R7")
async def test_there_are_no_referrals_in_the_first_phase(world: World) -> None:
    """Neither made nor answered, nor offered."""
    _, ada, bob, job = await scene(world)
    referral = (await refers(ada, job, bob))["referral"]["id"]
    world.settings = world.settings.model_copy(update={"phase": Phase.BETA})
    world.__post_init__()
    assert (await refers(ada, job, bob))["__typename"] == "RolloutClosed"
    assert (await answers(bob, referral))["__typename"] == "RolloutClosed"


@pytest.mark.requirement("R40")
async def test_two_referrals_of_one_person_at_once_make_one(world: World) -> None:
    """And two of one referrer likewise."""
    apex = await client(world, "apex")
    people = await world.people("ada", "bob", "eve")
    dan, kim = await world.people("dan", "kim")
    job = await posts(apex)
    for person in people:
        await does(apex, "inviteToJob", jobId=job, freelancerId=person.id)
        await does(person, "declineJobInvite", jobId=job)
    told = await asyncio.gather(*(refers(person, job, dan) for person in people))
    assert sorted(each["__typename"] for each in told) == ["ReferFreelancerPayload"] + ["ReferralRefused"] * 2
    second = await declined(apex, people[0])
    both = await asyncio.gather(*(refers(people[0], second, whom) for whom in (dan, kim)))
    assert sorted(each["__typename"] for each in both) == ["ReferFreelancerPayload", "ReferralRefused"]


@pytest.mark.requirement("R53")
async def test_an_export_has_ones_jobs_and_referrals(world: World) -> None:
    """What was declined in silence is in the candidate's alone."""
    _, ada, bob, job = await scene(world)
    referral = (await refers(ada, job, bob, note="He can."))["referral"]["id"]
    pending = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    await answers(bob, referral, "DECLINE")
    adas = await export(world.store, person=ada.id, sealing=world.sealing, now=world.clock())
    bobs = await export(world.store, person=bob.id, sealing=world.sealing, now=world.clock())
    assert adas == pending
    assert adas is not None
    assert bobs is not None
    assert [(each["kind"], each["job"]) for each in adas["jobs"]] == [("INVITED_TO", job)]
    assert [(each["handle"], each["note"]) for each in adas["referralsGiven"]] == [("bob", "He can.")]
    assert [(each["kind"], each["job"]) for each in bobs["acts"]] == [("REFERRAL_DECLINED", job)]
    assert bobs["referralsReceived"] == []
