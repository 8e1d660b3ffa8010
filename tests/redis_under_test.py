"""A real Redis for the tests that need one, which they may end and bring back."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from confrere.graph.local.process import free_port

START_SECONDS = 120


@dataclass
class RedisUnderTest:
    """A server on a port of its own, which keeps nothing on disk."""

    folder: Path
    port: int = field(default_factory=lambda: free_port(6379))
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Starts it, and returns when it answers."""
        options = {"--port": str(self.port), "--bind": "127.0.0.1", "--save": "", "--dir": str(self.folder)}
        self._process = subprocess.Popen(
            ["redis-server", *(word for option in options.items() for word in option)],
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self._process.poll() is None, "redis-server has ended; its words are above"
            assert time.monotonic() < until, f"redis-server does not answer within {START_SECONDS} s"
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether it does."""
        try:
            with Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except RedisError:
            return False

    def stop(self) -> None:
        """Ends it at once, as a machine that loses power does."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
