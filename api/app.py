"""The composition root: one function that puts the application together from what it is handed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from strawberry.fastapi import GraphQLRouter

from confrere.graph.chance import Chance, new_id, system_chance
from confrere.graph.clock import Clock, utc_now
from confrere.graph.errors import DatabaseUnavailable
from confrere.graph.model.ids import IdKind
from confrere.graph.store import Store

from .body_limit import BodyLimit
from .context import Caller, Context
from .cursors import Cursors
from .schema import schema
from .settings import Settings
from .tokens import BadToken, Tokens

RETRY_AFTER_SECONDS = "3"


def create_app(
    settings: Settings,
    *,
    store: Store,
    tokens: Tokens,
    cursors: Cursors,
    clock: Clock = utc_now,
    chance: Chance | None = None,
    landing: str | None = None,
) -> FastAPI:
    """Puts the application together; nothing connects or reads the environment before it is served.

    Args:
        settings: all knobs.
        store: the database, closed when the application ends.
        tokens: who verifies bearer tokens.
        cursors: who signs cursors.
        clock: tells the present moment.
        chance: draws ids.
        landing: the page at ``/``; without it a single line says where the API is.
    """
    draws = chance or system_chance()

    async def context(request: Request) -> Context:
        return Context(
            store=store,
            rules=settings.rules,
            cursors=cursors,
            chance=draws,
            now=clock(),
            caller=_caller(request, tokens, clock),
            request_id=new_id(IdKind.REQUEST, draws),
        )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await store.close()

    app = FastAPI(lifespan=lifespan, title="Confrere", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(
        GraphQLRouter(
            schema,
            path="/graphql",
            context_getter=context,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(),
        )
    )
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)

    @app.exception_handler(BadToken)
    async def bad_token(_request: Request, refused: Exception) -> Response:
        return _unauthenticated(str(refused))

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Answers while the process lives."""
        return {"status": "alive"}

    @app.get("/readyz")
    async def readyz() -> Response:
        """Answers 200 while the database does."""
        try:
            await store.ping()
        except DatabaseUnavailable:
            return JSONResponse(
                {"status": "the database does not answer"}, 503, headers={"Retry-After": RETRY_AFTER_SECONDS}
            )
        return JSONResponse({"status": "ready"})

    @app.get("/", response_class=HTMLResponse)
    async def home() -> str:
        """Shows where to go."""
        return landing or "<!doctype html><title>Confrere</title><p>The API is at /graphql."

    return app


def _caller(request: Request, tokens: Tokens, clock: Clock) -> Caller | None:
    """Reads who asks; None without an Authorization header, and never anybody for a bad one."""
    headers = request.headers.getlist("authorization")
    if not headers:
        return None
    scheme, _, token = headers[0].partition(" ")
    if len(headers) > 1 or scheme.lower() != "bearer":
        raise BadToken("Send exactly one Authorization header, with a bearer token.")
    claims = tokens.verify(token.strip(), clock())
    return Caller(claims.subject, frozenset(claims.roles))


def _unauthenticated(message: str) -> Response:
    return JSONResponse(
        {"errors": [{"message": message, "extensions": {"code": "UNAUTHENTICATED"}}]},
        401,
        headers={"WWW-Authenticate": "Bearer"},
    )
