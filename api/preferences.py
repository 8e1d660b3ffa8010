"""How the viewer hears of each kind of thing."""

import strawberry

from confrere.graph.accounts import OwnAccount
from confrere.graph.model.notifications import NotificationChannel, NotificationKind

from . import enums as enums  # the domain's words become GraphQL's before they are used here


@strawberry.type(description="How the viewer hears of one kind, visible to the viewer only.")
class NotificationPreference:
    """One kind, and its ways."""

    channels: list[NotificationChannel] = strawberry.field(description="By which ways; none is silence.")
    kind: NotificationKind = strawberry.field(description="Which kind.")


def preferences_of(account: OwnAccount | None) -> list[NotificationPreference]:
    """Returns one entry for each kind; somebody who is no freelancer hears of nothing."""
    heard = set(NotificationKind) - {*account.muted} if account else set()
    return [
        NotificationPreference(kind=kind, channels=[NotificationChannel.IN_APP] if kind in heard else [])
        for kind in sorted(NotificationKind)
    ]
