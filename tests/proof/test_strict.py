"""The store of the races forgives no deadlock over people, and begins again what met in Neo4j's own chains."""

import asyncio

import neo4j

from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.queries import Query
from confrere.graph.store import Transaction

from .strict import Strict
from .worlds import ProofWorld

PEOPLE = Query("locks a person", "MATCH (p:Knot {id: $id}) SET p.lock = 0", "", {})
CHAINS = Query("locks a relationship", "MATCH (:Knot {id: $id})-[r:TIED]->() SET r.lock = 0", "", {})


async def at_cross_purposes(driver: neo4j.AsyncDriver, store: Strict, what: Query) -> list[object]:
    """Two acts take the same two locks, each the other one first; what came of them."""
    await driver.execute_query("UNWIND [1, 2] AS id CREATE (:Knot {id: id})-[:TIED]->(:Knot)")
    both = asyncio.Barrier(2)

    async def act(*ids: int) -> str:
        meets = True

        async def work(transaction: Transaction) -> str:
            nonlocal meets
            await transaction.run(what, id=ids[0])
            if meets:
                meets = False
                await both.wait()
            await transaction.run(what, id=ids[1])
            return "done"

        return await store.act(work)

    try:
        return list(await asyncio.gather(act(1, 2), act(2, 1), return_exceptions=True))
    finally:
        await driver.execute_query("MATCH (k:Knot) DETACH DELETE k")


async def test_a_deadlock_over_people_fails_an_act(
    proof: ProofWorld, strict_store: Strict, driver: neo4j.AsyncDriver
) -> None:
    """One of the two is refused and not tried again."""
    before = strict_store.chained
    came = await at_cross_purposes(driver, strict_store, PEOPLE)
    assert "done" in came
    assert [type(each) for each in came if each != "done"] == [DatabaseUnavailable]
    assert strict_store.chained == before


async def test_a_deadlock_over_chains_is_begun_again(
    proof: ProofWorld, strict_store: Strict, driver: neo4j.AsyncDriver
) -> None:
    """Both are done, and it was counted."""
    before = strict_store.chained
    assert await at_cross_purposes(driver, strict_store, CHAINS) == ["done", "done"]
    assert strict_store.chained == before + 1
