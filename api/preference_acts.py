"""What the viewer wants to hear of: the input, the result and the act."""

from typing import Annotated

import strawberry
from strawberry import Info

from confrere.graph.accounts import AccountRequest, change_account
from confrere.graph.errors import InvalidInput
from confrere.graph.model.accounts import AccountAct, Wish
from confrere.graph.model.notifications import NotificationChannel, NotificationKind, Preference

from . import enums as enums  # the domain's words become GraphQL's before they are used here
from .account_acts import OwnChange
from .context import Context
from .inputs import KEY, usable_key
from .refusals import InvalidInput as InvalidInputError
from .refusals import NotAFreelancer, or_refusal


@strawberry.input(description="What setNotificationPreference takes from the viewer.")
class SetNotificationPreferenceInput:
    """One kind."""

    channels: list[NotificationChannel] = strawberry.field(description="By which ways; none is silence.")
    kind: NotificationKind = strawberry.field(description="Which kind.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="What setNotificationPreference changed, visible to the viewer only.")
class SetNotificationPreferencePayload(OwnChange):
    """In force from the next happening on."""


SetNotificationPreferenceResult = Annotated[
    SetNotificationPreferencePayload | InvalidInputError | NotAFreelancer,
    strawberry.union(
        "SetNotificationPreferenceResult",
        description="What came of setNotificationPreference, visible to the viewer only.",
    ),
]


@strawberry.type
class PreferenceActs:
    """The part of the root of acting that is about being told."""

    @strawberry.mutation(description="Chooses how the viewer hears of one kind of notification.")
    async def set_notification_preference(
        self,
        info: Info[Context, None],
        input: Annotated[SetNotificationPreferenceInput, strawberry.argument(description="What to do.")],
    ) -> SetNotificationPreferenceResult | None:
        """Chooses."""
        context = info.context

        async def act() -> None:
            wish = Wish(AccountAct.SET_NOTIFICATION_PREFERENCE, preference=_wanted(input))
            request = AccountRequest(wish, context.me, key=usable_key(input.idempotency_key))
            await change_account(context.store, request, now=context.now, chance=context.chance)

        return await or_refusal(context, act, lambda _: SetNotificationPreferencePayload())


def _wanted(given: SetNotificationPreferenceInput) -> Preference:
    if len(given.channels) > len(NotificationChannel):
        raise InvalidInput(
            "Name each channel once.",
            path=("input", "channels"),
            code="TOO_LONG",
            limit=len(NotificationChannel),
        )
    return Preference(given.kind, frozenset(given.channels))
