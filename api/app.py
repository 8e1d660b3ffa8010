"""The composition root: one function that puts the application together from what it is handed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.requests import HTTPConnection, Request
from starlette.routing import Route, WebSocketRoute

from confrere.graph.chance import Chance, new_id, system_chance
from confrere.graph.clock import Clock, utc_now
from confrere.graph.errands import Office, Postman
from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.model.ids import IdKind
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store
from confrere.recommendations.snapshot import Snapshot

from .accounts import Accounts
from .body_limit import BodyLimit
from .context import Caller, Context
from .cursors import Cursors
from .guard.bounds import Bounds
from .guard.documents import Documents
from .guard.rates import Rates, storage
from .http.endpoint import Endpoint
from .http.sockets import Sockets
from .mail.pages import Pages
from .mail.rounds import Rounds
from .observing.metrics import Metrics
from .observing.observed import Observed
from .operations import Operations
from .pages.hosts import own_hosts, shown_to
from .schema import schema
from .settings import Settings
from .streams import Streams
from .team_solving import TeamSolving
from .tokens import Issuer
from .wakes import Wakes

RETRY_AFTER_SECONDS = "3"


def documents_within(bounds: Bounds, max_bytes: int) -> Documents:
    """Returns what prepares documents of the schema within these bounds, and remembers so many bytes of them."""
    return Documents(schema._schema, bounds, max_bytes=max_bytes)  # noqa: SLF001  Strawberry shows graphql-core's schema no other way


def create_app(
    settings: Settings,
    *,
    store: Store,
    tokens: Issuer,
    cursors: Cursors,
    sealing: Sealing,
    postman: Postman | None = None,
    clock: Clock = utc_now,
    chance: Chance | None = None,
    landing: str | None = None,
    documents: Documents | None = None,
    is_prepared: Callable[[], bool] = lambda: True,
) -> FastAPI:
    """Puts the application together; nothing connects or reads the environment before it is served.

    Args:
        settings: all knobs.
        store: the database, closed when the application ends.
        tokens: who verifies bearer tokens.
        cursors: who signs cursors.
        sealing: who keeps e-mail addresses.
        postman: who takes letters; without one they are kept, and `confrere mail` shows them.
        clock: tells the present moment.
        chance: draws ids.
        documents: what prepares documents, where several applications of one process remember them together.
        is_prepared: whether the database that answers has also planned what people ask it for.
        landing: the page at ``/``, which holds tokens; without it a single line says where the API is.
    """
    draws = chance or system_chance()
    documents = documents or documents_within(settings.bounds, settings.document_cache_bytes)
    team_solving = TeamSolving()
    metrics = Metrics()
    windows = storage(settings.redis_url, clock)
    rates = Rates(
        windows,
        clock,
        points=settings.points_per_minute,
        requests=settings.requests_per_minute,
    )
    accounts = Accounts(store, remembered_for=timedelta(seconds=settings.account_seconds))
    streams = Streams(
        store,
        accounts,
        clock,
        look_every=timedelta(seconds=settings.stream_seconds),
        backlog=settings.stream_backlog,
        wakes=Wakes(settings.redis_url) if settings.redis_url else None,
    )
    operations = Operations(
        documents=documents,
        rates=rates,
        accounts=accounts,
        observed=Observed(metrics),
        max_cost=settings.max_cost,
        may_introspect=lambda context: (
            settings.shows_schema
            or (context.caller is not None and settings.introspection_role in context.caller.roles)
        ),
    )

    snapshot = Snapshot(store) if settings.snapshot else None
    office = Office(store, sealing, settings.allowance, postman, draws, settings.rules)
    rounds = Rounds(office, clock, grown=streams.grown)

    def context(request: HTTPConnection, caller: Caller | None, address: str) -> Context:
        return Context(
            store=store,
            rules=settings.rules,
            cursors=cursors,
            chance=draws,
            now=clock(),
            caller=caller,
            request_id=request.state.request_id,
            sealing=sealing,
            wake=rounds.wake,
            address=address,
            team_solving=team_solving,
            snapshot=snapshot,
            streams=streams,
            clock=clock,
        )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        team_solving.prepare()
        rounds.start()
        following = asyncio.create_task(snapshot.run()) if snapshot else None
        async with AsyncExitStack() as closing:  # all of it, whatever one of them says
            closing.push_async_callback(store.close)
            closing.push_async_callback(windows.close)
            closing.callback(team_solving.close)
            closing.push_async_callback(streams.close)
            if following:
                closing.push_async_callback(_ended, following)
            closing.push_async_callback(rounds.close)
            yield

    app = FastAPI(
        lifespan=lifespan,
        title="Confrere",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False},  # its spans would hold the documents of queries by GET
    )
    app.state.streams, app.state.windows = streams, windows
    endpoint = Endpoint(
        operations=operations,
        rates=rates,
        issuer=tokens,
        metrics=metrics,
        make_context=context,
        profile=settings.http_profile,
        takes_get=settings.takes_get,
    )
    app.router.routes.append(Route("/graphql", endpoint))
    app.router.routes.append(
        WebSocketRoute(
            "/graphql",
            Sockets(
                operations=operations,
                rates=rates,
                issuer=tokens,
                make_context=context,
                new_id=lambda: new_id(IdKind.REQUEST, draws),
                clock=clock,
                origins=frozenset(settings.origins.split()),
            ),
        )
    )
    app.router.routes += Pages(store, sealing, rates, clock, draws, settings.join_url).routes()
    app.add_middleware(
        BodyLimit,
        max_bytes=settings.max_body_bytes,
        max_header_bytes=settings.max_header_bytes,
        seconds=settings.body_seconds,
        new_id=lambda: new_id(IdKind.REQUEST, draws),
    )

    if settings.metrics:

        @app.get("/metrics")
        async def numbers() -> Response:
            """Shows the numbers of this process to Prometheus."""
            metrics.documents.set(documents.bytes)
            metrics.document_hits.set(documents.hits)
            return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Answers while the process lives."""
        return {"status": "alive"}

    @app.get("/readyz")
    async def readyz() -> Response:
        """Answers 200 while the database does."""
        return await _readiness(store, is_prepared)

    hosts = own_hosts(settings)

    @app.get("/", response_class=HTMLResponse)
    async def home(request: Request) -> Response:
        """Shows where to go; the page with tokens under names of this installation alone."""
        if landing is None:
            return HTMLResponse("<!doctype html><title>Confrere</title><p>The API is at /graphql.")
        return shown_to(request, landing, hosts)

    return app


async def _readiness(store: Store, is_prepared: Callable[[], bool]) -> Response:
    try:
        await store.ping()
        is_ready = is_prepared()
    except DatabaseUnavailable:
        is_ready = False
    if is_ready:
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "the database does not answer"}, 503, headers={"Retry-After": RETRY_AFTER_SECONDS})


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
