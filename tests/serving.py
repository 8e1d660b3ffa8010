"""The application on a socket, as a stranger's program reaches it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.types import ASGIApp


@asynccontextmanager
async def listening(
    app: ASGIApp, *, http: type[asyncio.Protocol] | None = None, config: uvicorn.Config | None = None
) -> AsyncIterator[str]:
    """Serves an application on a free port of this machine, by ``config`` if given, and yields its address."""
    config = config or uvicorn.Config(app, log_config=None, lifespan="off", http=http or "auto")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve([listener]))
        try:
            while not server.started:  # noqa: ASYNC110  uvicorn has no event to wait for
                await asyncio.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await running
