"""Signed keyset cursors: the sort key of an edge, good only for the same viewer and list."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from .faults import BadCursor

MAC_BYTES = 16
MAX_LENGTH = 1600
"""Longest cursor: one that carries the head of a list of people."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an edge stands: its time, and its id among edges of the same time."""

    at: datetime
    key: str


FIRST = Position(datetime(9999, 12, 31, tzinfo=UTC), "")
"""Before every edge of a list that runs from the newest to the oldest."""
LAST = Position(datetime(1, 1, 1, tzinfo=UTC), "~")
"""After every edge of such a list."""


class Cursors:
    """Signs and reads cursors; the previous secret stays good for reading while it is being replaced."""

    def __init__(self, *secrets: bytes) -> None:
        if not secrets:
            raise ValueError("at least one secret is needed to sign cursors")
        self._secrets = secrets

    def sign(self, position: Position, *, viewer: str, about: str) -> str:
        """Returns the cursor of a position in the list ``about`` of this viewer."""
        return self.seal(f"{position.at.isoformat()} {position.key}".encode(), viewer=viewer, about=about)

    def read(self, cursor: str, *, viewer: str, about: str) -> Position:
        """Returns the position a cursor stands for.

        Raises:
            BadCursor: it was not made by ``sign`` for this viewer and list.
        """
        at, _, key = self.unseal(cursor, viewer=viewer, about=about).decode().partition(" ")
        return Position(datetime.fromisoformat(at), key)

    def seal(self, body: bytes, *, viewer: str, about: str) -> str:
        """Returns a cursor that holds ``body``, for the list ``about`` of this viewer."""
        return _as_text(_mac(self._secrets[0], body, viewer, about) + body)

    def unseal(self, cursor: str, *, viewer: str, about: str) -> bytes:
        """Returns what a cursor holds.

        Raises:
            BadCursor: it was not made by ``seal`` for this viewer and list.
        """
        try:
            if len(cursor) > MAX_LENGTH:
                raise ValueError
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            if _as_text(raw) != cursor:  # the spare bits of the last character are under no signature
                raise ValueError
            mac, body = raw[:MAC_BYTES], raw[MAC_BYTES:]
            if not any(hmac.compare_digest(mac, _mac(secret, body, viewer, about)) for secret in self._secrets):
                raise ValueError
        except (ValueError, binascii.Error) as wrong:
            raise BadCursor("This cursor belongs to another list. Start again without it.") from wrong
        return body


def _as_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _mac(secret: bytes, body: bytes, viewer: str, about: str) -> bytes:
    return hmac.digest(secret, b"\x00".join((viewer.encode(), about.encode(), body)), hashlib.sha256)[:MAC_BYTES]
