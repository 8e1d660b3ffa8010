"""An outage: who asks whether the database is back, and who is told at once that it is not."""

import asyncio

import pytest

from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.outage import Outage


class Database:
    """One that is gone, silent or there, and counts how often it was asked."""

    def __init__(self) -> None:
        self.is_there = False
        self.is_prepared = True
        self.answers = asyncio.Event()
        self.answers.set()
        self.asked = 0

    async def ask(self) -> None:
        """Asks it."""
        self.asked += 1
        await self.answers.wait()
        if not self.is_there:
            raise DatabaseUnavailable

    def outage(self, *, seconds: float = 60) -> Outage:
        """What is known of it, after somebody waited in vain."""
        outage = Outage(self.ask, seconds=seconds, is_back=lambda: self.is_prepared)
        outage.found()
        return outage


async def test_nobody_asks_for_a_database_that_nobody_missed() -> None:
    """Everybody passes, without one question more."""
    database = Database()
    await Outage(database.ask, seconds=60, is_back=lambda: False).passed()
    assert database.asked == 0


async def test_while_one_finds_out_the_others_are_told_at_once() -> None:
    """And wait for nothing; whoever found out passes."""
    database = Database()
    database.answers.clear()
    outage = database.outage()
    first = asyncio.create_task(outage.passed())
    await asyncio.sleep(0)
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable):
            await outage.passed()
    database.is_there = True
    database.answers.set()
    await first
    await outage.passed()
    assert database.asked == 1


async def test_it_is_known_until_the_database_answers() -> None:
    """Each caller asks again, one after the other."""
    database = Database()
    outage = database.outage()
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable):
            await outage.passed()
    database.is_there = True
    await outage.passed()
    assert database.asked == 3


async def test_silence_is_no_answer() -> None:
    """Whoever asks is told after the seconds that asking may take, and the next one asks again."""
    database = Database()
    database.answers.clear()
    outage = database.outage(seconds=0.01)
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable):
            await outage.passed()
    assert database.asked == 2


async def test_a_database_that_is_not_prepared_is_not_asked() -> None:
    """It answers already, and would let the first people wait for its plans."""
    database = Database()
    database.is_there, database.is_prepared = True, False
    outage = database.outage()
    with pytest.raises(DatabaseUnavailable):
        await outage.passed()
    assert database.asked == 0
    database.is_prepared = True
    await outage.passed()


async def test_who_gives_up_asking_leaves_the_question_to_the_next() -> None:
    """A request that was cancelled blocks nobody."""
    database = Database()
    database.answers.clear()
    outage = database.outage()
    first = asyncio.create_task(outage.passed())
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    database.is_there = True
    database.answers.set()
    await outage.passed()
