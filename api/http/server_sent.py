"""Operations as server-sent events, in the distinct connections mode of graphql-sse: one request, one stream.

An entry of the viewer's own stream carries its sequence as the event's id, so that a client that reconnects with
``Last-Event-ID`` goes on behind the last one it got.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import orjson
from starlette.requests import Request
from starlette.responses import StreamingResponse

from ..context import Context
from ..operations import Operations
from ..scalars import place
from ..telling import Answer
from .asking import Asked

KIND = "text/event-stream"
BREATH_SECONDS = 15.0
"""After so long a silence a comment is sent, which keeps proxies from closing the connection."""
COMPLETE = b"event: complete\ndata:\n\n"


def wants_events(accept: str | None) -> bool:
    """Tells whether a client asks for a stream of events."""
    return KIND in (accept or "").lower()


def resumed_after(request: Request) -> int | None:
    """Returns behind which entry a client goes on; nothing that is no place is one."""
    try:
        return place(request.headers.get("last-event-id"))
    except ValueError:
        return None


def streaming(operations: Operations, asked: Asked, context: Context) -> StreamingResponse:
    """Answers one operation as a stream of events, until it ends or the client goes."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept, Authorization"}
    return StreamingResponse(_events(operations, asked, context), headers=headers, media_type=f"{KIND}; charset=utf-8")


async def _events(operations: Operations, asked: Asked, context: Context) -> AsyncIterator[bytes]:
    async with aclosing(operations.stream(asked, context)) as answers:
        coming = asyncio.ensure_future(anext(answers, None))
        try:
            while True:
                done, _ = await asyncio.wait([coming], timeout=BREATH_SECONDS)
                if not done:
                    yield b":\n\n"
                    continue
                answer = coming.result()
                if answer is None:
                    break
                yield _event(answer)
                coming = asyncio.ensure_future(anext(answers, None))
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
    yield COMPLETE


def _event(answer: Answer) -> bytes:
    events = answer.data.get("events") if isinstance(answer.data, dict) else None
    sequence = events.get("sequence") if isinstance(events, dict) else None
    mark = f"id: {sequence}\n".encode() if isinstance(sequence, str) else b""
    return mark + b"event: next\ndata: " + orjson.dumps(answer.body) + b"\n\n"
