"""People who are hidden, by every way of looking and acting: whoever tries learns what they would learn of nobody."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from ..suggesting import dismisses
from ..world import ON_INVITATION, Data, Person
from .worlds import ProofWorld

NOBODY = "FL_0000000000000000"
PERSON = "{ id handle name profile { headline } notice network(first: 9) { totalCount } viewerRelation { state } }"
WAYS = {
    "by id": "query($id: ID!) { freelancer(by: {id: $id}) " + PERSON + " }",
    "by handle": 'query { freelancer(by: {handle: "bob"}) ' + PERSON + " }",
    "as a node": "query($id: ID!) { node(id: $id) { ... on Freelancer " + PERSON + " } }",
    "among nodes": "query($id: ID!) { nodes(ids: [$id]) { ... on Freelancer " + PERSON + " } }",
    "by name": 'query { searchFreelancers(query: "Bob T", first: 9) { totalCount nodes ' + PERSON + " } }",
    "by first letter": 'query { searchFreelancers(query: "B", first: 9) { totalCount nodes ' + PERSON + " } }",
    "by address": 'query { searchFreelancers(query: "bob@example.com", first: 9) { totalCount nodes ' + PERSON + " } }",
    "through a friend's network": "query($eve: ID!) { freelancer(by: {id: $eve}) { network(first: 9) "
    "{ totalCount nodes { handle } edges { cursor } pageInfo { hasNextPage } } } }",
    "among suggestions": "query { viewer { recommendations(surface: ALL, first: 9) { totalCount edges { node "
    + PERSON
    + " reasons { kind count sentence } } pageInfo { hasNextPage } } } }",
    "among suggestions by network": "query { viewer { recommendations(surface: NETWORK, first: 9) { totalCount "
    "edges { node { handle } reasons { sentence } } pageInfo { hasNextPage } } } }",
    "through mutual connections": "query($eve: ID!) { freelancer(by: {id: $eve}) { viewerRelation { "
    "mutualConnections(first: 9) { totalCount nodes { handle } pageInfo { hasNextPage } } } } }",
}
Hiding = Callable[[ProofWorld, Person, Person], Awaitable[object]]


async def goes_private(_world: ProofWorld, bob: Person, _ada: Person) -> None:
    """Bob goes private."""
    await bob.goes("PRIVATE")


async def blocks(_world: ProofWorld, bob: Person, ada: Person) -> None:
    """Bob blocks Ada."""
    await bob.blocks(ada)


async def is_closed(world: ProofWorld, bob: Person, _ada: Person) -> None:
    """The marketplace closes Bob's account."""
    await world.deactivates(bob)


HIDINGS: dict[str, Hiding] = {"private": goes_private, "blocking": blocks, "deactivated": is_closed}


async def cast(proof: ProofWorld) -> tuple[Person, Person, Person]:
    """Ada, Bob and Eve, who is connected with both."""
    ada, eve = await proof.people("ada", "eve")
    bob = await proof.person("bob", email="bob@example.com", emailKey="bob@example.com")
    await proof.connect((ada, eve), (bob, eve))
    return ada, bob, eve


@pytest.mark.attack(34, 35, 36, 46)
@pytest.mark.requirement("R24")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("how", HIDINGS)
async def test_whoever_is_hidden_is_found_in_no_way(proof: ProofWorld, how: str, way: str) -> None:
    """The answer is the one before they came, and it was another one while they could be seen."""
    ada, bob, eve = await cast(proof)
    text, variables = WAYS[way], {"id": bob.id, "eve": eve.id}
    given = {name: value for name, value in variables.items() if f"${name}" in text}
    before = (await ada.asks(text, **given)).data
    await HIDINGS[how](proof, bob, ada)
    hidden = (await ada.asks(text, **given)).data
    await proof.cypher("MATCH (b:Freelancer {id: $id}) DETACH DELETE b", id=bob.id)
    assert hidden == (await ada.asks(text, **given)).data
    if way != "through mutual connections":
        assert hidden != before


@pytest.mark.attack(33, 40)
@pytest.mark.requirement("R17")
@pytest.mark.parametrize("act", ["sendInvitation", "blockFreelancer", "dismissRecommendation"])
@pytest.mark.parametrize("how", HIDINGS)
async def test_acts_on_whoever_is_hidden_are_refused_as_on_nobody(proof: ProofWorld, how: str, act: str) -> None:
    """One and the same answer, byte for byte but for the id of the request."""
    ada, bob, _ = await cast(proof)
    await HIDINGS[how](proof, bob, ada)
    acts: dict[str, Callable[[str], Awaitable[Data]]] = {
        "sendInvitation": ada.invites,
        "blockFreelancer": ada.blocks,
        "dismissRecommendation": partial(dismisses, ada),
    }
    hidden = await acts[act](bob.id)
    assert hidden == await acts[act](NOBODY)
    assert hidden["__typename"] == "Unavailable"


