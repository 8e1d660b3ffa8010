"""Documents and variables that nobody would write, from the schema itself: every answer is one of ours."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
import pytest
from graphql import print_ast
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema, nodes

from confrere.api.schema import printed
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens

from ..neo4j_under_test import Neo4jUnderTest
from .results import record
from .sizes import size
from .worlds import ROOM, ProofWorld, strict

DOCUMENTS = size(2_000, 100_000)
PEOPLE = ("ada", "bob", "eve")
IDS = [f"FL_{name:z<16}" for name in PEOPLE] + ["IN_0000000000000000", "CL_0000000000000000", "FL_", "", "\U0001f980"]
SCALARS = {
    "ID": st.sampled_from(IDS).map(nodes.String) | st.text(max_size=30).map(nodes.String),
    "DateTime": st.datetimes().map(lambda at: nodes.String(at.isoformat())) | st.text(max_size=10).map(nodes.String),
    "CountryCode": st.text(max_size=3).map(nodes.String),
    "CurrencyCode": st.text(max_size=3).map(nodes.String),
    "TimeZone": st.text(max_size=9).map(nodes.String),
    "Decimal": st.decimals(allow_nan=False, allow_infinity=False).map(lambda each: nodes.String(str(each))),
}


@contextmanager
def opened(server: Neo4jUnderTest, tokens: Tokens) -> Iterator[tuple[asyncio.Runner, ProofWorld]]:
    """A world in a loop of its own, for hypothesis is not asynchronous."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        store = strict(server.uri, server.auth)
        driver = neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")
        world = ProofWorld(store, driver, tokens, Settings(**ROOM | {"max_depth": 40, "document_cache_bytes": 0}))
        runner.run(world.wipe())
        runner.run(world.crowd(PEOPLE))
        yield runner, world
        runner.run(driver.close())
        runner.run(store.close())


@pytest.mark.attack(8, 9, 16, 17, 20, 21, 23, 28, 33)
def test_no_document_of_the_schema_makes_an_error_without_a_name(small: Neo4jUnderTest, tokens: Tokens) -> None:
    """Each is answered, or refused with a code that says why; none fails inside, and none breaks the service."""
    codes: Counter[str] = Counter()
    with opened(small, tokens) as (runner, world):

        @settings(
            max_examples=DOCUMENTS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(from_schema(printed(), custom_scalars=SCALARS, print_ast=print_ast), st.sampled_from(PEOPLE))
        def ask(document: str, who: str) -> None:
            token = world.token(f"FL_{who:z<16}", roles=frozenset({"administrator", "analyst", "operator"}))
            reply = runner.run(world.call(document, None, {"Authorization": f"Bearer {token}"}))
            answer = json.loads(reply.body)
            found = [error["extensions"]["code"] for error in answer.get("errors", [])]
            codes.update(found or ["answered"])
            assert "INTERNAL" not in found, document
            assert reply.status < 500, (reply.status, document)

        ask()
    assert codes["answered"] > DOCUMENTS // 10, codes
    told = ", ".join(f"{code} {times}" for code, times in codes.most_common(4))
    record("Documents", "of the schema itself", tried=DOCUMENTS, whole=100_000, came=f"0 unhandled errors; {told}")
