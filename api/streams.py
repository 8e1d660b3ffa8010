"""Who listens to their stream here, and what wakes them: an act of this process, another one's word, or a look.

A listener reads its own stream from the database page by page, only as fast as it delivers, so nothing piles up in
memory and nothing is lost or doubled: the place of the last entry is all it keeps. Waking it is a hint and never news.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from redis.exceptions import RedisError

from confrere.graph import notifications
from confrere.graph.clock import Clock
from confrere.graph.errors import ConfrereError
from confrere.graph.store import Row, Store
from confrere.graph.unexpected import note

from .accounts import Accounts
from .context import Caller
from .faults import BadPlace
from .tokens import BadToken
from .wakes import Wakes

log = logging.getLogger(__name__)

PAGE = 100
"""Entries read at once."""
LOOKS = 2
"""How often a listener is woken for one and the same end of its stream."""
SLICE = 1_000
"""People looked at in one question."""


@dataclass(eq=False, slots=True)
class Listener:
    """One subscription of one person."""

    person: str
    place: int = 0
    """The last entry delivered."""
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    is_shut: bool = False
    """Whether the account was seen to be closed."""
    looked_at: Counter[int] = field(default_factory=Counter)
    """How often each end of the stream was a reason to be woken."""

    def see(self, last: int | None) -> None:
        """Wakes for an end of the stream that was not reached: twice, for a commit may be seen in parts, and no more.

        What is left after that is for nobody, such as an invitation that has run out. Without an end there is no open
        account, which is looked at again before anything is told.
        """
        if last is None:
            self.is_shut = True
            self.woken.set()
        elif last > self.place and self.looked_at[last] < LOOKS:
            self.looked_at = Counter({last: self.looked_at[last] + 1})
            self.woken.set()


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries that were left out for a reader who was too slow."""

    missed: int
    place: int
    """The last one delivered."""


class Streams:
    """The listeners of this process."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        clock: Clock,
        *,
        look_every: timedelta,
        backlog: int,
        wakes: Wakes | None = None,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._clock = clock
        self._look_every = look_every.total_seconds()
        self._backlog = backlog
        self._listeners: dict[str, set[Listener]] = {}
        self._wakes = wakes
        self._watching: list[asyncio.Task[None]] = []
        self._telling: set[asyncio.Task[None]] = set()
        self._is_closed = False

    def wake(self, people: Iterable[str]) -> None:
        """Has these people's listeners look into their streams at once."""
        for person in people:
            for listener in self._listeners.get(person, ()):
                listener.woken.set()

    def grown(self, people: Iterable[str]) -> None:
        """Wakes whoever listens, here and in other processes."""
        people = list(people)
        if people:
            self.wake(people)
            if self._wakes is not None:
                telling = asyncio.create_task(self._wakes.tell(people))
                self._telling.add(telling)
                telling.add_done_callback(self._telling.discard)

    async def close(self) -> None:
        """Ends every stream."""
        self._is_closed = True
        self.wake(list(self._listeners))
        if self._wakes is not None:
            await self._wakes.close()

    async def follow(self, caller: Caller, after: int | None) -> AsyncGenerator[Row | Gap, None]:
        """Yields what comes into a stream, after one place or from now on, as long as the caller may hear it.

        Raises:
            BadPlace: the stream does not go so far.
            BadToken: the token has expired.
            AccountClosed: the account was closed.
            DatabaseUnavailable: the database does not answer.
        """
        with self._listening(caller.subject) as listener:
            last, _ = await self._read(listener, limit=1)
            if after is not None and after > last:
                raise BadPlace("Your stream does not go so far. Resume after a sequence that you were told.")
            listener.place = last if after is None else after
            asked_for = last
            while not self._is_closed:
                listener.woken.clear()
                await self._admit(listener, caller)
                last, entries = await self._read(listener, limit=PAGE)
                if listener.place >= asked_for and last - listener.place > self._backlog:
                    yield await self._skip(listener, last)
                    continue
                for entry in entries:
                    listener.place = entry["sequence"]
                    yield entry
                if len(entries) < PAGE:
                    await self._wait(listener, caller)

    async def _read(self, listener: Listener, *, limit: int) -> tuple[int, list[Row]]:
        return await notifications.stream(
            self._store, me=listener.person, after=listener.place, now=self._clock(), limit=limit
        )

    async def _admit(self, listener: Listener, caller: Caller) -> None:
        """Looks at the token and at the account before anything is read."""
        self._require_good(caller)
        now = self._clock()
        if listener.is_shut or not self._accounts.is_known_open(caller, now):
            await self._accounts.require_open(caller, now)
            listener.is_shut = False

    def _require_good(self, caller: Caller) -> None:
        if caller.expires is not None and self._clock() >= caller.expires:
            raise BadToken("This token has expired. Sign in again.")

    async def _skip(self, listener: Listener, last: int) -> Gap:
        missed = await notifications.entries_between(self._store, me=listener.person, after=listener.place, up_to=last)
        gap = Gap(missed, listener.place)
        listener.place = last
        return gap

    async def _wait(self, listener: Listener, caller: Caller) -> None:
        """Waits to be woken, and looks at the caller now and then."""
        while not self._is_closed and not listener.woken.is_set():
            self._require_good(caller)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_every):
                    await listener.woken.wait()

    @contextmanager
    def _listening(self, person: str) -> Iterator[Listener]:
        listener = Listener(person)
        self._listeners.setdefault(person, set()).add(listener)
        if not self._watching:
            self._watching = [asyncio.create_task(self._look())]
            if self._wakes is not None:
                self._watching.append(asyncio.create_task(self._hear(self._wakes)))
        try:
            yield listener
        finally:
            self._listeners[person].discard(listener)
            if not self._listeners[person]:
                del self._listeners[person]
            if not self._listeners:
                for task in self._watching:
                    task.cancel()
                self._watching = []

    async def _look(self) -> None:
        """Sees now and then whose stream has grown by an act of which nobody told this process."""
        while True:
            await asyncio.sleep(self._look_every)
            people = list(self._listeners)
            for start in range(0, len(people), SLICE):
                try:
                    latest = await notifications.latest(self._store, people[start : start + SLICE])
                except ConfrereError as lost:
                    log.warning("streams could not be looked at: %s", lost.code)
                    continue
                except Exception as lost:  # noqa: BLE001  who listens is to hear what the next look finds
                    note(log, "looking at streams", lost)
                    continue
                for person in people[start : start + SLICE]:
                    for listener in self._listeners.get(person, ()):
                        listener.see(latest.get(person))

    async def _hear(self, wakes: Wakes) -> None:
        """Wakes whoever another process says has news, as long as there is a Redis to say it."""
        while True:
            try:
                async with aclosing(wakes.heard()) as words:
                    async for people in words:
                        self.wake(people)
            except (RedisError, OSError) as lost:
                log.warning("Redis says nothing of streams that have grown: %s", type(lost).__name__)
            await asyncio.sleep(self._look_every)
