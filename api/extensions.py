"""What happens around every operation: who may ask at all, and in which words errors leave the house."""

import logging
from collections.abc import Iterator

from graphql import ExecutionResult as CoreResult
from graphql import FieldNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext, ExecutionResult

from confrere.graph.errors import ConfrereError

from .faults import Fault, Unauthenticated

log = logging.getLogger("confrere.api")

SENTENCES = {
    "ACCOUNT_CLOSED": "This account cannot be used. Sign in with another one.",
    "DATABASE_UNAVAILABLE": "This cannot be answered at the moment. Try again in a few seconds.",
    "IDEMPOTENCY_CONFLICT": "This idempotency key was used with another input. Use a new key for a new act.",
    "INTERNAL": "Something went wrong on our side. Tell us the request id if it happens again.",
    "OUTCOME_UNKNOWN": "It is not known whether this took effect. Repeat it with the same idempotency key.",
}
"""What is said of faults that are not the client's."""


STATUS: dict[str, tuple[int, dict[str, str]]] = {
    "UNAUTHENTICATED": (401, {"WWW-Authenticate": "Bearer"}),
    "DATABASE_UNAVAILABLE": (503, {"Retry-After": "3"}),
    "OUTCOME_UNKNOWN": (503, {"Retry-After": "3"}),
}
"""Status and headers of faults that a client must not take for an answer."""


class KnownCallers(SchemaExtension):
    """Lets nobody but signed-in callers ask for anything but ``__typename``."""

    def on_execute(self) -> Iterator[None]:
        """Refuses before anything runs."""
        context = self.execution_context
        if context.context.caller is None and not _asks_for_nothing(context):
            # A result that is there already is not computed: raising here would pass the other extensions by.
            refused = Unauthenticated("Sign in: send a bearer token in the Authorization header.")
            context.result = CoreResult(None, [GraphQLError(str(refused), original_error=refused)])
        yield


class OnlyOurWords(SchemaExtension):
    """Gives every error a code and the request id, and hides what is not meant for callers."""

    def on_operation(self) -> Iterator[None]:
        """Rewrites the errors of the finished operation."""
        yield
        result = self.execution_context.result
        if isinstance(result, CoreResult | ExecutionResult) and result.errors:
            context = self.execution_context.context
            result.errors = [told(error, context.request_id) for error in result.errors]
            codes = {str((error.extensions or {}).get("code")) for error in result.errors}
            for code in codes & STATUS.keys():
                context.response.status_code, headers = STATUS[code]
                context.response.headers.update(headers)


def told(error: GraphQLError, request_id: str) -> GraphQLError:
    """Returns what a caller is told of an error."""
    cause = error.original_error
    match cause:
        case None:
            code, message = "GRAPHQL_VALIDATION_FAILED", error.message
        case Fault():
            code, message = cause.code, str(cause)
        case ConfrereError():
            code, message = cause.code, SENTENCES[cause.code]
        case GraphQLError():
            code, message = "BAD_VALUE", error.message
        case _:
            log.error("request %s failed", request_id, exc_info=cause)
            code, message = "INTERNAL", SENTENCES["INTERNAL"]
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code, "requestId": request_id},
    )


def _asks_for_nothing(context: ExecutionContext) -> bool:
    document = context.graphql_document
    operations = (
        [each for each in document.definitions if isinstance(each, OperationDefinitionNode)] if document else []
    )
    return bool(operations) and all(
        isinstance(field, FieldNode) and field.name.value == "__typename"
        for operation in operations
        for field in operation.selection_set.selections
    )
