"""Counters of time windows that all processes share in a Redis; while it does not answer, each counts for itself."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from limits.aio.storage import RedisStorage, Storage
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError

from confrere.graph.clock import Clock

from .windows import Windows

T = TypeVar("T")

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.25
"""How long one count may wait for Redis: an answer is worth more than an exact count."""

REST = timedelta(seconds=5)
"""How long a Redis that failed is not asked again, so that requests do not wait for it one by one."""

MAX_CONNECTIONS = 32


class SharedWindows(Storage):
    """Counts in Redis, and in this process while Redis does not answer: less exact, never refusing for its sake."""

    STORAGE_SCHEME = None

    def __init__(self, redis_url: str, clock: Clock) -> None:
        super().__init__()
        self._pool = BlockingConnectionPool.from_url(
            redis_url,
            max_connections=MAX_CONNECTIONS,
            timeout=PATIENCE_SECONDS,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
        )
        self._shared = RedisStorage("async+redis://", implementation="redispy", connection_pool=self._pool)  # type: ignore[arg-type]  # the library's options are typed narrower than what it takes
        self._own = Windows(clock)
        self._clock = clock
        self._rests_until: datetime | None = None

    @property
    def base_exceptions(self) -> type[Exception]:
        """What Redis can fail with; none of it leaves this class."""
        return RedisError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Adds to a window, opening it where there is none; what is given back never makes credit."""
        count = await self._answer(lambda windows: windows.incr(key, expiry, amount))
        if count >= 0:
            return count
        return await self._answer(lambda windows: windows.incr(key, expiry, -count))

    async def get(self, key: str) -> int:
        """Returns what a window holds now."""
        return await self._answer(lambda windows: windows.get(key))

    async def get_expiry(self, key: str) -> float:
        """Returns when a window ends, now for one that is not open."""
        return await self._answer(lambda windows: windows.get_expiry(key))

    async def check(self) -> bool:
        """Tells whether Redis answers."""
        return await self._shared.check()

    async def reset(self) -> int | None:
        """Forgets everything."""
        await self._own.reset()
        return await self._answer(lambda windows: windows.reset())

    async def clear(self, key: str) -> None:
        """Forgets one window."""
        await self._own.clear(key)
        await self._answer(lambda windows: windows.clear(key))

    async def close(self) -> None:
        """Closes the connections to Redis."""
        await self._pool.aclose()

    async def _answer(self, ask: Callable[[Storage], Awaitable[T]]) -> T:
        if self._rests_until is None or self._clock() >= self._rests_until:
            try:
                answer = await ask(self._shared)
            except RedisError as failure:
                if self._rests_until is None:
                    log.warning("Redis does not answer (%s): this process counts alone", type(failure).__name__)
                self._rests_until = self._clock() + REST
            else:
                if self._rests_until is not None:
                    log.warning("Redis answers again: all processes count together")
                    self._rests_until = None
                return answer
        return await ask(self._own)
