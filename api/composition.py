"""From settings to a database that answers: yours where ``NEO4J_URI`` is set, else the local server."""

from dataclasses import dataclass

from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.local.distribution import Progress

from .cursors import Cursors
from .keys import secret
from .settings import Settings
from .tokens import Tokens


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is and how to sign in; ``local`` is None for one of yours."""

    uri: str
    auth: tuple[str, str] | None
    name: str
    local: LocalServer | None


def local_server(settings: Settings) -> LocalServer:
    """Returns the local server of this installation, running or not."""
    return LocalServer(
        settings.folder / "servers" / "main",
        ServerOptions(
            heap=settings.heap,
            page_cache=settings.page_cache,
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
    """
    if settings.neo4j_uri is not None:
        return your_database(settings), False
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


def cursor_signer(settings: Settings) -> Cursors:
    """Returns the signer of cursors of this installation."""
    return Cursors(secret(settings.folder, "cursors"))
