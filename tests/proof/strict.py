"""A store that tries nothing twice, so that a deadlock shows, but for those that Neo4j's own storage runs into."""

import logging
from collections.abc import Awaitable, Callable

from neo4j.exceptions import TransientError

from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.store import Result, Store, Transaction

LOG = logging.getLogger(__name__)


class Strict(Store):
    """Fails at once where two acts wait for each other's people.

    Two acts on four different people who all know each other can still meet in the chains of relationships that the
    storage keeps for each person (docs/neo4j-notes.md): such an act is begun again, and counted.
    """

    chained = 0
    """How many acts were begun again."""

    async def act(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Runs an act once; see ``Store.act``."""
        try:
            return await super().act(work)
        except DatabaseUnavailable as gone:
            if not _is_of_chains(gone.__cause__):
                LOG.warning("%s", gone.__cause__)  # the answer of the API will not say it
                raise
        self.chained += 1
        return await self.act(work)


def strict(uri: str, auth: tuple[str, str] | None) -> Strict:
    """Opens such a store; it waits for long, so that a slow machine is no deadlock."""
    return Strict.open(uri, auth=auth, max_transaction_retry_time=0, patience=120)


def _is_of_chains(cause: BaseException | None) -> bool:
    """Tells whether somebody waited for a relationship; our acts wait for people only."""
    return (
        isinstance(cause, TransientError)
        and str(cause.code).endswith(".DeadlockDetected")
        and "on RELATIONSHIP(" in str(cause.message)
    )
