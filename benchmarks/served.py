"""Confrere as it is served, for measuring, with plain routes beside it that read the same by the same Cypher.

The routes under ``/plain`` are what a hand-written JSON API would be: no GraphQL, no sign-in, no cursors.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from confrere.api.app import create_app
from confrere.api.cli.serving import configured
from confrere.api.cursors import Cursors
from confrere.api.observing.lines import configure
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph import network
from confrere.graph.chance import system_chance
from confrere.graph.clock import utc_now
from confrere.graph.model.people import EntryPoint
from confrere.graph.model.rules import Audience, Phase
from confrere.graph.model.transitions import Act
from confrere.graph.queries import query
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store

from .flames import sampling
from .marketplace import MOMENT, home
from .measuring import Processes
from .wire import Wire, post

ROOT = Path(__file__).parents[1]
MOMENTS = frozenset({"now", "afterTime", "beforeTime"})
"""Parameters that are times, which JSON has no word for."""

PATIENCE_SECONDS = 60
"""Longer than everyday: a query that is planned for the first time on a busy machine takes its time."""

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Served:
    """Where somebody serves, and the processes that do."""

    port: int
    by: Processes


def settings() -> Settings:
    """Returns settings under which everybody may invite, as often as is measured."""
    return Settings(
        home=home(),
        audience=Audience.EVERYONE,
        phase=Phase.TEAMS,
        min_invites=0,
        min_earnings_minor=0,
        invitations_per_day=10**9,
        invitations_outstanding=10**9,
        max_connections_open=10_000,
        messages_per_minute=10**9,
        team_changes_per_day=10**9,
        points_per_minute=10**9,
        requests_per_minute=10**9,
        development=False,
    )


def issuer() -> Tokens:
    """Returns who signs and verifies tokens here."""
    ours = settings()
    return Tokens.of_home(ours.folder, issuer=ours.token_issuer, audience=ours.token_audience)


def application() -> FastAPI:
    """Puts Confrere and the plain routes together on the database that the environment names."""
    store = Store.open(
        os.environ["NEO4J_URI"],
        auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]),
        patience=PATIENCE_SECONDS,
    )
    app = create_app(
        settings(),
        store=store,
        tokens=issuer(),
        cursors=Cursors(b"a secret of the benchmarks"),
        sealing=Sealing(b"a secret of the benchmarks"),
        clock=lambda: MOMENT,
    )
    names = {"lookup": "people/shown", "page": "network/page", "mutual": "network/mutual"}
    routes = [Route(f"/{name}", _reading(store, file), methods=["POST"]) for name, file in names.items()]
    app.mount("/plain", Starlette(routes=[*routes, Route("/act", _acting(store), methods=["POST"])]))
    return app


def _reading(store: Store, name: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        given = orjson.loads(await request.body())
        moments = {key: datetime.fromisoformat(given[key]) for key in MOMENTS & given.keys()}
        return Response(orjson.dumps(await store.read(query(name), **given | moments)), media_type="application/json")

    return endpoint


def _acting(store: Store) -> Endpoint:
    rules, chance = settings().rules, system_chance()

    async def endpoint(request: Request) -> Response:
        given = orjson.loads(await request.body())
        asked = network.Request(
            Act[given["act"]],
            given["me"],
            other=given.get("other", ""),
            invitation=given.get("invitation", ""),
            entry_point=EntryPoint.NETWORK_PAGE,
            steps=2,
        )
        done = await network.perform(store, asked, now=MOMENT, chance=chance, rules=rules)
        related = await network.relations(store, me=given["me"], others=[done.other], now=MOMENT)
        pair, _ = related[done.other]
        return Response(orjson.dumps(pair.invitation and pair.invitation.id), media_type="application/json")

    return endpoint


@contextmanager
def serving(uri: str, auth: tuple[str, str], *, workers: int = 1, samples: Path | None = None) -> Iterator[Served]:
    """Serves with as many processes on one port.

    Args:
        uri: Where the data are.
        auth: User and password there.
        workers: How many processes share the port.
        samples: A file for the stacks of a flame graph; sampling costs some of the time it measures.
    """
    user, password = auth
    environment = {**os.environ, "NEO4J_URI": uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        command = [
            sys.executable,
            "-m",
            "benchmarks.served",
            str(listener.fileno()),
            *([str(samples)] if samples else []),
        ]
        started = [
            subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()]) for _ in range(workers)
        ]
        try:
            port = int(listener.getsockname()[1])
            with Wire(port) as wire:  # the first answer waits until somebody serves
                wire.ask(post("/graphql", {"query": "{ __typename }"}))
            yield Served(port, Processes(*(each.pid for each in started)))
        finally:
            for each in started:
                each.send_signal(signal.SIGTERM)
            for each in started:
                each.wait(timeout=30)


def main() -> None:
    """Serves on the socket that was handed down, until SIGTERM."""
    descriptor, *samples = sys.argv[1:]
    # uvicorn raises the signal again when it has shut down; the samples are written after that.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    configure(level=settings().log_level, clock=utc_now)
    # The socket itself, as in `confrere up`: by its number alone uvicorn would take it for a Unix one, on which headers
    # and body of an answer wait 40 ms for each other.
    with (
        sampling(Path(samples[0])) if samples else nullcontext(),
        socket.socket(fileno=int(descriptor)) as listener,
    ):
        uvicorn.Server(configured(application(), settings())).run([listener])


if __name__ == "__main__":
    main()
