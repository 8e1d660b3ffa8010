"""Bounds what a stranger can send before anything reads it, and numbers every request."""

import asyncio
from collections.abc import Callable

import orjson
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .faults import Fault
from .http.media import JSON
from .http.statuses import ALWAYS
from .telling import refused

REQUEST_ID = "X-Request-Id"


class TooLarge(Fault):
    """The body is longer than allowed."""

    code = "TOO_LARGE"


class HeadersTooLarge(Fault):
    """The headers are longer than allowed."""

    code = "HEADERS_TOO_LARGE"


class TooSlow(Fault):
    """The body did not arrive in time."""

    code = "TOO_SLOW"


class BodyLimit:
    """Answers as soon as a body is too long, announced or not, or too slow; every answer has the request's id."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_bytes: int,
        new_id: Callable[[], str],
        max_header_bytes: int = 32_768,
        seconds: float = 10,
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._max_header_bytes = max_header_bytes
        self._seconds = seconds
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, counting what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._new_id()
        scope.setdefault("state", {})["request_id"] = request_id
        arrived, is_whole = 0, False
        ends = asyncio.get_running_loop().time() + self._seconds

        async def counted() -> Message:
            nonlocal arrived, is_whole
            if is_whole:  # what comes after the body is the client going away, whenever that is
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError as slow:
                raise TooSlow(f"Send the body within {self._seconds:g} seconds.") from slow
            arrived += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if arrived > self._max_bytes:
                raise TooLarge(f"Send at most {self._max_bytes} bytes.")
            return message

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, counted, numbered)
        except (TooLarge, TooSlow, HeadersTooLarge) as fault:
            answer = refused(fault, request_id)
            response = Response(orjson.dumps(answer.body), ALWAYS[fault.code], {"Connection": "close"}, JSON)
            await response(scope, receive, numbered)

    def _check(self, scope: Scope) -> None:
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self._max_header_bytes:
            raise HeadersTooLarge(f"Send headers of at most {self._max_header_bytes} bytes.")
        if _announced(scope) > self._max_bytes:
            raise TooLarge(f"Send at most {self._max_bytes} bytes.")


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:20])
    return 0
