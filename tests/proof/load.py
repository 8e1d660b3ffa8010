"""People in pairs who act on each other without pause, and note down what they asked and what they were told."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from ..world import Answer, Data
from .history import Call, is_linearizable
from .playing import document
from .sizes import is_reduced

PAIRS = 4 if is_reduced() else 8
LOOK = (
    "query Look($ids: [ID!]!) { nodes(ids: $ids) { ... on Freelancer { viewerRelation { state invitation { id } } } } }"
)
ACTS = {
    "send": "sendInvitation",
    "withdraw": "withdrawInvitation",
    "accept": "acceptInvitation",
    "decline": "declineInvitation",
    "remove": "removeFromNetwork",
}
LIKELY = {
    "NONE": ("send",),
    "PENDING_SENT": ("withdraw", "send", "remove"),
    "PENDING_RECEIVED": ("accept", "accept", "decline", "send"),
    "CONNECTED": ("remove", "send"),
}
PAUSE = 1.0
"""Seconds until somebody who got no answer asks again, as ``Retry-After`` begs for; all at once keep a server down."""

Ask = Callable[[str, str, Data], Awaitable[Answer | None]]
"""Sends a document with variables as somebody, and returns the answer, None where there was none."""


@dataclass
class Log:
    """What happened to all of them.

    Attributes:
        calls: the history of each pair, by its number.
        failures: codes of the answers that were no results, with how often.
        slowest: the longest that anybody waited for any answer, in seconds.
        slowest_refusal: the longest that anybody waited to be told that there is no result now, in seconds.
    """

    calls: dict[int, list[Call]] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    slowest: float = 0
    slowest_refusal: float = 0
    acknowledged: int = 0

    def impossible(self) -> list[str]:
        """The histories of pairs that no order explains."""
        return ["\n".join(map(str, calls)) for calls in self.calls.values() if not is_linearizable(calls)]


@dataclass
class Worker:
    """One of a pair."""

    ask: Ask
    log: Log
    pair: int
    who: str
    ids: dict[str, str]
    chance: random.Random
    acts: int = 0
    seen: list[str] = field(default_factory=list)

    async def work(self, is_over: Callable[[], bool]) -> None:
        """Looks and acts until it is over."""
        while not is_over():
            state, invitation = await self.look()
            await self.act(state, invitation)

    async def look(self) -> tuple[str, str]:
        """Looks how the two stand; again where nobody answers."""
        while True:
            start = monotonic()
            answer = await self._asked(LOOK, {"ids": [self.ids["b" if self.who == "a" else "a"]]})
            if answer is not None and not answer.codes:
                break
            await asyncio.sleep(PAUSE)
        relation = answer.data["nodes"][0]["viewerRelation"]
        invitation = relation["invitation"]["id"] if relation["invitation"] else ""
        if invitation:
            self.seen.append(invitation)
        self.note(Call(start, monotonic(), self.who, "look", told=relation["state"]))
        return relation["state"], invitation

    async def act(self, state: str, invitation: str) -> None:
        """Does something likely, or now and then something stale, and repeats it with its key until it is told."""
        act = self.chance.choice(LIKELY[state])
        if self.chance.random() < 0.1 and self.seen:
            act, invitation = self.chance.choice(("withdraw", "accept", "decline")), self.chance.choice(self.seen)
        is_on_person = act in {"send", "remove"}
        given: Data = {"idempotencyKey": f"{self.who} {self.acts}"}
        other = self.ids["b" if self.who == "a" else "a"]
        given |= {"freelancerId": other} if is_on_person else {"invitationId": invitation}
        if act == "send":
            given |= {"entryPoint": "NETWORK_PAGE", "steps": 2}
        self.acts += 1
        start, may_have_happened = monotonic(), False
        name = "" if is_on_person else invitation
        while True:
            answer = await self._asked(document(ACTS[act]), {"input": given})
            code = answer.codes[0] if answer is not None and answer.codes else None
            if answer is not None and code is None:
                result = answer.data[ACTS[act]]
                shown = (result.get("freelancer") or {}).get("viewerRelation") or {}
                made = (shown.get("invitation") or {}).get("id", "") if shown.get("state") == "PENDING_SENT" else ""
                self.log.acknowledged += 1
                self.note(Call(start, monotonic(), self.who, act, name, result["__typename"], made))
                return
            if code == "DATABASE_UNAVAILABLE" and not may_have_happened and self.chance.random() < 0.5:
                return  # told that nothing was written: taken at its word, so the history must do without it
            may_have_happened = may_have_happened or code != "DATABASE_UNAVAILABLE"
            await asyncio.sleep(PAUSE)

    async def _asked(self, text: str, variables: Data) -> Answer | None:
        start = monotonic()
        answer = await self.ask(self.ids[self.who], text, variables)
        waited = monotonic() - start
        self.log.slowest = max(self.log.slowest, waited)
        code = "no answer" if answer is None else answer.codes[0] if answer.codes else None
        if code:
            self.log.slowest_refusal = max(self.log.slowest_refusal, waited)
            self.log.failures[code] = self.log.failures.get(code, 0) + 1
        return answer

    def note(self, call: Call) -> None:
        """Notes a call down."""
        self.log.calls.setdefault(self.pair, []).append(call)


async def under_load(ask: Ask, people: list[str], trouble: Callable[[Log], Awaitable[None]], *, seed: int) -> Log:
    """Lets everybody act while there is trouble, and for a while after it; then everybody looks once more."""
    log, is_over = Log(), asyncio.Event()
    workers = [
        Worker(
            ask, log, pair, who, {"a": people[2 * pair], "b": people[2 * pair + 1]}, random.Random(f"{seed}{pair}{who}")
        )
        for pair in range(len(people) // 2)
        for who in "ab"
    ]
    async with asyncio.TaskGroup() as group:  # a failure of one ends them all
        for worker in workers:
            group.create_task(worker.work(is_over.is_set))
        await trouble(log)
        is_over.set()
    for worker in workers:
        await worker.look()
    assert all(call.end < inf for calls in log.calls.values() for call in calls)
    return log


async def settled(log: Log, more: int) -> None:
    """Waits until so many more acts were acknowledged."""
    goal = log.acknowledged + more
    while log.acknowledged < goal:  # noqa: ASYNC110  acts are counted by many, and none of them knows the goal
        await asyncio.sleep(0.05)
