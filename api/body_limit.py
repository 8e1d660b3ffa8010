"""Bounds what a stranger can send before anything reads it."""

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class TooLarge(Exception):
    """The body is longer than allowed."""


class BodyLimit:
    """Answers 413 as soon as a body is longer than ``max_bytes``, announced or not."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, counting what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self._max_bytes:
                raise TooLarge
            return message

        try:
            if _announced(scope) > self._max_bytes:
                raise TooLarge
            await self._app(scope, counted, send)
        except TooLarge:
            answer = JSONResponse(
                {
                    "errors": [
                        {"message": f"Send at most {self._max_bytes} bytes.", "extensions": {"code": "TOO_LARGE"}}
                    ]
                },
                413,
            )
            await answer(scope, receive, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
