"""How much one person, and one address, may ask in a minute: requests by address, points by whoever asks."""

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import Storage
from limits.aio.strategies import FixedWindowRateLimiter

from confrere.graph.clock import Clock

from ..faults import Fault
from .shared_windows import SharedWindows
from .windows import Windows

WINDOW_SECONDS = 60


class Throttled(Fault):
    """Too much in this window; carries when the next one begins."""

    code = "THROTTLED"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"This is more than may be asked in a minute. Ask again in {retry_after} seconds.")
        self.retry_after = retry_after
        self.extensions = {"retryAfter": retry_after}


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of a window of points."""

    limit: int
    remaining: int
    resets_at: datetime

    @property
    def restore_rate(self) -> int:
        """Points a second, on the average over windows."""
        return self.limit // WINDOW_SECONDS

    def seconds(self, now: datetime) -> int:
        """Returns how long the window lasts yet."""
        return min(max(math.ceil((self.resets_at - now).total_seconds()), 0), WINDOW_SECONDS)

    def headers(self, now: datetime) -> dict[str, str]:
        """Says it in the fields of the IETF draft on rate limits."""
        return {
            "RateLimit-Policy": f'"points";q={self.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"points";r={self.remaining};t={self.seconds(now)}',
        }


class Rates:
    """Counts requests and points, in this process or in a Redis that all processes share."""

    def __init__(self, storage: Storage, clock: Clock, *, points: int, requests: int) -> None:
        self._storage = storage
        self._limiter = FixedWindowRateLimiter(storage)
        self._clock = clock
        self._points = RateLimitItemPerSecond(points, WINDOW_SECONDS, "points")
        self._requests = RateLimitItemPerSecond(requests, WINDOW_SECONDS, "requests")

    async def count_request(self, address: str) -> None:
        """Counts one request of an address.

        Raises:
            Throttled: it has sent too many.
        """
        await self._hit(self._requests, address, 1)

    async def charge(self, who: str, points: int) -> None:
        """Takes points before an operation runs; an operation that is refused is not charged.

        Raises:
            Throttled: they are not there.
        """
        try:
            await self._hit(self._points, who, points)
        except Throttled:
            await self.refund(who, points)
            raise

    async def refund(self, who: str, points: int) -> None:
        """Gives points back that an operation did not use."""
        if points:
            await self._storage.incr(self._points.key_for(who), self._points.get_expiry(), amount=-points)

    async def budget(self, who: str) -> Budget:
        """Returns what somebody has left."""
        stats = await self._limiter.get_window_stats(self._points, who)
        resets_at = datetime.fromtimestamp(stats.reset_time, UTC)
        return Budget(self._points.amount, stats.remaining, resets_at)

    async def _hit(self, item: RateLimitItem, who: str, amount: int) -> None:
        if not await self._limiter.hit(item, who, cost=amount):
            stats: Any = await self._limiter.get_window_stats(item, who)
            left = stats.reset_time - self._clock().timestamp()
            raise Throttled(max(math.ceil(left), 1))


def storage(redis_url: str | None, clock: Clock) -> Windows | SharedWindows:
    """Returns where windows are counted: in a Redis where one is named, else in this process."""
    return Windows(clock) if redis_url is None else SharedWindows(redis_url, clock)


def place(host: str) -> str:
    """Returns what counts as one address: of IPv6 the /64 that one customer of a provider is given."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
