"""In which words errors leave the house: with a code and the request id, without what is not meant for callers."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from confrere.graph.errors import ConfrereError, InvalidInput
from confrere.graph.unexpected import note

from .faults import Fault

log = logging.getLogger("confrere.api")

MAX_MESSAGE = 300
"""Characters of a message, which may repeat what the client sent."""
SENTENCES = {
    "ACCOUNT_CLOSED": "This account cannot be used. Sign in with another one.",
    "DATABASE_UNAVAILABLE": "This cannot be answered now. Try again in a few seconds; if it stays so, ask for less.",
    "IDEMPOTENCY_CONFLICT": "This idempotency key was used with another input. Use a new key for a new act.",
    "INTERNAL": "Something went wrong on our side. Tell us the request id if it happens again.",
    "OUTCOME_UNKNOWN": "It is not known whether this took effect. Repeat it with the same idempotency key.",
}
"""What is said of faults that are not the client's."""
NOTHING_ANSWERED = {"DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN", "ACCOUNT_CLOSED"}
"""Codes with which a reading operation has no answer at all, not half of one."""
HEADERS = {
    "DATABASE_UNAVAILABLE": {"Retry-After": "3"},
    "KEYS_UNAVAILABLE": {"Retry-After": "10"},
    "OUTCOME_UNKNOWN": {"Retry-After": "3"},
    "UNAUTHENTICATED": {"WWW-Authenticate": "Bearer"},
}


@dataclass
class Answer:
    """What is said to one request, before it has a status and a media type."""

    data: Any = None
    has_data: bool = False
    errors: list[dict[str, Any]] = field(default_factory=list)
    extensions: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str | None:
        """The code that decides about the status: a fault of ours before one of the client's."""
        codes = [error["extensions"]["code"] for error in self.errors]
        return next((code for code in codes if code in HEADERS), codes[0] if codes else None)

    @property
    def body(self) -> dict[str, Any]:
        """The answer as the specification of GraphQL wants it."""
        parts = {"errors": self.errors, "data": self.data, "extensions": self.extensions}
        wanted = {"errors": self.errors, "data": self.has_data, "extensions": self.extensions}
        return {name: part for name, part in parts.items() if wanted[name]}


def refused(cause: Exception, request_id: str) -> Answer:
    """Answers a request of which nothing was run."""
    errors = getattr(cause, "errors", None) or [GraphQLError(str(cause), original_error=cause)]
    answer = Answer(errors=formatted(errors, request_id, default=getattr(cause, "code", "INTERNAL")))
    answer.headers.update(HEADERS.get(answer.code or "", {}))
    retry_after = getattr(cause, "retry_after", None)
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def formatted(errors: Sequence[GraphQLError], request_id: str, *, default: str) -> list[dict[str, Any]]:
    """Returns errors as clients see them; ``default`` is the code of those that GraphQL itself raised."""
    return [_told(error, request_id, default) for error in errors]


def not_read_again(errors: Sequence[dict[str, Any]]) -> None:
    """Corrects the errors of an act that was done and could not be shown: below its own field, the act is over.

    Whoever is told that the database is unavailable may believe that nothing was written.
    """
    for error in errors:
        told = error["extensions"]
        if told["code"] == "DATABASE_UNAVAILABLE" and len(error.get("path", ())) > 1:
            told["code"] = "OUTCOME_UNKNOWN"
            error["message"] = SENTENCES["OUTCOME_UNKNOWN"]


def _told(error: GraphQLError, request_id: str, default: str) -> dict[str, Any]:
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    more: dict[str, Any] = {}
    match cause:
        case None:
            code, message = default, error.message
        case Fault():
            code, message, more = cause.code, str(cause), cause.extensions
        case InvalidInput():
            code, message = cause.value_code, cause.message
        case ConfrereError():
            code, message = cause.code, SENTENCES.get(cause.code, SENTENCES["INTERNAL"])
        case GraphQLError():
            code, message = default if error.path is None else "BAD_VALUE", error.message
        case _:
            note(log, f"request {request_id}", cause)
            code, message = "INTERNAL", SENTENCES["INTERNAL"]
    shortened = message if len(message) <= MAX_MESSAGE else message[: MAX_MESSAGE - 1] + "…"
    told: dict[str, Any] = {"message": shortened}
    if error.locations:
        told["locations"] = [{"line": each.line, "column": each.column} for each in error.locations[:3]]
    if error.path:
        told["path"] = error.path
    told["extensions"] = {"code": code, "requestId": request_id, **more}
    return told
