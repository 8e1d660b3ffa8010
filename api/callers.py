"""Who asks: read from the one Authorization header of a request."""

from datetime import datetime

from starlette.requests import Request

from .context import Caller
from .tokens import BadToken, Issuer


async def caller_of(request: Request, issuer: Issuer, now: datetime) -> Caller | None:
    """Reads who asks; None without an Authorization header, and never anybody for a bad one.

    Raises:
        BadToken: there is a header, and it signs nobody in.
    """
    headers = request.headers.getlist("authorization")
    if not headers:
        return None
    scheme, _, token = headers[0].partition(" ")
    if len(headers) > 1 or scheme.lower() != "bearer":
        raise BadToken("Send exactly one Authorization header, with a bearer token.")
    claims = await issuer.claims(token.strip(), now)
    return Caller(claims.subject, claims.roles)
