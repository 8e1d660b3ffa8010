"""The one endpoint: from an HTTP request to an answer with the right status, in the kind the client accepts."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..callers import caller_of
from ..context import Caller, Context
from ..faults import SIGN_IN, Fault, Forbidden, Unauthenticated
from ..guard.rates import Rates, place
from ..observing.metrics import Metrics
from ..operations import Operations
from ..telling import Answer, refused
from ..tokens import Issuer
from .asking import Asked, read
from .media import JSON, NotAcceptable, accepted
from .server_sent import resumed_after, streaming, wants_events
from .statuses import HttpProfile, media_of, status_of

PREFLIGHT = "graphql-require-preflight"
"""A header that no page of another origin sends unasked, any value."""
LONGEST_ADDRESS = 16_384


class MethodNotAllowed(Fault):
    """Neither POST nor, where it is open, GET."""

    code = "METHOD_NOT_ALLOWED"


class AddressTooLong(Fault):
    """A query in the address that belongs into a body."""

    code = "ADDRESS_TOO_LONG"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers at ``/graphql``."""

    operations: Operations
    rates: Rates
    issuer: Issuer
    metrics: Metrics
    make_context: Callable[[Request, Caller | None, str], Context]
    profile: HttpProfile
    takes_get: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        if wants_events(request.headers.get("accept")):
            await self._stream(request, send)
            return
        try:
            accepts = accepted(request.headers.get("accept"))
        except NotAcceptable as fault:
            accepts, answer = JSON, refused(fault, request.state.request_id)
        else:
            try:
                answer = await self._answer(request)
            except ClientDisconnect:
                return  # nobody is there to be answered, and nothing was begun: the request had not arrived
        await self._say(request, answer, accepts, send)

    async def _say(self, request: Request, answer: Answer, accepts: str, send: Send) -> None:
        status = status_of(answer.code, has_data=answer.has_data, profile=self.profile, accepts=accepts)
        if answer.code == MethodNotAllowed.code:
            answer.headers["Allow"] = ", ".join(self._methods)
        kind = media_of(status, accepts, self.profile)
        self.metrics.requests.labels(str(status)).inc()
        headers = {**answer.headers, "Cache-Control": "no-store", "Vary": "Accept, Authorization"}
        await Response(orjson.dumps(answer.body), status, headers, f"{kind}; charset=utf-8")(
            request.scope, request.receive, send
        )

    @property
    def _methods(self) -> tuple[str, ...]:
        return ("GET", "POST") if self.takes_get else ("POST",)

    async def _asked(self, request: Request) -> tuple[Asked, Context]:
        """Reads what is asked, and by whom.

        Raises:
            Fault: it is not to be answered.
        """
        address = place(request.client.host if request.client else "")
        await self.rates.count_request(address)
        self._check_method(request)
        context = self.make_context(request, None, address)
        context.caller = await caller_of(request, self.issuer, context.now)
        return await read(request), context

    async def _answer(self, request: Request) -> Answer:
        try:
            asked, context = await self._asked(request)
        except Fault as fault:
            return refused(fault, request.state.request_id)
        return await self.operations.answer(asked, context)

    async def _stream(self, request: Request, send: Send) -> None:
        """Answers with a stream of events; who may not have one is told by a status."""
        try:
            asked, context = await self._asked(request)
        except ClientDisconnect:
            return  # as above
        except Fault as fault:
            await self._say(request, refused(fault, request.state.request_id), JSON, send)
            return
        if context.caller is None:
            await self._say(request, refused(Unauthenticated(SIGN_IN), context.request_id), JSON, send)
            return
        context.resume_after = resumed_after(request)
        self.metrics.requests.labels("200").inc()
        await streaming(self.operations, asked, context)(request.scope, request.receive, send)

    def _check_method(self, request: Request) -> None:
        if request.method not in self._methods:
            raise MethodNotAllowed(f"Send {' or '.join(self._methods)}.")
        if request.method == "GET":
            if len(request.scope["query_string"]) > LONGEST_ADDRESS:
                raise AddressTooLong("Send a long document by POST.")
            # Either header makes a browser ask before it sends the request for a page of another origin.
            if PREFLIGHT not in request.headers and "authorization" not in request.headers:
                raise Forbidden("Send a query by GET with the header GraphQL-Require-Preflight, or by POST.")
