"""The same acts on the plain model and on the real thing, compared after each: what is told, and what is shown."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from confrere.api.settings import Settings as ApiSettings
from confrere.graph.model.rules import Audience

from ..world import START, Data, Person
from .model import Plain, Sent, Settings, Told
from .views import GLANCE, LOOK, Expected, moment
from .worlds import ROOM, ProofWorld

NAMES = "abcde"
SMALL = Settings(max_connections=3, per_day=5, outstanding=3)
API_SETTINGS = ApiSettings(
    **ROOM
    | {
        "audience": Audience.EVERYONE,  # histories may last longer than the records that make somebody eligible
        "max_connections": SMALL.max_connections,
        "invitations_per_day": SMALL.per_day,
        "invitations_outstanding": SMALL.outstanding,
        "invitation_days": SMALL.term.days,
        "cool_down_days": SMALL.cool_down.days,
    }
)
WHOLE_EVERY = 20
_CARRIED = {
    "sendInvitation": "... on CoolDown { retryAt } ... on QuotaReached { quota { resetAt } } "
    "... on SendInvitationPayload { freelancer { viewerRelation { state invitation { id } } } }"
}


def payload(act: str) -> str:
    """The type of an act that was done."""
    return f"{act[0].upper()}{act[1:]}Payload"


def document(act: str) -> str:
    """The document of an act, which asks what its result carries."""
    name = payload(act).removesuffix("Payload")
    return f"mutation Do($input: {name}Input!) {{ {act}(input: $input) {{ __typename {_CARRIED.get(act, '')} }} }}"


@dataclass
class Play:
    """One history of five people."""

    world: ProofWorld
    people: dict[str, Person]
    plain: Plain
    numbers: dict[int, str] = field(default_factory=dict)
    kept: list[tuple[str, str, str, Data]] = field(default_factory=list)
    """Accepted acts, each with who acted, on whom, and the input with its key."""
    steps: int = 0

    @classmethod
    async def begin(cls, world: ProofWorld, number: int) -> "Play":
        """Brings five people nobody knows yet."""
        names = [f"{letter}{number:06}" for letter in NAMES]
        world.clock.now = START
        people = await world.crowd(names)
        return cls(world, dict(zip(names, people, strict=True)), Plain(names, SMALL))

    @property
    def names(self) -> list[str]:
        """Everybody's name."""
        return list(self.people)

    def name(self, at: int) -> str:
        """Somebody's name."""
        return self.names[at % len(NAMES)]

    async def on_person(self, act: str, who: int, whom: int, note: str | None = None) -> None:
        """Sends, removes, blocks or unblocks."""
        me, other = self.name(who), self.name(whom)
        now, plain = self.world.clock.now, self.plain
        acts: dict[str, Callable[[], Told]] = {
            "sendInvitation": lambda: plain.send(me, other, note, now),
            "removeFromNetwork": lambda: plain.remove(me, other),
            "blockFreelancer": lambda: plain.block(me, other, now),
            "unblockFreelancer": lambda: plain.unblock(me, other),
        }
        given: Data = {"freelancerId": self.people[other].id}
        if act == "sendInvitation":
            given |= {"entryPoint": "NETWORK_PAGE", "steps": 2, "note": note}
        await self._both(act, me, other, given, acts[act])

    async def on_invitation(self, act: str, who: int, which: int) -> None:
        """Withdraws, accepts or declines some invitation, one's own affairs first and the latest of them."""
        if not self.plain.invitations:
            return
        me, now, plain = self.name(who), self.world.clock.now, self.plain
        latest = list(reversed(plain.invitations))
        ordered = [each for each in latest if me in (each.sender, each.recipient)]
        ordered += [each for each in latest if each not in ordered]
        chosen = ordered[which % len(ordered)]
        acts: dict[str, Callable[[str, Sent, Any], Told]] = {
            "withdrawInvitation": plain.withdraw,
            "acceptInvitation": plain.accept,
            "declineInvitation": plain.decline,
        }
        other = chosen.sender if chosen.recipient == me else chosen.recipient
        given = {"invitationId": self.numbers[chosen.number]}
        await self._both(act, me, other, given, lambda: acts[act](me, chosen, now))

    async def hide(self, who: int, *, is_private: bool) -> None:
        """Makes a profile private or public."""
        me = self.name(who)
        given = {"visibility": "PRIVATE" if is_private else "PUBLIC"}
        await self._both("setProfileVisibility", me, me, given, lambda: self.plain.hide(me, is_private=is_private))

    async def change_account(self, act: str, who: int) -> None:
        """Closes an account for the marketplace, or opens it again."""
        name = self.name(who)
        assert (await self.world.marketplace(act, self.people[name])).data
        (self.plain.deactivate if act == "deactivateFreelancer" else self.plain.reactivate)(name)
        await self._compare(name, self.name(who + 1))

    async def repeat(self, which: int) -> None:
        """Repeats an act with its key: the first answer again, and nothing changes."""
        if not self.kept:
            return
        act, me, other, given = self.kept[which % len(self.kept)]
        if self.plain.people[me].is_active:
            answer = await self.people[me].asks(document(act), input=given)
            if answer.codes != ["CHANGED_MEANWHILE"]:
                assert answer.data[act]["__typename"] == payload(act), answer.body
        await self._compare(me, other)

    async def jump(self, by: timedelta) -> None:
        """Lets time pass."""
        self.world.clock.now += by
        await self._compare(self.names[0], self.names[1])

    async def _both(self, act: str, me: str, other: str, given: Data, model: Callable[[], Told]) -> None:
        given = given | {"idempotencyKey": f"{me} {self.steps}"}
        person = self.people[me]
        answer = await person.asks(document(act), input=given)
        if not self.plain.people[me].is_active:
            assert answer.codes == ["ACCOUNT_CLOSED"], answer.body
            return
        expected = model()
        told = answer.data[act]
        assert told["__typename"] == expected["told"], (act, me, other, told, expected)
        if "retryAt" in expected:
            assert told["retryAt"] == moment(expected["retryAt"])
        if "resetAt" in expected and act == "sendInvitation":
            assert told["quota"]["resetAt"] == moment(expected["resetAt"])
        if (number := expected.get("number")) is not None:
            known = self.numbers.setdefault(number, told["freelancer"]["viewerRelation"]["invitation"]["id"])
            assert known == told["freelancer"]["viewerRelation"]["invitation"]["id"]
        if "state" in expected:
            assert told["freelancer"]["viewerRelation"]["state"] == expected["state"]
        if told["__typename"] == payload(act):
            self.kept.append((act, me, other, given))
        await self._compare(me, other)

    async def _compare(self, *actors: str) -> None:
        """Both actors and a bystander look each step, everybody at everybody every twentieth."""
        self.steps += 1
        if self.steps % WHOLE_EVERY == 0:
            await self.look(self.names, self.names, whole=True)
        else:
            bystander = self.names[self.steps % len(NAMES)]
            three = list(dict.fromkeys((*actors, bystander)))
            await self.look(three, three, whole=False)

    async def look(self, viewers: Sequence[str], others: Sequence[str], *, whole: bool) -> None:
        """Compares all that these people are shown."""
        ids = {name: person.id for name, person in self.people.items()}
        expected = Expected(self.plain, ids, self.numbers, self.world.clock.now)
        active = [name for name in viewers if self.plain.people[name].is_active]
        text = LOOK if whole else GLANCE
        asked = [ids[each] for each in others]
        answers = await asyncio.gather(*(self.people[name].asks(text, ids=asked) for name in active))
        for name, answer in zip(active, answers, strict=True):
            found = list(differences(answer.data, expected.view(name, others, whole=whole)))
            assert not found, "\n".join([f"what {name} sees after {self.steps} steps:", *found])


def differences(real: Any, expected: Any, path: str = "") -> Iterator[str]:
    """Where the real thing and the model differ, for whoever reads the failure."""
    if isinstance(real, dict) and isinstance(expected, dict) and real.keys() == expected.keys():
        for key in real:
            yield from differences(real[key], expected[key], f"{path}.{key}")
    elif isinstance(real, list) and isinstance(expected, list) and len(real) == len(expected):
        for at, (one, other) in enumerate(zip(real, expected, strict=True)):
            yield from differences(one, other, f"{path}[{at}]")
    elif real != expected:
        yield f"{path}: {real!r}, but {expected!r} expected"
