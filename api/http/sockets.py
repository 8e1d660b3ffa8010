"""Operations over a WebSocket, by the protocol graphql-transport-ws and no other.

Strawberry's handler keeps the protocol; here stands who may connect, how much one socket may ask, and with which code
it is closed. Every operation has a context of its own and is admitted, charged and checked like one by POST.
"""

from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import orjson
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry import UNSET
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)

from confrere.graph.clock import Clock

from ..callers import caller_of_header
from ..context import Caller, Context
from ..faults import Fault
from ..guard.rates import Rates, place
from ..operations import Operations
from ..schema import schema
from ..telling import refused
from ..tokens import BadToken, Issuer
from .asking import read_values

MAX_OPERATIONS = 10
"""Operations that run on one socket at once."""
INIT_SECONDS = 5.0
"""In which a client has to say who it is."""
CLOSING = {"UNAUTHENTICATED": (4401, "Unauthorized"), "ACCOUNT_CLOSED": (4403, "Forbidden")}
"""Codes of answers that end a whole socket, with how it is closed."""
MAX_ID = 200


class TooManyOperations(Fault):
    """One socket asks for more than it may at once."""

    code = "TOO_MANY_OPERATIONS"


@dataclass(frozen=True, slots=True)
class Sockets:
    """Answers WebSockets at ``/graphql``."""

    operations: Operations
    rates: Rates
    issuer: Issuer
    make_context: Callable[[HTTPConnection, Caller | None, str], Context]
    new_id: Callable[[], str]
    clock: Clock
    origins: frozenset[str] = field(default_factory=frozenset)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one socket until it is closed."""
        socket = WebSocket(scope, receive, send)
        address = place(socket.client.host if socket.client else "")
        if not self._is_welcome(socket):
            await socket.close()  # before it is accepted: the client is answered 403
            return
        if GRAPHQL_TRANSPORT_WS_PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(subprotocol=GRAPHQL_TRANSPORT_WS_PROTOCOL)
        with suppress(WebSocketDisconnect, WebSocketDisconnected):
            await _Handler(self, socket, address).handle()

    def _is_welcome(self, socket: WebSocket) -> bool:
        """Tells whether a page may connect: one of this host, or of an origin that the operator named."""
        origin = socket.headers.get("origin")
        if origin is None:
            return True
        host = socket.headers.get("host", "")
        return origin in self.origins or origin.partition("://")[2] == host


class _View:
    """What Strawberry's handler asks of a view."""

    @staticmethod
    def decode_json(text: str) -> object:
        return orjson.loads(text)

    @staticmethod
    def encode_json(message: object) -> str:
        return orjson.dumps(message).decode()

    @staticmethod
    async def on_ws_connect(_context: object) -> object:
        return UNSET  # acknowledged without a payload; who it is was looked at before


class _Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """One socket."""

    def __init__(self, sockets: Sockets, socket: WebSocket, address: str) -> None:
        view = cast(Any, _View())
        super().__init__(
            view=view,
            websocket=ASGIWebSocketAdapter(view, socket, socket),
            context=cast(Context, None),  # made anew for each operation
            root_value=None,
            schema=schema,
            connection_init_wait_timeout=timedelta(seconds=INIT_SECONDS),
            max_subscriptions_per_connection=None,  # counted here, with an error that has a code
        )
        self._sockets = sockets
        self._socket = socket
        self._address = address
        self._authorization: str | None = socket.headers.get("authorization")

    async def handle_message(self, message: Any) -> None:
        """Takes only what the protocol knows, whole."""
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message["type"] in {"subscribe", "complete"} and not _is_id(message.get("id")):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message["type"] == "subscribe" and not isinstance(message.get("payload"), dict):
            await self.handle_invalid_message("Failed to parse message")
            return
        await super().handle_message(cast(Any, message))

    async def handle_connection_init(self, message: Any) -> None:
        """Signs the client in by ``authorization`` of the payload, or of the request that opened the socket."""
        payload = message.get("payload")
        if payload is None:
            payload = message["payload"] = {}
        if isinstance(payload, dict) and not self.connection_init_received and not self.connection_timed_out:
            told = [value for name, value in payload.items() if name.lower() == "authorization"]
            self._authorization = told[0] if told else self._authorization
            try:
                await self._caller()
            except Fault:
                self.connection_init_received = True
                await self.websocket.close(4401, "Unauthorized")
                return
        await super().handle_connection_init(message)

    async def handle_subscribe(self, message: Any) -> None:
        """Runs an operation unless there are too many."""
        is_new = message["id"] not in self.operations
        if self.connection_acknowledged and is_new and len(self.operations) >= MAX_OPERATIONS:
            fault = TooManyOperations(f"Run at most {MAX_OPERATIONS} operations on one socket at once.")
            errors = refused(fault, self._sockets.new_id()).errors
            await self.send_message({"id": message["id"], "type": "error", "payload": cast(Any, errors)})
            return
        message["payload"].setdefault("query", "")
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[Context, None]) -> None:
        """Answers one operation as often as it has something to say."""
        with suppress(WebSocketDisconnected, WebSocketDisconnect):
            async with aclosing(self._answers(operation)) as answers:
                async for answer in answers:
                    if answer.code in CLOSING:
                        self.operations.pop(operation.id, None)
                        await self.websocket.close(*CLOSING[answer.code])
                        return
                    if answer.errors and not answer.has_data:
                        payload = cast(Any, answer.errors)
                        await operation.send_operation_message(
                            {"id": operation.id, "type": "error", "payload": payload}
                        )
                        return
                    body = cast(Any, answer.body)
                    await operation.send_operation_message({"id": operation.id, "type": "next", "payload": body})
            await operation.send_operation_message({"id": operation.id, "type": "complete"})

    async def _answers(self, operation: Operation[Context, None]) -> Any:
        self._socket.state.request_id = self._sockets.new_id()
        context = self._sockets.make_context(self._socket, None, self._address)
        try:
            await self._sockets.rates.count_request(self._address)
            context.caller = await self._caller()
            asked = read_values(
                {
                    "query": operation.query,
                    "operationName": operation.operation_name,
                    "variables": operation.variables,
                }
            )
        except Fault as fault:
            yield refused(fault, context.request_id)
            return
        async with aclosing(self._sockets.operations.stream(asked, context)) as answers:
            async for answer in answers:
                yield answer

    async def _caller(self) -> Caller:
        """Returns who speaks; looked at for each operation, for a token may have expired.

        Raises:
            BadToken: nobody, or nobody any more.
        """
        if self._authorization is None or not isinstance(self._authorization, str):
            raise BadToken("Send a bearer token as authorization in the payload of connection_init.")
        return await caller_of_header(self._authorization, self._sockets.issuer, self._sockets.clock())


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_ID
