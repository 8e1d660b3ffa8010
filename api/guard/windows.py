"""Counters of time windows in memory, by the clock of the application, for the strategies of ``limits``.

The library's own memory storage looks at every key it knows on every hit and reads the system's clock.
"""

from collections import OrderedDict

from limits.aio.storage import Storage

from confrere.graph.clock import Clock

MAX_KEYS = 100_000
"""Windows that are kept; the one that was opened first is forgotten first."""


class Windows(Storage):
    """Counts hits by key until their window ends."""

    STORAGE_SCHEME = None

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._windows: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong, which is nothing."""
        return ValueError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Adds to a window, opening it where there is none; what is given back never makes credit."""
        now = self._now()
        count, ends = self._windows.get(key, (0, 0.0))
        if ends <= now:
            count, ends = 0, now + expiry
            self._windows.pop(key, None)
            if len(self._windows) >= MAX_KEYS:
                self._windows.popitem(last=False)
        self._windows[key] = max(count + amount, 0), ends
        return self._windows[key][0]

    async def get(self, key: str) -> int:
        """Returns what a window holds now."""
        count, ends = self._windows.get(key, (0, 0.0))
        return count if ends > self._now() else 0

    async def get_expiry(self, key: str) -> float:
        """Returns when a window ends, now for one that is not open."""
        now = self._now()
        return max(self._windows.get(key, (0, now))[1], now)

    async def check(self) -> bool:
        """Tells that it works."""
        return True

    async def reset(self) -> int:
        """Forgets everything."""
        count = len(self._windows)
        self._windows.clear()
        return count

    async def clear(self, key: str) -> None:
        """Forgets one window."""
        self._windows.pop(key, None)

    async def close(self) -> None:
        """Closes nothing, since nothing is open."""

    def _now(self) -> float:
        return self._clock().timestamp()
