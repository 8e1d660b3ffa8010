"""Under which names the page with tokens is shown: those of this machine, and those that the operator gave it."""

import re
from collections.abc import Container
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ..settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names that every machine has for itself, and that nobody else can point at it."""

MISDIRECTED = 421
"""The status for whoever asks under a name that this server does not answer to (RFC 9110, 15.5.20)."""

ELSEWHERE = (
    "<!doctype html><title>Confrere</title><p>This page hands out tokens, so it is shown under 127.0.0.1, localhost "
    "and the address in CONFRERE_PUBLIC_URL only. Open it there, or set that variable.\n"
)
NOT_KEPT = {"Cache-Control": "no-store"}

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\s:@/\\?#\[\]]+))(?::\d{0,5})?", re.IGNORECASE)


def own_hosts(settings: Settings) -> frozenset[str]:
    """Returns the names under which an installation is reached."""
    public = urlsplit(settings.public_url).hostname if settings.public_url else None
    return LOOPBACK | {each.lower() for each in (settings.host, public) if each}


def name_in(header: str) -> str | None:
    """Returns the name in a Host header, without its port; None where there is none.

    >>> name_in("LocalHost:8000"), name_in("[::1]:8000"), name_in("127.0.0.1@evil.example")
    ('localhost', '::1', None)
    """
    found = _HOST.fullmatch(header)
    return (found["six"] or found["name"]).lower() if found else None


def shown_to(request: Request, page: str, hosts: Container[str]) -> Response:
    """Answers with the page where it was asked for under one of these names, and with a sentence elsewhere.

    A web page anywhere can have its own name lead to this machine (DNS rebinding) and read what it gets as its own;
    the browser then names that page's host.
    """
    asked = [name_in(each) for each in request.headers.getlist("host")]
    if len(asked) == 1 and asked[0] in hosts:
        return HTMLResponse(page, headers=NOT_KEPT)
    return HTMLResponse(ELSEWHERE, MISDIRECTED, headers=NOT_KEPT)
