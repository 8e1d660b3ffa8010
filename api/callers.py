"""Who asks: read from the one Authorization header of a request."""

from datetime import datetime

from starlette.requests import Request

from .context import Caller
from .tokens import BadToken, Issuer

_ONE = "Send exactly one Authorization header, with a bearer token."


async def caller_of(request: Request, issuer: Issuer, now: datetime) -> Caller | None:
    """Reads who asks; None without an Authorization header, and never anybody for a bad one.

    Raises:
        BadToken: there is a header, and it signs nobody in.
    """
    headers = request.headers.getlist("authorization")
    if not headers:
        return None
    if len(headers) > 1:
        raise BadToken(_ONE)
    return await caller_of_header(headers[0], issuer, now)


async def caller_of_header(header: str, issuer: Issuer, now: datetime) -> Caller:
    """Reads who asks from the value of an Authorization header.

    Raises:
        BadToken: it signs nobody in.
    """
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise BadToken(_ONE)
    claims = await issuer.claims(token.strip(), now)
    return Caller(claims.subject, claims.roles, claims.expires)
