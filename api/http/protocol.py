"""HTTP on the socket, with bounds that uvicorn's fast parser lacks: on headers that never end, and on slow ones."""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Bounded(HttpToolsProtocol):
    """One connection that is closed when the headers of a request are too long or take too long."""

    max_header_bytes: ClassVar[int] = 32_768
    """What may have arrived of a request whose headers have not ended."""
    header_seconds: ClassVar[float] = 10
    """How long the headers of one request may take."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._arrived = 0
        self._is_waiting = True
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Waits for a first request."""
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        """Waits for the headers of a further one."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """Has them."""
        self._is_waiting = False
        self._forget()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Counts what belongs to headers that have not ended."""
        super().data_received(data)
        if self._is_waiting:
            self._arrived += len(data)
            if self._arrived > self.max_header_bytes:
                self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        self._forget()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._forget()
        self._is_waiting, self._arrived = True, 0
        self._patience = self.loop.call_later(self.header_seconds, self._end)

    def _forget(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def _end(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def bounded(*, max_header_bytes: int, seconds: float) -> type[Bounded]:
    """Returns the protocol with these bounds."""
    return type("Bounded", (Bounded,), {"max_header_bytes": max_header_bytes, "header_seconds": seconds})
