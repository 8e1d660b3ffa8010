"""One operation from its text to its answer, whatever brought it here: admitted, charged, run, told and counted."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from graphql import OperationType
from opentelemetry import trace
from opentelemetry.trace import SpanKind
from strawberry.types import ExecutionResult

from confrere.graph.clock import ticks
from confrere.graph.notifications import growing

from .accounts import Accounts
from .context import Charge, Context
from .faults import SIGN_IN, Fault, Forbidden, Unauthenticated
from .guard.bounds import TooComplex
from .guard.cost import actual, estimate
from .guard.documents import Documents, Operation
from .guard.rates import Rates
from .http.asking import Asked
from .observing.observed import Observed
from .schema import schema
from .telling import HEADERS, NOTHING_ANSWERED, Answer, formatted, not_read_again, refused

tracer = trace.get_tracer("confrere.api")


class ByGet(Fault):
    """An act was asked for by GET."""

    code = "METHOD_NOT_ALLOWED"


@dataclass(frozen=True, slots=True)
class Operations:
    """Answers operations."""

    documents: Documents
    rates: Rates
    accounts: Accounts
    observed: Observed
    max_cost: int
    may_introspect: Callable[[Context], bool]

    async def answer(self, asked: Asked, context: Context) -> Answer:
        """Answers one request; whatever goes wrong is told in the answer."""
        began = ticks()
        operation: Operation | None = None
        try:
            operation = self._admitted(asked, context)
            await self._charge(operation, asked, context)
            answer = await self._run(operation, asked, context)
        except Exception as fault:  # noqa: BLE001  the last resort: whatever it is, it is masked and numbered
            answer = refused(fault, context.request_id)
        if context.charge is not None:
            budget = await self.rates.budget(context.who)
            answer.headers |= budget.headers(context.now)
            answer.extensions["cost"] = context.charge.told(budget)
        self.observed.operation(operation, answer, context, ticks() - began)
        return answer

    async def stream(self, asked: Asked, context: Context) -> AsyncGenerator[Answer, None]:
        """Answers one request as often as it has something to say: a subscription until it ends, all else once."""
        began = ticks()
        try:
            operation = self._admitted(asked, context, streams=True)
            if operation.kind is not OperationType.SUBSCRIPTION:
                yield await self.answer(asked, context)
                return
            await self._charge(operation, asked, context)
            if context.caller is not None:
                await self.accounts.require_open(context.caller, context.now)
        except Exception as fault:  # noqa: BLE001  the last resort, as above
            answer = refused(fault, context.request_id)
            self.observed.operation(None, answer, context, ticks() - began)
            yield answer
            return
        context.operation, context.charge = operation, None  # charged once, however long it lasts
        self.observed.operation(operation, Answer(has_data=True), context, ticks() - began)
        results = await schema.subscribe(
            asked.query,
            variable_values=asked.variables,
            context_value=context,
            operation_name=operation.name,
        )
        async with aclosing(results):
            async for result in results:
                yield await self._told(operation, result, context)

    def _admitted(self, asked: Asked, context: Context, *, streams: bool = False) -> Operation:
        if context.caller is None and not self.documents.asks_for_nothing(asked.query):
            raise Unauthenticated(SIGN_IN)
        operation = self.documents.operation(asked.query, asked.operation_name)
        if asked.by_get and operation.kind is OperationType.MUTATION:
            raise ByGet("Send what changes something by POST.")
        if operation.kind is OperationType.SUBSCRIPTION and not streams:
            raise Forbidden("Subscribe over a WebSocket, or accept text/event-stream.")
        if operation.asks_for_the_schema and not self.may_introspect(context):
            raise Forbidden("The schema is not told here. Read it in the documentation.")
        return operation

    async def _charge(self, operation: Operation, asked: Asked, context: Context) -> None:
        most = estimate(operation.fields, asked.variables)
        if most.cost > self.max_cost:
            raise TooComplex("points of cost", self.max_cost, requestedQueryCost=most.cost)
        context.charge = Charge(requested=most.cost, nodes=most.nodes)
        await self.rates.charge(context.who, most.cost)
        context.charge.budget = await self.rates.budget(context.who)

    async def _run(self, operation: Operation, asked: Asked, context: Context) -> Answer:
        name = operation.kind.value
        with tracer.start_as_current_span(
            f"graphql {name}", kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            span.set_attributes({"graphql.operation.type": name, "graphql.document.hash": operation.hash})
            if operation.name:
                span.set_attribute("graphql.operation.name", operation.name[:60])
            result = await self._run_beside_the_account(operation, asked, context)
        return await self._told(operation, result, context)

    async def _run_beside_the_account(self, operation: Operation, asked: Asked, context: Context) -> ExecutionResult:
        """Runs an operation of an open account; a read is run while its account is looked at, an act after it."""
        context.operation = operation
        caller = context.caller

        async def run() -> ExecutionResult:
            return await schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=context,
                operation_name=operation.name,
            )

        if caller is None:
            return await run()
        if operation.kind is not OperationType.QUERY:
            await self.accounts.require_open(caller, context.now)
            with growing() as people:
                try:
                    return await run()
                finally:
                    if context.streams is not None:
                        context.streams.grown(people)
                    if caller.roles:
                        self.accounts.forget()
        if self.accounts.is_known_open(caller, context.now):
            return await run()
        result, closed = await asyncio.gather(
            run(), self.accounts.require_open(caller, context.now), return_exceptions=True
        )
        for failed in (closed, result):
            if isinstance(failed, BaseException):
                raise failed
        assert isinstance(result, ExecutionResult)  # noqa: S101  what is left of the union for the type checker
        return result

    async def _told(self, operation: Operation, result: ExecutionResult, context: Context) -> Answer:
        errors = result.errors or []
        # Without data and without a place: GraphQL refused the variables, and nothing was run.
        is_refused = result.data is None and all(error.path is None for error in errors)
        told = formatted(errors, context.request_id, default="BAD_VARIABLES" if is_refused else "BAD_VALUE")
        if operation.kind is OperationType.MUTATION:
            not_read_again(told)
        answer = Answer(result.data, has_data=not is_refused, errors=told)
        answer.headers.update(HEADERS.get(answer.code or "", {}))
        is_nothing = operation.kind is OperationType.QUERY or not any((result.data or {}).values())
        if answer.code in NOTHING_ANSWERED and is_nothing:
            answer.data, answer.has_data = None, False
        if context.charge is not None:
            used = min(actual(operation.fields, answer.data), context.charge.requested)
            context.charge.actual = used
            await self.rates.refund(context.who, context.charge.requested - used)
        return answer
