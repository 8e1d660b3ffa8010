"""Status codes: what an answer is worth to whoever looks at its first line only.

Two profiles. ``audit`` does what the ``graphql-http`` audits ask; ``draft-2026-08`` what the draft of the GraphQL over
HTTP specification of that month says. They contradict each other for documents that do not pass validation and for
answers in part, so an operator chooses.
"""

from enum import Enum

from .media import GRAPHQL, JSON


class HttpProfile(Enum):
    """Which rules choose the status."""

    AUDIT = "audit"
    DRAFT = "draft-2026-08"


OK, PARTIAL = 200, 294
ALWAYS: dict[str, int] = {
    "ACCOUNT_CLOSED": 403,
    "ADDRESS_TOO_LONG": 414,
    "BAD_JSON": 400,
    "DATABASE_UNAVAILABLE": 503,
    "FORBIDDEN": 403,
    "KEYS_UNAVAILABLE": 503,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "OUTCOME_UNKNOWN": 503,
    "THROTTLED": 429,
    "TOO_SLOW": 408,
    "HEADERS_TOO_LARGE": 431,
    "TOO_LARGE": 413,
    "UNAUTHENTICATED": 401,
    "UNSUPPORTED_MEDIA_TYPE": 415,
}
"""Codes of answers without data that mean the same in both profiles."""
ABOUT_THE_DOCUMENT = frozenset(
    {"BAD_VARIABLES", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "OPERATION_UNKNOWN", "TOO_COMPLEX"}
)
"""Codes of requests that are well-formed and whose document cannot be run."""


def status_of(code: str | None, *, has_data: bool, profile: HttpProfile, accepts: str = JSON) -> int:
    """Returns the status of an answer.

    Args:
        code: of the first error, None without one.
        has_data: whether the answer has the data entry, even null.
        profile: whose rules.
        accepts: the kind of answer that the client accepts.
    """
    if has_data:
        return PARTIAL if code and profile is HttpProfile.DRAFT else OK
    if code in ALWAYS:
        return ALWAYS[code]
    if code == "INTERNAL" or code is None:
        return 500
    if profile is HttpProfile.DRAFT:
        return 400 if code == "GRAPHQL_PARSE_FAILED" else 422
    return OK if accepts == JSON and code in ABOUT_THE_DOCUMENT else 400


def media_of(status: int, accepts: str, profile: HttpProfile) -> str:
    """Returns the kind of an answer; in the draft only success is relabelled for old clients."""
    is_success = OK <= status < 300
    return GRAPHQL if profile is HttpProfile.DRAFT and not is_success else accepts
