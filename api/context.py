"""What every resolver is handed: who asks, when, and the doors to the domain."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from confrere.graph.chance import Chance
from confrere.graph.clock import Clock, utc_now
from confrere.graph.model.eligibility import Standing
from confrere.graph.model.rules import Rules
from confrere.graph.people import standing
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store
from confrere.recommendations.snapshot import Snapshot

from .cursors import Cursors
from .faults import SIGN_IN, Unauthenticated
from .guard.documents import Operation
from .guard.rates import Budget
from .team_solving import TeamSolving

if TYPE_CHECKING:
    from .streams import Streams


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the subject of a valid token and its roles."""

    subject: str
    roles: frozenset[str] = frozenset()
    expires: datetime | None = None
    """When the token stops being good."""


@dataclass
class Charge:
    """What one operation costs its caller."""

    requested: int
    nodes: int
    actual: int = 0
    """Known once it has run."""
    budget: Budget | None = None
    """What was left when it began."""

    def told(self, budget: Budget) -> dict[str, Any]:
        """Says it in ``extensions.cost``."""
        return {
            "requestedQueryCost": self.requested,
            "actualQueryCost": self.actual,
            "throttleStatus": {
                "maximumAvailable": budget.limit,
                "currentlyAvailable": budget.remaining,
                "restoreRate": budget.restore_rate,
            },
        }


@dataclass
class Context(BaseContext):
    """One request: one caller, one moment, loaders that no other request shares."""

    store: Store
    rules: Rules
    cursors: Cursors
    chance: Chance
    now: datetime
    caller: Caller | None
    request_id: str
    sealing: Sealing
    """Opens addresses for those who wrote them."""
    wake: Callable[[], None]
    """Asks that errands be run soon, without waiting for them."""
    address: str = ""
    """Where the request came from, as far as it counts for limits."""
    snapshot: Snapshot | None = None
    """Ranks suggestions in memory; without it, and while it is behind, the database ranks."""
    operation: Operation | None = None
    team_solving: TeamSolving = field(default_factory=TeamSolving)
    charge: Charge | None = None
    streams: "Streams | None" = None
    """Where streams are followed."""
    clock: Clock = utc_now
    """For what goes on longer than the moment of the request."""
    resume_after: int | None = None
    """Behind which entry of their stream a client goes on, where the request says so and the document does not."""
    _loaders: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def who(self) -> str:
        """Whose budget is charged: the caller's, or the address's where nobody is signed in."""
        return self.caller.subject if self.caller else self.address

    @property
    def me(self) -> str:
        """The caller's id.

        Raises:
            Unauthenticated: nobody is signed in.
        """
        if self.caller is None:
            raise Unauthenticated(SIGN_IN)
        return self.caller.subject

    def loader(self, key: Hashable, make: Callable[[], DataLoader[Any, Any]]) -> DataLoader[Any, Any]:
        """Returns the loader of this request for ``key``, made on first use."""
        if key not in self._loaders:
            self._loaders[key] = make()
        return self._loaders[key]

    def look_ups(
        self, key: Hashable, read: Callable[[list[Any]], Awaitable[Mapping[Any, Any]]], *, missing: object = None
    ) -> DataLoader[Any, Any]:
        """Returns the loader of this request that looks things up by their ids, many at once.

        Args:
            key: what kind of thing, with whatever else makes a difference.
            read: reads what is there, by id.
            missing: stands for what is not.
        """

        async def load(ids: list[Any]) -> list[Any]:
            found = await read(ids)
            return [found.get(each, missing) for each in ids]

        return self.loader(key, lambda: DataLoader(load_fn=load))

    def forget(self) -> None:
        """Drops what was loaded, after an act has changed it."""
        self._loaders.clear()

    async def standing(self) -> Standing | None:
        """Returns what the caller's own records say, read once a request; None for a client."""

        async def load(keys: list[str]) -> list[Standing | None]:
            return [await standing(self.store, me=key, now=self.now) for key in keys]

        found: Standing | None = await self.loader("standing", lambda: DataLoader(load_fn=load)).load(self.me)
        return found
