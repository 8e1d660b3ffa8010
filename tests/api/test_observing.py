"""What an operator sees: numbers, lines and spans, with nothing of anybody's in them."""

import io
import logging
import re
from collections.abc import Iterator

import httpx
import orjson
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from confrere.api.observing.lines import formatter, logger

from ..world import START, World

PAGE = "query Secret_Name($first: Int) { viewer { network(first: $first) { nodes { name handle } } } }"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The lines that are written while a test runs."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter(lambda: START))
    root = logging.getLogger("confrere")
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    root.setLevel(before)


async def test_each_operation_is_one_line_of_json(world: World, written: io.StringIO) -> None:
    """With the request's id, its name, a hash, the outcome, the time and the cost."""
    (ada,) = await world.people("ada")
    answer = await ada.asks(PAGE, first=3)
    (line,) = written.getvalue().splitlines()
    told = orjson.loads(line)
    assert {name: told[name] for name in ("event", "kind", "operation", "code", "cost", "used", "level", "at")} == {
        "event": "operation",
        "kind": "query",
        "operation": "Secret_Name",
        "code": "OK",
        "cost": 5,
        "used": 2,
        "level": "info",
        "at": START.isoformat(),
    }
    assert re.fullmatch(r"[0-9a-f]{16}", told["document"])
    assert told["milliseconds"] > 0
    assert told["request_id"].startswith("RQ_")
    assert answer.data


@pytest.mark.attack(73)
async def test_nothing_of_anybody_s_is_noted(world: World, written: io.StringIO) -> None:
    """Neither names nor ids, neither documents nor variables, neither tokens nor what an error repeats."""
    ada, bob = await world.people("ada", "bob")
    token = world.token(ada.id)
    await ada.invites(bob, note="a private word")
    await ada.asks('{ freelancer(by: {handle: "bob"}) { name } }')
    await ada.asks("{ viewer { secretField } }")
    await ada.asks('{ node(id: "private text") { id } }')
    await world.post("{ viewer { id } }", token="private.token.x")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        numbers = (await http.get("/metrics")).text
    noted = written.getvalue() + numbers
    for private in (ada.id, bob.id, "Ada", "bob", "private", "secretField", "handle", token, token[:20], "127.0.0.1"):
        assert private not in noted, private
    assert len(written.getvalue().splitlines()) == 4


@pytest.mark.attack(21, 73)
def test_no_value_begins_another_line(written: io.StringIO) -> None:
    """Line ends and control characters are escaped, whoever logs them."""
    evil = 'x\n{"event": "forged"}\r\x1b[31m\u2028"'
    logger("confrere.test").info(evil, value=evil)
    logging.getLogger("confrere.other").warning("%s", evil)
    lines = written.getvalue().split("\n")
    assert len(lines) == 3
    assert all(orjson.loads(line)["event"] == evil for line in lines[:2])
    assert not re.search(r"[\r\x1b]", written.getvalue())


async def test_the_numbers_have_few_labels(world: World) -> None:
    """However many people, operations and errors there are."""
    (ada,) = await world.people("ada")
    for number in range(20):
        await ada.asks(f"query Name{number} {{ viewer {{ id }} }}")
        await ada.asks(f"{{ unknown{number} }}")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        answer = await http.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    counted = [line for line in answer.text.splitlines() if line.startswith("confrere_operations_total")]
    assert sorted(counted) == [
        'confrere_operations_total{code="GRAPHQL_VALIDATION_FAILED",kind="none"} 20.0',
        'confrere_operations_total{code="OK",kind="query"} 20.0',
    ]
    assert "confrere_operation_seconds_bucket" in answer.text


async def test_each_application_has_its_own_numbers(world: World) -> None:
    """Two in one process do not add up."""
    (ada,) = await world.people("ada")
    await ada.asks("{ viewer { id } }")
    world.__post_init__()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        assert "confrere_operations_total{" not in (await http.get("/metrics")).text


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """Spans of this process, kept in memory; a provider can be set once only."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    return kept


async def test_an_operation_and_each_of_its_queries_is_a_span(world: World, exporter: InMemorySpanExporter) -> None:
    """The queries below the operation, by name, and none by value."""
    ada, bob = await world.people("ada", "bob")
    await world.connect((ada, bob))
    exporter.clear()
    await ada.asks(PAGE, first=3)
    spans = {span.name: span for span in exporter.get_finished_spans()}
    assert spans.keys() == {"graphql query", "cypher network/page", "cypher people/account_status"}
    operation = spans["graphql query"]
    assert operation.attributes is not None
    assert operation.attributes["graphql.operation.name"] == "Secret_Name"
    parent = spans["cypher network/page"].parent
    assert parent is not None
    assert operation.context is not None
    assert parent.span_id == operation.context.span_id
    told = " ".join(span.to_json() for span in spans.values())
    assert not any(private in told for private in (ada.id, bob.id, "Bob", "first"))