@pytest.mark.attack(33)
@pytest.mark.requirement("R20")
@pytest.mark.parametrize("act", ["invites", "blocks"])
@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("FL_adazzzzzzzzzzzzz", "NotYourself"),
        ("CL_0000000000000000", "NotAFreelancer"),
        ("AG_0000000000000000", "NotAFreelancer"),
        (NOBODY, "Unavailable"),
    ],
)
async def test_oneself_clients_and_nobody_are_refused(proof: ProofWorld, act: str, target: str, told: str) -> None:
    """Each in its own words, and nothing is written."""
    (ada,) = await proof.people("ada")
    assert (await getattr(ada, act)(target))["__typename"] == told
    assert await proof.cypher("MATCH (e:Event) RETURN count(e) AS events") == [{"events": 0}]


@pytest.mark.attack(30)
@pytest.mark.requirement("R13")
@pytest.mark.parametrize("who", ["a stranger", "the wrong one of the two", "anybody, of none"])
@pytest.mark.parametrize("act", ON_INVITATION)
async def test_somebody_elses_invitation_cannot_be_touched(proof: ProofWorld, act: str, who: str) -> None:
    """It is gone, as one that never was, and its two people notice nothing."""
    ada, bob, eve = await cast(proof)
    invitation = await ada.invitation_to(bob)
    actor = {"a stranger": eve, "the wrong one of the two": bob if act == "withdrawInvitation" else ada}.get(who, eve)
    before = (await ada.lists(), await bob.lists())
    named = "IN_0000000000000000" if who == "anybody, of none" else invitation
    told = await actor.answers(act, named)
    assert told == await actor.answers(act, "IN_0000000000000001")
    assert told["__typename"] == "InvitationGone"
    assert (await ada.lists(), await bob.lists()) == before


@pytest.mark.attack(31)
@pytest.mark.parametrize("kind", ["viewer", "invitation", "event"])
async def test_what_is_anothers_own_has_no_id_for_anybody_else(proof: ProofWorld, kind: str) -> None:
    """Neither one's own view, nor what one sent, nor the ledger."""
    ada, bob, eve = await cast(proof)
    invitation = await ada.invitation_to(bob)
    (event,) = await proof.cypher("MATCH (e:Event {kind: 'INVITATION_SENT'}) RETURN e.id AS id")
    asked = {"viewer": f"VI{ada.id[2:]}", "invitation": invitation, "event": event["id"]}[kind]
    answer = await eve.asks("query($id: ID!) { node(id: $id) { __typename id } }", id=asked)
    assert answer.data == {"node": None}


@pytest.mark.attack(43, 44)
async def test_what_one_viewer_is_told_is_told_to_no_other(proof: ProofWorld) -> None:
    """The same document, cached, at the same time, forty times by two people who may see different things."""
    ada, bob, eve = await cast(proof)
    await bob.goes("PRIVATE")
    text = "query($id: ID!) { freelancer(by: {id: $id}) { handle viewerRelation { state } } viewer { id } }"
    answers = await asyncio.gather(*(who.asks(text, id=bob.id) for _ in range(20) for who in (ada, eve)))
    for turn in range(0, 40, 2):
        assert answers[turn].data == {"freelancer": None, "viewer": {"id": f"VI{ada.id[2:]}"}}
        assert answers[turn + 1].data["freelancer"]["viewerRelation"] == {"state": "CONNECTED"}


@pytest.mark.attack(45)
@pytest.mark.requirement("R24")
@pytest.mark.parametrize("way", ["by id", "by handle", "as a node"])
async def test_a_private_person_who_invites_shows_name_and_notice_alone(proof: ProofWorld, way: str) -> None:
    """While the invitation waits, and not at all afterwards."""
    ada, bob, _ = await cast(proof)
    await bob.goes("PRIVATE")
    invitation = await bob.invitation_to(ada)
    given = {} if way == "by handle" else {"id": bob.id}
    (seen,) = (await ada.asks(WAYS[way], **given)).data.values()
    assert seen["name"] == "Bob T."
    assert (seen["profile"], seen["network"], seen["notice"]) == (None, None, "PRIVATE_PROFILE")
    await ada.declines(invitation)
    assert list((await ada.asks(WAYS[way], **given)).data.values()) == [None]


@pytest.mark.attack(29)
@pytest.mark.parametrize(
    "guess", ["0", "1", "4:00000000-0000-0000-0000-000000000000:1", "FL_1", "FL_00000000000000000"]
)
async def test_guessed_ids_find_nobody(proof: ProofWorld, guess: str) -> None:
    """Not the database's own, and none that is too short or too long."""
    (ada,) = await proof.people("ada")
    answer = await ada.asks("query($id: ID!) { node(id: $id) { id } }", id=guess)
    assert answer.codes == ["BAD_ID"]
    assert "elementId" not in json.dumps(answer.body)
