"""A body that is too long is refused before anything reads it, announced or not."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from confrere.api.app import create_app
from confrere.api.body_limit import BodyLimit
from confrere.api.cursors import Cursors
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store

LIMIT = 1024


async def _count(request: Request) -> JSONResponse:
    return JSONResponse(len(await request.body()))


def client() -> httpx.AsyncClient:
    """An application that counts the bytes of a body, behind the limit."""
    limit = Middleware(BodyLimit, max_bytes=LIMIT, new_id=lambda: "RQ_1", max_header_bytes=LIMIT, seconds=0.2)
    app = Starlette(routes=[Route("/", _count, methods=["POST"])], middleware=[limit])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def pieces(count: int, length: int) -> AsyncIterator[bytes]:
    """A body that comes in pieces and announces nothing."""
    for _ in range(count):
        yield b"x" * length


@pytest.mark.parametrize("length", [0, 1, LIMIT])
async def test_a_body_up_to_the_limit_is_read(length: int) -> None:
    """The limit itself is allowed."""
    async with client() as http:
        answer = await http.post("/", content=b"x" * length)
    assert (answer.status_code, answer.json()) == (200, length)


async def test_a_body_in_pieces_up_to_the_limit_is_read() -> None:
    """Pieces are added up."""
    async with client() as http:
        answer = await http.post("/", content=pieces(4, LIMIT // 4))
    assert (answer.status_code, answer.json()) == (200, LIMIT)


async def test_an_announced_body_that_is_too_long_is_refused() -> None:
    """One byte too many is answered 413, with a code and a sentence."""
    async with client() as http:
        answer = await http.post("/", content=b"x" * (LIMIT + 1))
    assert answer.status_code == 413
    assert answer.json()["errors"] == [
        {"message": "Send at most 1024 bytes.", "extensions": {"code": "TOO_LARGE", "requestId": "RQ_1"}}
    ]
    assert answer.headers["X-Request-Id"] == "RQ_1"


async def test_an_announced_body_is_refused_unread() -> None:
    """Ten announced megabytes are refused without waiting for any of them."""
    async with client() as http:
        answer = await http.post("/", content=pieces(1, 1), headers={"Content-Length": "10000000"})
    assert answer.status_code == 413


async def test_a_body_in_pieces_that_is_too_long_is_refused() -> None:
    """Whoever announces nothing, or too little, is counted."""
    async with client() as http:
        silent = await http.post("/", content=pieces(5, LIMIT // 4))
        lying = await http.post("/", content=pieces(5, LIMIT // 4), headers={"Content-Length": "5"})
    assert (silent.status_code, lying.status_code) == (413, 413)


async def test_a_length_that_is_no_number_is_counted() -> None:
    """What cannot be read as a length is not believed."""
    async with client() as http:
        answer = await http.post("/", content=pieces(5, LIMIT), headers={"Content-Length": "-1"})
    assert answer.status_code == 413


@pytest.mark.attack(15)
async def test_a_slow_body_is_refused() -> None:
    """Whoever trickles is answered 408, whatever has come until then."""

    async def trickling() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"x"
            await asyncio.sleep(0.1)

    async with client() as http:
        answer = await http.post("/", content=trickling())
    assert answer.status_code == 408
    assert answer.json()["errors"][0]["extensions"]["code"] == "TOO_SLOW"


@pytest.mark.attack(15)
async def test_a_flood_of_headers_is_refused() -> None:
    """All names and values count together."""
    async with client() as http:
        answer = await http.post("/", headers={f"X-{number}": "x" * 100 for number in range(20)})
    assert answer.status_code == 431
    assert answer.json()["errors"][0]["extensions"]["code"] == "HEADERS_TOO_LARGE"


@pytest.mark.attack(15)
async def test_a_packed_body_is_no_body() -> None:
    """Nothing here unpacks, so no bomb goes off: gzip is bytes that are no JSON."""
    async with client() as http:
        answer = await http.post("/", content=gzip.compress(b"0" * 1_000_000), headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json() < LIMIT + 1) == (200, True)


async def test_graphql_is_behind_the_limit(tokens: Tokens) -> None:
    """The application as it is served refuses both kinds, by the length that the settings name."""
    settings = Settings(max_body_bytes=2048)
    store = Store.open("bolt://127.0.0.1:1", auth=None)  # never asked
    app = create_app(settings, store=store, tokens=tokens, cursors=Cursors(b"a secret"), sealing=Sealing(b"a secret"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        kind = {"Content-Type": "application/json"}
        short = await http.post("/graphql", json={"query": "{ __typename }"})
        announced = await http.post("/graphql", content=b'{"query": "' + b" " * 2048 + b'"}', headers=kind)
        counted = await http.post("/graphql", content=pieces(5, 512), headers=kind)
    await store.close()
    assert (short.status_code, announced.status_code, counted.status_code) == (200, 413, 413)
    assert [each.json()["errors"][0]["extensions"]["code"] for each in (announced, counted)] == ["TOO_LARGE"] * 2
