"""The two commands that serve: the demo marketplace, or whatever the database holds."""

import asyncio
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Literal

import typer
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from confrere.graph import migrations, network
from confrere.graph.clock import utc_now
from confrere.graph.local import Supervisor
from confrere.graph.local.errors import StoreNotEmpty
from confrere.graph.marketplace import PEOPLE, generate
from confrere.graph.model.rules import Phase

from ..app import create_app
from ..composition import (
    Database,
    cursor_signer,
    local_server,
    postman,
    running_database,
    sealing,
    sign_in,
)
from ..http.protocol import bounded
from ..observing import lines
from ..pages import landing_page
from ..settings import Settings, load_settings
from .ahead import Waiting, compiling
from .data import fill
from .opened import interruptible, require_data
from .people import NO_PERSONAS, signed_in
from .rights import erase_again
from .terminal import Told, err, progress_bar, say

SHOWN = {"phase": Phase.TEAMS}
"""What a demo shows unless the environment says otherwise: all there is."""

Port = Annotated[int | None, typer.Option(help="Where the API listens, instead of CONFRERE_PORT.", min=0, max=65535)]


def demo(
    people: Annotated[
        int | None, typer.Option(help="How many freelancers to draw for a new marketplace; from 500,000 on no history.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Which marketplace to draw: the same seed, the same graph.")] = None,
    port: Port = None,
) -> None:
    """Start everything: a local Neo4j with the demo marketplace, and the API on it.

    The first start fetches Neo4j and draws the marketplace; later starts find its data again. When the API is ready,
    people to sign in as are printed with their tokens, and a first query to paste. Ctrl-C stops the API and Neo4j.

    Environment variables that matter: CONFRERE_PORT, where the API listens (8000); CONFRERE_HOME, where data and keys
    lie (~/.confrere); CONFRERE_PEOPLE and CONFRERE_SEED, how many people are drawn and which; CONFRERE_HEAP and
    CONFRERE_PAGE_CACHE, memory of Neo4j; CONFRERE_PHASE, how far the rollout has come (TEAMS, which has all of it;
    BETA and NETWORK_PLUS show less); NEO4J_URI, to serve a database of yours instead. `confrere settings` lists all
    of them.
    """
    settings = load_settings(SHOWN, **given(people=people, seed=seed, port=port))
    with interruptible(), listening(settings) as listener, compiling() as compiled:
        if settings.neo4j_uri is None and local_server(settings).is_empty():
            # Whoever started a demo in the same moment may be faster: then its marketplace is served.
            with suppress(StoreNotEmpty):
                make_marketplace(settings)
        elif people is not None or seed is not None:
            say("The data that are there already are served; --people and --seed count for a new marketplace only.")
        serve(settings, listener, compiled)


def up(port: Port = None) -> None:
    """Serve what the database holds."""
    settings = load_settings(**given(port=port))
    require_data(settings)
    with interruptible(), listening(settings) as listener, compiling() as compiled:
        serve(settings, listener, compiled)


