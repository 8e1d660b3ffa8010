"""What a token may allow beyond one's own account: the names of roles, and the check that a caller has one."""

from enum import StrEnum

from .context import Context
from .faults import Forbidden


class Role(StrEnum):
    """A role that the identity provider gives; tokens name it in ``roles``."""

    ADMINISTRATOR = "administrator"
    """Acts for the marketplace: deactivates and reactivates accounts."""
    ANALYST = "analyst"
    """Reads measures, and the graph as it was."""
    OPERATOR = "operator"
    """Keeps the installation running, and reads what that needs."""


THE_PAST = (Role.ANALYST, Role.OPERATOR)
"""Who may read the graph as of an earlier time: a person would learn when they were removed (R52)."""


def has_role(context: Context, *roles: Role) -> bool:
    """Tells whether a caller has one of these roles."""
    held = context.caller.roles if context.caller else frozenset()
    return bool(held & set(roles))


def require_role(context: Context, *roles: Role) -> None:
    """Lets a caller pass who has one of these roles.

    Raises:
        Forbidden: the caller has none of them.
    """
    if not has_role(context, *roles):
        raise Forbidden(f"This is for callers with the role {' or '.join(roles)}. Sign in with such a token.")
