"""A word between processes, over Redis: whose stream has grown, so that whoever listens elsewhere looks at once.

It is a hint and may be lost: every process looks for itself as well, so a Redis that is down makes news slower and
never wrong.
"""

import logging
from collections.abc import AsyncGenerator, Iterable

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

CHANNEL = "confrere:streams"
PATIENCE_SECONDS = 1.0
"""How long Redis may take over one word."""


class Wakes:
    """Tells other processes, and hears from them."""

    def __init__(self, redis_url: str) -> None:
        self._client = Redis.from_url(
            redis_url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        )

    async def tell(self, people: Iterable[str]) -> None:
        """Says whose stream has grown; where Redis does not answer, others find it by looking."""
        try:
            await self._client.publish(CHANNEL, orjson.dumps(list(people)))
        except (RedisError, OSError) as lost:
            log.warning("Redis takes no word of a stream that has grown: %s", type(lost).__name__)

    async def heard(self) -> AsyncGenerator[list[str], None]:
        """Yields whose streams other processes say have grown, until Redis is lost.

        Raises:
            RedisError, OSError: it is.
        """
        async with self._client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while True:
                message = await channel.get_message(ignore_subscribe_messages=True, timeout=PATIENCE_SECONDS / 2)
                if message is not None:
                    yield _people(message["data"])

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()


def _people(data: bytes) -> list[str]:
    """Reads a word; whatever else somebody says on the channel wakes nobody."""
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError:
        return []
    return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