def given(**options: int | None) -> dict[str, int]:
    """Returns the options that were named on the command line, which go before the environment."""
    return {name: value for name, value in options.items() if value is not None}


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """Takes the port before any long work, so that a taken one is told at once."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Whoever connects inherits it: headers and body of an answer are sent one after the other, and would wait 40 ms
        # for each other where the event loop does not see to it.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(128)
        except OSError as taken:
            raise Told(
                f"Port {settings.port} on {settings.host} cannot be used ({taken.strerror}). "
                "Stop what listens there, or choose another one with --port or CONFRERE_PORT."
            ) from taken
        yield listener


def make_marketplace(settings: Settings) -> None:
    """Draws the demo marketplace and imports it into the empty local server."""
    server = local_server(settings)
    with progress_bar() as progress, tempfile.TemporaryDirectory(prefix="confrere-") as folder:
        server.install(progress)
        generate(
            Path(folder),
            now=utc_now(),
            people=settings.people or PEOPLE,
            seed=settings.seed,
            history=(settings.people or PEOPLE) < 500_000,
            progress=lambda _what, share: progress("Drawing the marketplace", int(share * 100), 100),
        )
        fill(server, Path(folder), progress)


def serve(settings: Settings, listener: socket.socket, compiled: Waiting) -> None:
    """Serves the API until Ctrl-C or SIGTERM, and stops what this command started."""
    with ExitStack() as at_the_end:
        with progress_bar() as progress:
            what = "Starting Neo4j" if settings.neo4j_uri is None else "Asking your Neo4j"
            progress(what, 0, 2)
            database, is_ours = running_database(settings)
            supervisor = _supervised(database)
            at_the_end.callback(_leave, database, supervisor, is_ours=is_ours)
            progress(what, 1, 2)
            migrations.migrate(database.uri, auth=database.auth, database=database.name, progress=progress)
            erase_again(settings, database)
            asyncio.run(plan_acts(database))
            progress(what, 2, 2)
            compiled(progress)
        people = signed_in(settings, database) if settings.development else []
        app = application(settings, database, people, is_prepared=lambda: supervisor is None or supervisor.is_back)
        tell(settings, listener, people)
        if supervisor:
            supervisor.start()
            at_the_end.callback(supervisor.stop)
        lines.configure(level=settings.log_level, clock=utc_now)
        uvicorn.Server(configured(app, settings)).run([listener])


def configured(app: ASGIApp, settings: Settings, *, lifespan: Literal["auto", "off"] = "auto") -> uvicorn.Config:
    """Returns how a server treats connections: what one may hold and for how long."""
    return uvicorn.Config(
        app,
        access_log=False,  # it would write addresses and whatever stands in them
        http=bounded(max_header_bytes=settings.max_header_bytes, seconds=settings.header_seconds),
        lifespan=lifespan,
        limit_concurrency=settings.max_connections_open,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=5,
        ws_max_size=settings.max_body_bytes,
    )


def prepare(database: Database) -> None:
    """Has a database that was killed and runs again do what the first people would wait for.

    Raises:
        DatabaseUnavailable: it went away once more.
    """
    migrations.await_indexes(database.uri, auth=database.auth, database=database.name)
    asyncio.run(plan_acts(database))


async def plan_acts(database: Database) -> None:
    """Has a database that was just started plan what acting needs, before anybody waits for it."""
    async with database.commanded() as store:
        await network.rehearse(store, now=utc_now())


def _supervised(database: Database) -> Supervisor | None:
    """Returns who brings a local server back, whoever started it; a database elsewhere is somebody else's care."""
    if database.local is None:
        return None
    return Supervisor(database.local, prepare=lambda: prepare(database))


def _leave(database: Database, supervisor: Supervisor | None, *, is_ours: bool) -> None:
    """Stops the local server that this command started, or started again; one that ran before is left running."""
    if database.local is None or supervisor is None:
        return
    if is_ours or supervisor.restarts:
        say("Stopping Neo4j …")
        database.local.stop()
    else:
        say("Neo4j ran before and is left running; `confrere db stop` stops it.")


def application(
    settings: Settings,
    database: Database,
    people: list[dict[str, str]],
    *,
    is_prepared: Callable[[], bool] = lambda: True,
) -> FastAPI:
    """Puts the application together for one database."""
    page = landing_page(people) if settings.development else None
    return create_app(
        settings,
        store=database.open(is_back=is_prepared),
        tokens=sign_in(settings),
        cursors=cursor_signer(settings),
        sealing=sealing(settings),
        postman=postman(settings),
        landing=page,
        is_prepared=is_prepared,
    )


def tell(settings: Settings, listener: socket.socket, people: list[dict[str, str]]) -> None:
    """Prints where it is, who one can be, and a first query to paste."""
    host, port = listener.getsockname()[:2]
    address = f"http://{host}:{port}"
    if people:
        say("\nPeople to sign in as, each with a token:\n")
        for each in [each for each in people if each["token"]][:3]:
            err.out(f"{each['handle']}: {each['sentence']}\n{each['token']}\n")
        body = '{"query":"{ viewer { freelancer { name } network(first: 3) { totalCount nodes { name } } } }"}'
        say("A first query to paste:\n")
        err.out(
            f"curl -s {address}/graphql -H 'Content-Type: application/json' \\\n"
            f"  -H 'Authorization: Bearer {people[1 if len(people) > 1 else 0]['token']}' \\\n  -d '{body}'"
        )
    else:
        say(NO_PERSONAS)
    say(f"\n[bold]Confrere is at {address}[/]  (Ctrl-C stops it)")
