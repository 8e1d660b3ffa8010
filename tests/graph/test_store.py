"""What the store makes of the driver."""

import asyncio
from typing import Any

from confrere.graph.store import Store


async def test_a_read_makes_no_task_for_each_piece_of_its_answer(store: Store) -> None:
    """As the driver does before Python 3.12 where the server tells it to expect signs of life; writing is one still."""
    await store.ping()
    loop, made = asyncio.get_running_loop(), list[str]()

    def counted(loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> Any:
        made.append(work.__qualname__)
        return asyncio.Task(work, loop=loop, **more)

    loop.set_task_factory(counted)
    try:
        await store.ping()
    finally:
        loop.set_task_factory(None)
    assert "Store._read_in_time" in made
    assert set(made) <= {"Store._read_in_time", "StreamWriter.drain"}
