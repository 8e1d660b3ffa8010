"""From settings to a database that answers: yours where ``NEO4J_URI`` is set, else the local server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from confrere.graph.clock import utc_now
from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.progress import Progress
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store
from confrere.graph.tombstones import Tombstones

from .cursors import Cursors
from .identity_provider import IdentityProvider, Keys
from .keys import secret
from .mail.smtp import Smtp
from .settings import Settings
from .tokens import Issuer, Tokens

PLANNING_SECONDS = 60
"""How long a query may take whose plan nobody has made yet; a crowded machine plans for many seconds."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is and how to sign in; ``local`` is None for one of yours."""

    uri: str
    auth: tuple[str, str] | None
    name: str
    local: LocalServer | None

    def open(self, *, is_back: Callable[[], bool] = lambda: True) -> Store:
        """Opens the pool of connections to it; whoever opens it closes it, and knows when one that died is back."""
        return Store.open(self.uri, auth=self.auth, database=self.name, is_back=is_back)

    @asynccontextmanager
    async def commanded(self) -> AsyncIterator[Store]:
        """Opens it for one command, for which a database that was just started may have to plan every query anew."""
        async with Store.open(self.uri, auth=self.auth, database=self.name, patience=PLANNING_SECONDS) as store:
            yield store.patient(PLANNING_SECONDS)


def local_server(settings: Settings) -> LocalServer:
    """Returns the local server of this installation, running or not."""
    return LocalServer(
        settings.folder / "servers" / "main",
        ServerOptions(
            heap=settings.heap,
            page_cache=settings.page_cache,
            with_gds=settings.gds,
            bolt_port=settings.bolt_port,
            browser_port=settings.browser_port,
        ),
    )


def running_database(settings: Settings, progress: Progress | None = None) -> tuple[Database, bool]:
    """Returns a database that answers, starting the local server where it is needed.

    Returns:
        The database, and whether this call started it.

    Raises:
        LocalServerError: the local server could not be started.
        DatabaseUnavailable: the one of yours does not answer, or not to this user.
    """
    if settings.neo4j_uri is not None:
        database = your_database(settings)
        with _muted_driver():
            asyncio.run(_require_answer(database))
        return database, False
    server = local_server(settings)
    is_ours = server.start(progress)
    return Database(server.uri, server.auth, "neo4j", server), is_ours


def your_database(settings: Settings) -> Database:
    """Returns the database that ``NEO4J_URI`` names."""
    password = settings.neo4j_password
    auth = (settings.neo4j_username, password.get_secret_value()) if password else None
    return Database(str(settings.neo4j_uri), auth, settings.neo4j_database, None)


def token_issuer(settings: Settings) -> Tokens:
    """Returns the development issuer of this installation."""
    return Tokens.of_home(settings.folder, issuer=settings.token_issuer, audience=settings.token_audience)


def sign_in(settings: Settings) -> Issuer:
    """Returns whose tokens are good: the identity provider's where one is named, else this installation's own."""
    if settings.token_keys_url is None:
        return token_issuer(settings)
    return IdentityProvider(
        Keys(settings.token_keys_url, clock=utc_now),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        id_claim=settings.token_id_claim,
        roles_claim=settings.token_roles_claim,
    )


def tombstones(settings: Settings) -> Tombstones:
    """Returns who was erased from this installation: a file beside the database, in no dump.

    To replace its secret, rename ``erasures.secret`` to ``erasures.previous.secret``: those of the old one are
    recognised as long as that file is there.
    """
    is_replaced = (settings.folder / "keys" / "erasures.previous.secret").exists()
    names = ["erasures", "erasures.previous"] if is_replaced else ["erasures"]
    return Tombstones(settings.folder / "tombstones.jsonl", *(secret(settings.folder, name) for name in names))


def cursor_signer(settings: Settings) -> Cursors:
    """Returns the signer of cursors of this installation.

    To replace its secret, rename ``cursors.secret`` to ``cursors.previous.secret`` and start again: cursors of the old
    one stay good until that file is removed.
    """
    is_replaced = (settings.folder / "keys" / "cursors.previous.secret").exists()
    names = ["cursors", "cursors.previous"] if is_replaced else ["cursors"]
    return Cursors(*(secret(settings.folder, name) for name in names))


def sealing(settings: Settings) -> Sealing:
    """Returns who keeps e-mail addresses for this installation.

    To replace its secret, rename ``mail.secret`` to ``mail.previous.secret``, or ``mail.previous….secret``, and
    start again: what an old one sealed is opened and recognised for as long as its file is there.
    """
    replaced = sorted((settings.folder / "keys").glob("mail.previous*.secret"))
    return Sealing(*(secret(settings.folder, name) for name in ("mail", *(each.stem for each in replaced))))


def postman(settings: Settings) -> Smtp | None:
    """Returns who takes letters, None where no mail server is set."""
    if settings.smtp_host is None:
        return None
    password = settings.smtp_password
    return Smtp(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_tls,
        settings.stationery,
        utc_now,
        settings.smtp_username,
        password.get_secret_value() if password else None,
    )


async def _require_answer(database: Database) -> None:
    try:
        async with database.open() as store:
            await store.ping()
    except DatabaseUnavailable as lost:
        # The driver's own errors are the store's business, so the cause is known by the server's word for it.
        code = str(getattr(lost.__cause__, "code", ""))
        if code.startswith("Neo.ClientError.Security."):
            raise DatabaseUnavailable(
                f"The Neo4j at {database.uri} does not let {database.auth[0] if database.auth else 'anybody'} in. "
                "Correct NEO4J_USERNAME and NEO4J_PASSWORD."
            ) from lost
        if code == "Neo.ClientError.Database.DatabaseNotFound":
            raise DatabaseUnavailable(
                f"The Neo4j at {database.uri} has no database {database.name}. Correct NEO4J_DATABASE."
            ) from lost
        raise DatabaseUnavailable(
            f"The Neo4j at {database.uri} does not answer. Start it, or correct NEO4J_URI; unset it for the local one."
        ) from lost


@contextmanager
def _muted_driver() -> Iterator[None]:
    """Keeps the driver from telling in its own words what is told in ours."""
    driver = logging.getLogger("neo4j")
    before = driver.level
    driver.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        driver.setLevel(before)
