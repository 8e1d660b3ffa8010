"""The product played against the rule book: after every act the same sights, and the same errors."""

import random
from dataclasses import replace

import pytest

from confrere.graph.model.accounts import Wish
from confrere.graph.model.pair import RelationState
from confrere.graph.model.people import Status
from confrere.graph.model.states import (
    DEACTIVATE,
    GO_PRIVATE,
    GO_PUBLIC,
    REACTIVATE,
    Facts,
    Side,
    cool,
    expire,
    play,
    play_account,
)
from confrere.graph.model.transitions import Act

from ..world import ON_INVITATION, ON_PERSON, Data, Person, World

STEPS = 16
NOTHING_YET = "IN_0000000000000000"


class Table:
    """Two people of a world, and what the rule book says stands between them."""

    def __init__(self, world: World, ada: Person, bob: Person) -> None:
        self.world = world
        self.people = {Side.A: ada, Side.B: bob}
        self.facts = Facts()

    async def acts(self, side: Side, act: Act) -> None:
        """Does something in both, and compares what came of it."""
        outcome = play(self.facts, side, act, invitation="new")
        result = await self.through_the_api(side, act)
        assert result.get("code") == outcome.error, (side, act, str(self.facts))
        self.facts = outcome.after
        if self.facts.past.invitation == "new":
            standing = await self.world.cypher("MATCH ()-[i:INVITED]->() RETURN i.id AS id")
            self.facts = replace(self.facts, past=replace(self.facts.past, invitation=standing[0]["id"]))

    async def through_the_api(self, side: Side, act: Act) -> Data:
        """Does something as a client would."""
        me, other = self.people[side], self.people[side.other]
        kind = {**ON_INVITATION, **ON_PERSON, "sendInvitation": "SendInvitation"}.get(act, "RemoveFromNetwork")
        text = f"mutation($input: {kind}Input!) {{ {act}(input: $input) {{ __typename ... on UserError {{ code }} }} }}"
        given: Data = {"freelancerId": other.id}
        if act in ON_INVITATION:
            given = {"invitationId": self.facts.past.invitation or NOTHING_YET}
        elif act is Act.SEND_INVITATION:
            given |= {"entryPoint": "NETWORK_PAGE", "steps": 1}
        answer = await me.asks(text, input=given)
        result: Data = {"code": answer.codes[0]} if answer.codes else answer.data[act]
        return result

    async def changes(self, side: Side, wish: Wish) -> None:
        """Changes an account in both."""
        person = self.people[side]
        is_active = self.facts.accounts[side].status is Status.ACTIVE
        if wish in {DEACTIVATE, REACTIVATE}:
            assert (await self.world.marketplace(wish.act, person)).data
        elif is_active:
            await person.goes(wish.visibility)
        self.facts = play_account(self.facts, side, wish).after

    async def compares(self) -> None:
        """Both people's lists hold what the rule book shows."""
        for side, person in self.people.items():
            if self.facts.accounts[side].status is not Status.ACTIVE:
                continue
            lists = await person.lists()
            shown = [
                state
                for name, state in (
                    ("network", RelationState.CONNECTED),
                    ("invitationsReceived", RelationState.PENDING_RECEIVED),
                    ("invitationsSent", RelationState.PENDING_SENT),
                )
                if lists[name]["totalCount"]
            ]
            expected = self.facts.shows(side)
            told = {RelationState.NONE, RelationState.UNAVAILABLE}
            assert shown == ([] if expected in told else [expected]), (side, str(self.facts))
            seen = await person.sees(self.people[side.other])
            if seen:
                assert seen["viewerRelation"]["state"] == expected, (side, str(self.facts))


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("seed", range(8))
async def test_the_product_does_what_the_rule_book_says(world: World, seed: int) -> None:
    """Whatever two people do to each other in any order."""
    chance = random.Random(seed)
    ada, bob = await world.people("ada", "bob")
    table = Table(world, ada, bob)
    acts = [*Act, Act.SEND_INVITATION, Act.SEND_INVITATION, Act.ACCEPT_INVITATION, Act.DECLINE_INVITATION]
    wishes = [DEACTIVATE, REACTIVATE, REACTIVATE, GO_PRIVATE, GO_PUBLIC, GO_PUBLIC]
    for _ in range(STEPS):
        side = chance.choice(list(Side))
        kind = chance.random()
        if kind < 0.7:
            await table.acts(side, chance.choice(acts))
        elif kind < 0.93:
            await table.changes(side, chance.choice(wishes))
        else:
            world.clock.tick(days=31)
            table.facts = cool(expire(table.facts) if table.facts.sender else table.facts)
        await table.compares()
