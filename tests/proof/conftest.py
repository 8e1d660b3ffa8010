"""Worlds for the proofs, emptied once for each module; every trial brings people of its own."""

from collections.abc import AsyncIterator

import neo4j
import pytest

from confrere.api.settings import Settings
from confrere.api.tokens import Tokens

from ..neo4j_under_test import Neo4jUnderTest
from .strict import Strict, strict
from .worlds import ROOM, ProofWorld


@pytest.fixture(scope="session")
async def strict_store(small: Neo4jUnderTest) -> AsyncIterator[Strict]:
    """A door to the database that tries nothing twice."""
    opened = strict(small.uri, small.auth)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def strict_driver(small: Neo4jUnderTest) -> AsyncIterator[neo4j.AsyncDriver]:
    """A driver for controls that tries nothing twice either."""
    async with neo4j.AsyncGraphDatabase.driver(
        small.uri, auth=small.auth, notifications_min_severity="OFF", max_transaction_retry_time=0
    ) as opened:
        yield opened


@pytest.fixture
async def proof(strict_store: Strict, driver: neo4j.AsyncDriver, tokens: Tokens) -> ProofWorld:
    """An empty marketplace with room for thousands of acts of one person."""
    world = ProofWorld(strict_store, driver, tokens, Settings(**ROOM))
    await world.wipe()
    return world
