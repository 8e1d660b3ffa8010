"""Random histories in two worlds that differ in one hidden act only, and all that Ada can observe, byte for byte."""

import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ..world import START, Data, Person
from .playing import document
from .views import OWN, PERSON, SURROUNDINGS
from .worlds import ProofWorld, Reply

EVERYTHING = (
    "query Everything($ids: [ID!]!, $handle: String!, $name: String!) { nodes(ids: $ids) { ...Person ...Surroundings } "
    "freelancer(by: {handle: $handle}) { ...Person ...Surroundings } "
    "searchFreelancers(query: $name, first: 9) { totalCount edges { cursor node { id handle name } } "
    "pageInfo { hasNextPage endCursor } } "
    "viewer { ...Own network(first: 100) { edges { cursor } } invitationsSent(first: 100) { edges { cursor } } "
    "unreadNotificationCount unreadMessageCount "
    "notifications(first: 100) { totalCount nodes { id sequence at kind isRead subject { __typename } } } "
    "conversations(first: 100) { totalCount nodes { id isOpen unreadCount lastMessage { text } } } } }"
    + PERSON
    + SURROUNDINGS
    + OWN
)
OWN_LISTS = "query OwnLists { viewer { ...Own } }" + OWN
KNOWN = "{ viewer { invitationsReceived(first: 100) { nodes { id } } invitationsSent(first: 100) { nodes { id } } } }"
ACTS = (
    "sendInvitation",
    "sendInvitation",
    "withdrawInvitation",
    "acceptInvitation",
    "declineInvitation",
    "removeFromNetwork",
    "blockFreelancer",
    "unblockFreelancer",
)
ON_INVITATIONS = {"withdrawInvitation", "acceptInvitation", "declineInvitation"}
JUMPS = (timedelta(0), timedelta(seconds=1), timedelta(hours=20), timedelta(days=8), timedelta(days=31))
OTHERS = ("ada", "eve", "dan")


@dataclass(frozen=True)
class Step:
    """Somebody does something to somebody, after a while."""

    who: str
    act: str
    whom: str
    which: int
    after: timedelta


@dataclass
class Scene:
    """One world of a pair, emptied, with four people at the same instant."""

    world: ProofWorld
    seed: int
    people: dict[str, Person] = field(default_factory=dict)
    invitations: dict[str, list[str]] = field(default_factory=dict)
    """Every invitation that somebody sent or saw, in the order of time, for acts on them by their number."""
    turn: int = 0

    async def begin(self, *names: str, **properties: Any) -> None:
        """Empties the world and brings people."""
        await self.world.wipe()
        self.world.clock.now = START
        for person in await self.world.crowd(names, **properties):
            self.people[person.handle] = person
            self.invitations[person.handle] = []

    def turns(self) -> None:
        """Gives both worlds the same chance for what comes next."""
        self.turn += 1
        self.world.chance.seed(f"{self.seed} {self.turn}")

    async def play(self, step: Step) -> Reply:
        """Plays one step."""
        self.turns()
        self.world.clock.now += step.after
        given: Data = {}
        if step.act in ON_INVITATIONS:
            known = self.invitations[step.who] or ["IN_0000000000000000"]
            given["invitationId"] = known[step.which % len(known)]
        else:
            given["freelancerId"] = self.id_of(step.whom)
        if step.act == "sendInvitation":
            given |= {"entryPoint": "NETWORK_PAGE", "steps": 2, "note": "Hello" if step.which % 2 else None}
        return await self.ask(step.who, document(step.act), {"input": given})

    async def ask(self, who: str, text: str, variables: Data) -> Reply:
        """Asks as somebody."""
        token = self.world.token(self.people[who].id)
        return await self.world.call(text, variables, {"Authorization": f"Bearer {token}"})

    def id_of(self, name: str) -> str:
        """Somebody's id, whether or not they exist in this world."""
        return self.people[name].id if name in self.people else f"FL_{name:z<16}"

    async def learn(self, who: str) -> None:
        """Notes the invitations that somebody sees now."""
        self.turns()
        known = self.invitations[who]
        answer = await self.people[who].asks(KNOWN)
        viewer = answer.body.get("data", {}).get("viewer") or {}
        for each in [node for found in viewer.values() for node in found["nodes"]]:
            if each["id"] not in known:
                known.append(each["id"])

    async def observe(self) -> Reply:
        """All that Ada can see."""
        self.turns()
        names = ("bob", "eve", "dan")
        variables = {"ids": [self.id_of(name) for name in names], "handle": "bob", "name": "Bob T"}
        return await self.ask("ada", EVERYTHING, variables)


def steps(chance: random.Random, count: int, actors: Sequence[str], targets: Mapping[str, Sequence[str]]) -> list[Step]:
    """Draws a history of these people, each towards those they may act on."""
    drawn = []
    for _ in range(count):
        who = chance.choice(actors)
        step = Step(who, chance.choice(ACTS), chance.choice(targets[who]), chance.randrange(4), chance.choice(JUMPS))
        drawn.append(step)
    return drawn


Hidden = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True)
class Likeness:
    """Two hidden acts that must look alike to Ada.

    Attributes:
        one: what happens in the first world.
        other: what happens in the second.
        before: the scene, played in both.
        ada_acts: whether Ada and the others go on afterwards.
        watch: what Ada observes.
    """

    one: Hidden
    other: Hidden
    before: Callable[[Scene, random.Random], Awaitable[None]]
    ada_acts: bool = True
    watch: Callable[[Scene], Awaitable[Reply]] = Scene.observe


async def transcript(scene: Scene, likeness: Likeness, hidden: Hidden) -> list[Reply]:
    """Plays one world, and returns everything that Ada was answered and shown after the hidden act."""
    chance = random.Random(scene.seed)
    await likeness.before(scene, chance)
    scene.turns()
    await hidden(scene)
    scene.turn = 1_000
    seen = [await likeness.watch(scene)]
    if likeness.ada_acts:
        targets = {"ada": ("bob", "bob", "eve", "dan"), "eve": ("ada", "dan"), "dan": ("ada", "eve")}
        for step in steps(chance, chance.randint(1, 3), ("ada", "ada", "ada", "eve", "dan"), targets):
            reply = await scene.play(step)
            if step.who == "ada":
                seen.append(reply)
            await scene.learn("ada")
            seen.append(await likeness.watch(scene))
    return seen


def difference(one: list[Reply], other: list[Reply]) -> str:
    """The first thing that gives the secret away, empty where nothing does."""
    for at, (left, right) in enumerate(zip(one, other, strict=True)):
        if left != right:
            place = next((n for n, (x, y) in enumerate(zip(left.body, right.body, strict=False)) if x != y), 0)
            shown = [each.body[max(0, place - 200) : place + 120].decode() for each in (left, right)]
            return f"answer {at}: {left.status}/{right.status}\n" + "\n".join(shown)
    return ""
