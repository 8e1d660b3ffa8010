"""The pages that the links of letters lead to: looking changes nothing, a button does, and they name nobody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from confrere.graph import links
from confrere.graph.chance import Chance
from confrere.graph.clock import Clock
from confrere.graph.errors import DatabaseUnavailable, OutcomeUnknown
from confrere.graph.links import Link
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store

from ..guard.rates import Rates, Throttled, place
from .letters import INVITATION_PATH, OPT_OUT, REMIND

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""The address of such a page is a secret: it is neither kept, nor passed on, nor shown in somebody else's page."""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 1.1rem/1.5 sans-serif; max-width: 34em; margin: 3rem auto; padding: 0 1rem }}
button {{ font: inherit; padding: .4em 1em }} code {{ overflow-wrap: anywhere }}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""
UNKNOWN = ("This link is not good", "<p>It may be cut off. Copy it from the letter again, as a whole.</p>")
OVER = "<p>This invitation is over or was used already. There is nothing more to do about it.</p>"
BUSY = ("Not at the moment", "<p>This cannot be answered right now. Try again in a minute.</p>")
OPTED_OUT = ("You will hear nothing more", "<p>No letter of Confrere goes to this address again, whoever asks.</p>")
REMINDED = ("We will remind you once", "<p>In a week, and then never again.</p>")
NOT_REMINDED = ("There is nothing to remind you of", OVER)


@dataclass(frozen=True, slots=True)
class Pages:
    """Answers where links lead."""

    store: Store
    sealing: Sealing
    rates: Rates
    clock: Clock
    chance: Chance
    join_url: str | None

    def routes(self) -> list[Route]:
        """Where they lead; unsubscribing by one click of a mail program is the same as by the button."""
        path = f"{INVITATION_PATH}/{{token}}"
        return [
            Route(path, self._told(self._invitation), methods=["GET"]),
            Route(f"{path}/{OPT_OUT}", self._told(self._asked_to_opt_out), methods=["GET"]),
            Route(f"{path}/{OPT_OUT}", self._told(self._opt_out), methods=["POST"]),
            Route(f"{path}/{REMIND}", self._told(self._remind), methods=["POST"]),
        ]

    def _told(self, answer: Callable[[str], Awaitable[HTMLResponse]]) -> Callable[[Request], Awaitable[Response]]:
        """Counts a request by its address and answers it, whatever the state of the database."""

        async def endpoint(request: Request) -> Response:
            try:
                await self.rates.count_request(place(request.client.host if request.client else ""))
                return await answer(request.path_params["token"])
            except Throttled as fault:
                return _page(BUSY, 429, {"Retry-After": str(fault.retry_after)})
            except (DatabaseUnavailable, OutcomeUnknown):
                return _page(BUSY, 503, {"Retry-After": "3"})

        return endpoint

    async def _invitation(self, token: str) -> HTMLResponse:
        link = await links.followed(self.store, self.sealing, token, now=self.clock())
        if link is None:
            return _page(UNKNOWN, 404)
        return _page(("You are invited to Confrere", self._choices(token, link)))

    def _choices(self, token: str, link: Link) -> str:
        if not link.is_good:
            return OVER + ("" if link.has_opted_out else _button(token, OPT_OUT, "Hear nothing from Confrere again"))
        where = (
            f'<a href="{escape(self.join_url)}">Join the marketplace</a>' if self.join_url else "Join the marketplace"
        )
        parts = [
            f"<p>{where} with the address this letter came to, and the invitation waits for you there, with any other "
            "that was sent to the same address. You may say yes or no; nobody is told of a no.</p>",
            "<p>You are a member already? Sign in; if it does not wait for you yet, redeem "
            f"<code>{escape(token)}</code>.</p>",
        ]
        if not (link.is_reminded or link.has_opted_out):
            parts.append(_button(token, REMIND, "Remind me once, in a week"))
        if not link.has_opted_out:
            parts.append(_button(token, OPT_OUT, "Hear nothing from Confrere again"))
        return "\n".join(parts)

    async def _asked_to_opt_out(self, token: str) -> HTMLResponse:
        link = await links.followed(self.store, self.sealing, token, now=self.clock())
        if link is None:
            return _page(UNKNOWN, 404)
        if link.has_opted_out:
            return _page(OPTED_OUT)
        button = _button(token, OPT_OUT, "Yes, never again")
        return _page(("Hear nothing from Confrere again?", f"<p>From anybody, for ever.</p>\n{button}"))

    async def _opt_out(self, token: str) -> HTMLResponse:
        is_known = await links.opt_out(self.store, self.sealing, token, now=self.clock())
        return _page(OPTED_OUT) if is_known else _page(UNKNOWN, 404)

    async def _remind(self, token: str) -> HTMLResponse:
        now = self.clock()
        link = await links.followed(self.store, self.sealing, token, now=now)
        if link is None:
            return _page(UNKNOWN, 404)
        is_new = not (link.is_reminded or link.has_opted_out) and await links.remind(
            self.store, self.sealing, token, now=now, chance=self.chance
        )
        return _page(REMINDED if is_new or link.is_reminded else NOT_REMINDED)


def _page(said: tuple[str, str], status: int = 200, more: dict[str, str] | None = None) -> HTMLResponse:
    title, body = said
    return HTMLResponse(_PAGE.format(title=escape(title), body=body), status, {**HEADERS, **(more or {})})


def _button(token: str, page: str, text: str) -> str:
    action = f"{INVITATION_PATH}/{token}/{page}"
    return f'<form method="post" action="{escape(action)}"><button>{escape(text)}</button></form>'
