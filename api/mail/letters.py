"""What an invitation by e-mail looks like: plain text and HTML, with one link and a way to hear nothing more."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from confrere.graph.errands import Letter

INVITATION_PATH = "/invitation"
"""Where the links of letters lead; a token follows."""
OPT_OUT = "opt-out"
REMIND = "remind"

LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|(?:[\w-]+\.)+\w{2,}(?::\d+)?/)\S*", re.IGNORECASE)
"""What a mail program would make a link of: an address with a scheme, of the web by its name, or with a path."""
NO_LINK = "[a link: letters carry only ours]"

_TEXT = """{greeting}
{note}
See the invitation and decide in your own time:
{link}

The link is yours alone and good until {until}.

You hear of this because somebody knows your address; nobody else was told it.
To hear nothing from Confrere again, ever, from anybody:
{opt_out}
"""
_HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">
<p>{greeting}</p>
{note}<p><a href="{link}">See the invitation</a> and decide in your own time. The link is yours alone and good until
{until}.</p>
<p style="color: #555">You hear of this because somebody knows your address; nobody else was told it.
<a href="{opt_out}">Hear nothing from Confrere again</a>, ever, from anybody.</p>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class Stationery:
    """What every letter has in common."""

    public_url: str
    """Address of this installation as people reach it, without a slash at the end."""
    sender: str
    """Who the letters are from, such as ``Confrere <invitations@example.com>``."""


def link_of(stationery: Stationery, token: str, page: str = "") -> str:
    """Returns where a link of a letter leads."""
    return f"{stationery.public_url}{INVITATION_PATH}/{token}" + (f"/{page}" if page else "")


def composed(letter: Letter, stationery: Stationery, *, now: datetime) -> EmailMessage:
    """Writes a letter out; nothing that anybody wrote can add a header or a tag."""
    name = one_line(letter.sender)
    subject = f"{name} invites you to Confrere"
    if letter.is_reminder:
        subject = f"The reminder you asked for: {subject}"
    greeting = f"{name} would like to have you in their network on Confrere."
    link, opt_out = link_of(stationery, letter.token), link_of(stationery, letter.token, OPT_OUT)
    until = f"{letter.expires_at:%d %B %Y}"
    # A letter comes from us to somebody who does not know us: a link of the sender's would look like one of ours.
    note = LINK.sub(NO_LINK, shown(letter.note or ""))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = _mailbox(stationery.sender)
    message["To"] = Address(addr_spec=letter.to) if letter.to.isascii() else letter.to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{stationery.sender.rpartition('@')[2].rstrip('> ')}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{opt_out}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    quoted = "\n".join(f"> {line}" for line in note.splitlines())
    message.set_content(
        _TEXT.format(greeting=greeting, note=f"\n{quoted}\n" if note else "", link=link, opt_out=opt_out, until=until)
    )
    message.add_alternative(
        _HTML.format(
            subject=escape(subject),
            greeting=escape(greeting),
            note=f'<blockquote style="white-space: pre-line"><bdi>{escape(note)}</bdi></blockquote>\n' if note else "",
            link=escape(link),
            opt_out=escape(opt_out),
            until=escape(until),
        ),
        subtype="html",
    )
    return message


def one_line(text: str) -> str:
    """Returns a text as a header can hold it: on one line, without signs that nobody sees."""
    return " ".join(shown(text).split())


def shown(text: str) -> str:
    """Returns a text without characters that hide or turn others around."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})


def _mailbox(sender: str) -> Address:
    name, address = parseaddr(sender)
    return Address(display_name=name, addr_spec=address)
