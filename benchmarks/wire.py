"""A client that costs next to nothing itself: one kept connection, requests as ready bytes."""

import socket
from dataclasses import dataclass
from typing import Any, Self

import orjson

TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return orjson.loads(self.body)


def post(path: str, body: object, *, token: str | None = None) -> bytes:
    """Returns the bytes of a request, made once and sent often."""
    content = orjson.dumps(body)
    return b"\r\n".join(
        (
            f"POST {path} HTTP/1.1".encode(),
            b"Host: 127.0.0.1",
            b"Content-Type: application/json",
            b"Accept: application/graphql-response+json, application/json",
            *([f"Authorization: Bearer {token}".encode()] if token else []),
            f"Content-Length: {len(content)}".encode(),
            b"",
            content,
        )
    )


class Wire:
    """One connection to a server on this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb", buffering=1 << 16)

    def ask(self, request: bytes) -> Reply:
        """Sends a request and reads the answer whole; a connection that was closed meanwhile is opened again."""
        try:
            self._socket.sendall(request)
            first = self._file.readline()
        except OSError:
            first = b""
        if not first:
            self.close()
            self._connect()
            self._socket.sendall(request)
            first = self._file.readline()
        length, is_chunked = 0, False
        while (line := self._file.readline()) not in {b"\r\n", b""}:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif name.lower() == b"transfer-encoding":
                is_chunked = value.strip().lower() == b"chunked"
        return Reply(int(first.split()[1]), self._chunks() if is_chunked else self._file.read(length))

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        while size := int(self._file.readline(), 16):
            parts.append(self._file.read(size))
            self._file.readline()
        self._file.readline()
        return b"".join(parts)

    def close(self) -> None:
        """Hangs up."""
        self._file.close()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
