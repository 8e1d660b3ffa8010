"""Dismissing a suggestion: somebody is not to be suggested for a while, which is told to nobody else."""

from dataclasses import dataclass
from datetime import datetime

from .chance import Chance, new_id
from .errors import AccountClosed, NotAFreelancer, NotYourself, Unavailable
from .model.ids import IdKind, kind_of, pair_key
from .model.pair import Situation, situation
from .model.people import Status
from .model.transitions import EventKind
from .network import pair_of
from .operations import digest, is_repeat, operation_id
from .people import windows
from .queries import query
from .store import Store, Transaction

ACT = "dismissRecommendation"

NOT_SUGGESTED = frozenset(
    {
        Situation.NOT_A_FREELANCER,
        Situation.BLOCKED_BY_ME,
        Situation.GONE,
        Situation.BLOCKED_BY_OTHER,
        Situation.PRIVATE,
    }
)
"""Nobody is suggested in these situations, and whoever names such a person is told one and the same (R17)."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Who does not want to be suggested whom."""

    me: str
    other: str
    key: str | None = None
    """The caller's idempotency key; None makes the act unrepeatable."""


async def dismiss(store: Store, wish: Dismissal, *, now: datetime, chance: Chance) -> None:
    """Notes a dismissal, exactly once for each idempotency key; dismissing again begins the term anew.

    Raises:
        NotAFreelancer: a client or an agency is suggested nobody.
        NotYourself: the caller is suggested to others alone.
        Unavailable: there is nobody to be suggested, whatever the cause.
        AccountClosed: the caller's own account cannot act.
        IdempotencyConflict: the key was used before with another input.
        OutcomeUnknown, DatabaseUnavailable: see ``Store.act``.
    """
    if kind_of(wish.me) is not IdKind.FREELANCER:
        raise NotAFreelancer
    operation = operation_id(wish.me, ACT, wish.key, chance)
    event_id = new_id(IdKind.EVENT, chance)
    said = digest(wish.other)

    async def work(transaction: Transaction) -> None:
        rows = await transaction.run(
            query("network/lock_pair"),
            me=wish.me,
            other=wish.other,
            invitation="",
            operation=operation,
            **windows(now),
        )
        if not rows or Status(rows[0]["pair"]["standing"]["status"]) is not Status.ACTIVE:
            raise AccountClosed
        seen = rows[0]["pair"]
        if is_repeat(seen, said):
            return
        found, path = situation(pair_of(wish.me, seen)), ("input", "freelancerId")
        if found is Situation.SELF:
            raise NotYourself(path=path)
        if found in NOT_SUGGESTED:
            raise Unavailable(path=path)
        await transaction.run(
            query("recommend/dismiss"),
            me=wish.me,
            other=wish.other,
            pair=pair_key(wish.me, wish.other),
            now=now,
            event={
                "id": event_id,
                "kind": EventKind.RECOMMENDATION_DISMISSED,
                "operation": operation,
                "digest": said,
            },
        )

    await store.act(work)
