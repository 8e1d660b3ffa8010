"""Things with an opaque id."""

import strawberry

from confrere.graph.model.ids import IdKind, kind_of

from .faults import BadId

ANYBODY = (IdKind.FREELANCER, IdKind.CLIENT, IdKind.AGENCY)
"""Kinds of ids that name somebody, where a rule says no to those who are no freelancers."""


@strawberry.interface(description="Anything with an opaque id, visible to whoever may see that thing.")
class Node:
    """Relay's node."""

    id: strawberry.ID = strawberry.field(description="Opaque typed id, stable for ever and never the database's own.")


def require_id(text: str, *kinds: IdKind) -> str:
    """Returns ``text`` where it is an id of one of these kinds (of any kind when none is given).

    Raises:
        BadId: it is not.
    """
    kind = kind_of(text)
    if kind is None or (kinds and kind not in kinds):
        raise BadId("This is not an id for what you ask. Use ids exactly as the API returned them.")
    return text
