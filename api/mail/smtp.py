"""The postman: hands letters to a mail server, and tells a refusal for now from one for ever."""

from dataclasses import dataclass
from enum import StrEnum

import aiosmtplib

from confrere.graph.clock import Clock
from confrere.graph.errands import Letter, Never, NotNow

from .letters import Stationery, composed

SECONDS = 30
"""How long a mail server may take over one answer."""
_FOR_EVER = range(500, 600)


class SmtpTls(StrEnum):
    """How the way to the mail server is kept secret."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server."""

    host: str
    port: int
    tls: SmtpTls
    stationery: Stationery
    clock: Clock
    username: str | None = None
    password: str | None = None

    async def deliver(self, letter: Letter) -> None:
        """Hands one letter over.

        Raises:
            NotNow: the server is away, busy or does not know us.
            Never: it will not take this letter.
        """
        try:
            await aiosmtplib.send(
                composed(letter, self.stationery, now=self.clock()),
                hostname=self.host,
                port=self.port,
                username=self.username,
                password=self.password,
                use_tls=self.tls is SmtpTls.TLS,
                start_tls=self.tls is SmtpTls.STARTTLS,
                timeout=SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            answered = refused.recipients[0].code
            raise (Never if answered in _FOR_EVER else NotNow)(f"the address was refused with {answered}") from refused
        except aiosmtplib.SMTPDataError as refused:
            raise (Never if refused.code in _FOR_EVER else NotNow)(f"refused with {refused.code}") from refused
        except aiosmtplib.SMTPNotSupported as refused:
            raise Never("the mail server takes no addresses with letters beyond ASCII") from refused
        except (aiosmtplib.SMTPException, OSError) as away:
            # Also a wrong password: that is no fault of the letter's, and an operator can mend it.
            code = getattr(away, "code", None)
            raise NotNow(f"{type(away).__name__} {code or ''}".strip()) from away
