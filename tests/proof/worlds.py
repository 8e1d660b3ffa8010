"""The world of the proofs: the same application, called without HTTP in between on a strict store."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from confrere.graph.store import traced

from ..world import Answer, Data, World

ROOM: Data = {
    "account_seconds": 0,
    "invitations_per_day": 1_000_000,
    "invitations_outstanding": 1_000_000,
    "max_connections": 1_000_000,
    "team_changes_per_day": 1_000_000,
    "job_offers_per_day": 1_000_000,
    "requests_per_minute": 10_000_000,
    "points_per_minute": 1_000_000_000,
    "max_cost": 1_000_000,
}
"""Room for thousands of acts of one person; accounts are looked at every time."""


@dataclass(frozen=True)
class Reply:
    """An answer of the application, byte for byte."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class ProofWorld(World):
    """A world that is asked thousands of times: one token for each person and moment, one call for each request."""

    _issued: dict[tuple[str, datetime], str] = field(default_factory=dict)

    def token(self, subject: str, **more: Any) -> str:
        """Signs somebody in, once for each moment."""
        key = (subject, self.clock())
        if more or key not in self._issued:
            self._issued = {known: each for known, each in self._issued.items() if known[1] == self.clock()}
            self._issued[key] = super().token(subject, **more)
        return self._issued[key]

    async def post(
        self, text: str, variables: Data | None = None, *, token: str | None = None, **headers: str
    ) -> Answer:
        """Sends a document to the application."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        with traced() as trips:
            reply = await self.call(text, variables, headers)
        return Answer(reply.status, json.loads(reply.body), list(trips), reply.headers)

    async def call(self, text: str, variables: Data | None, headers: dict[str, str]) -> Reply:
        """Speaks ASGI to the application."""
        body = json.dumps({"query": text, "variables": variables or {}}).encode()
        told = {"content-type": "application/json", "content-length": str(len(body)), "host": "test"} | headers
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in told.items()],
            "client": ("127.0.0.1", 1),
            "server": ("test", 80),
        }
        asked, sent = False, list[Data]()

        async def receive() -> Data:
            nonlocal asked
            if asked:
                return {"type": "http.disconnect"}
            asked = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return Reply(
            sent[0]["status"],
            {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]},
            b"".join(each.get("body", b"") for each in sent[1:]),
        )
