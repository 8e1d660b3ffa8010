"""Faults of a client: answered as top-level errors with ``extensions.code``, unlike the refusals of a rule."""

from typing import Any, ClassVar, TypeVar

Found = TypeVar("Found")


class Fault(Exception):
    """A request that cannot be answered as it was written."""

    code: ClassVar[str] = "BAD_REQUEST"
    extensions: dict[str, Any] = {}  # noqa: RUF012  never written to; a fault that says more has its own
    """What else is told to programs."""


SIGN_IN = "Sign in: send a bearer token in the Authorization header."


class Unauthenticated(Fault):
    """No token, or not a valid one."""

    code = "UNAUTHENTICATED"


class Forbidden(Fault):
    """Only for callers with a role that the token does not name."""

    code = "FORBIDDEN"


class BadId(Fault):
    """Not an id of ours, or the id of another kind of thing."""

    code = "BAD_ID"


class BadPage(Fault):
    """Paging arguments that name no page."""

    code = "BAD_PAGE"


class BadCursor(Fault):
    """A cursor that was changed, or made for another viewer, list or order."""

    code = "CURSOR_MISMATCH"


class NotOpen(Fault):
    """The rollout has not come to this feature yet."""

    code = "ROLLOUT_CLOSED"


class BadMoment(Fault):
    """A moment of which nothing can be said, such as one in the future."""

    code = "BAD_VALUE"


class BadMeasure(Fault):
    """A measure of more than is counted at once, or of two things at a time."""

    code = "BAD_VALUE"


class BadPlace(Fault):
    """A place that a stream does not have."""

    code = "BAD_VALUE"


class BadKey(Fault):
    """An idempotency key that is empty or too long."""

    code = "BAD_VALUE"


class NotCounted(Fault):
    """Facets of a list that has none."""

    code = "BAD_VALUE"


class ChangedMeanwhile(Fault):
    """Somebody or something the answer must name ceased to be there for the viewer in the same moment."""

    code = "CHANGED_MEANWHILE"


def still_there(found: Found | None) -> Found:
    """Returns what the viewer is known to see.

    Raises:
        ChangedMeanwhile: it ceased to be shown in the same moment; the whole answer is to be asked for again.
    """
    if found is None:
        raise ChangedMeanwhile("This changed while you were looking. Ask again.")
    return found


class NoFreelancer(Fault):
    """The caller is a client and asks for what only freelancers have."""

    code = "NOT_A_FREELANCER"
