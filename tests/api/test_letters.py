"""What letters say and how they go out: two parts, links, headers that nothing can be added to, a real mail server."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from confrere.api.mail.letters import Stationery, composed
from confrere.api.mail.rounds import Rounds
from confrere.api.mail.smtp import Smtp, SmtpTls
from confrere.graph.errands import Allowance, Letter, Never, NotNow, Office

from ..mailing import emails
from ..world import World

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAPER = Stationery("https://confrere.example", "Confrere <invitations@confrere.example>")


def a_letter(**more: Any) -> Letter:
    """A letter to somebody."""
    facts: dict[str, Any] = {
        "id": "ED_0000000000000000",
        "to": "zoe@example.com",
        "sender": "Ada T.",
        "note": "Shall we?\nI think so.",
        "token": "0" * 32,
        "expires_at": NOW + timedelta(days=30),
        "is_reminder": False,
    }
    return Letter(**facts | more)


def parts(message: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML."""
    found = {each.get_content_type(): each.get_content() for each in message.iter_parts()}
    return found["text/plain"], found["text/html"]


@pytest.mark.requirement("R32")
def test_a_letter_has_two_parts_with_both_links() -> None:
    """And unsubscribes by one click of a mail program (RFC 8058)."""
    message = composed(a_letter(), PAPER, now=NOW)
    link = f"https://confrere.example/invitation/{'0' * 32}"
    for part in parts(message):
        assert {link, f"{link}/opt-out"} <= set(re.findall(r"https://[\w./-]+", part))
        assert "31 March 2026" in part
    assert "> Shall we?\n> I think so." in parts(message)[0].replace("\r\n", "\n")
    assert message["List-Unsubscribe"] == f"<{link}/opt-out>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == "<ED_0000000000000000@confrere.example>"
    assert message["Subject"] == "Ada T. invites you to Confrere"
    assert "reminder you asked for" in composed(a_letter(is_reminder=True), PAPER, now=NOW)["Subject"]


@pytest.mark.requirement("R32")
@pytest.mark.parametrize(
    "link",
    [
        "http://evil.example",
        "HTTPS://evil.example/a?b=c",
        "www.evil.example",
        "evil.example/login",
        "mailto:e@evil.example",
    ],
)
def test_a_letter_carries_no_link_of_its_sender(link: str) -> None:
    """It would look like one of ours; whoever reads it here sees the note as it was written."""
    for part in parts(composed(a_letter(note=f"I use Node.js, e.g. here: {link}"), PAPER, now=NOW)):
        assert "I use Node.js, e.g. here: [a link: letters carry only ours]" in part
        assert "evil" not in part.lower()


@pytest.mark.attack(70, 24)
@pytest.mark.requirement("R32")
def test_nothing_that_people_write_adds_a_header_or_a_tag() -> None:
    """Neither name nor note, with line ends, tags, and signs that turn what follows around."""
    evil = "Eve\r\nBcc: all@example.com\n\n<script>\u202eX\u0000"
    message = composed(a_letter(sender=evil, note=evil), PAPER, now=NOW)
    assert message["Bcc"] is None
    again = message_from_bytes(message.as_bytes(), policy=default)
    assert sorted(again.keys()) == sorted(composed(a_letter(), PAPER, now=NOW).keys())
    for part in parts(message):
        assert "\u202e" not in part
        assert "\0" not in part
    assert "<script" not in parts(message)[1]


class Sink:
    """A mail server that keeps what it takes, or answers what it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: list[str] = []
        self.has_taken = threading.Event()

    async def handle_RCPT(  # noqa: N802  the name is the library's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Takes or refuses an address."""
        if self.answers:
            return self.answers.pop()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  the name is the library's
        """Takes a letter."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.has_taken.set()
        return "250 OK"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, Smtp]]:
    """A mail server and the way to it."""
    handler = Sink()
    port = _free_port()  # the library asks the port it was told whether it listens, so nought is of no use
    controller = Controller(handler, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    yield handler, Smtp("127.0.0.1", port, SmtpTls.NONE, PAPER, lambda: NOW)
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.requirement("R32")
async def test_a_mail_server_takes_letters(sink: tuple[Sink, Smtp]) -> None:
    """Also to mailboxes in scripts of their own."""
    handler, smtp = sink
    await smtp.deliver(a_letter())
    await smtp.deliver(a_letter(to="用户@xn--fsqu00a.xn--4rr70v"))
    assert [each["To"] for each in handler.taken] == ["zoe@example.com", "用户@xn--fsqu00a.xn--4rr70v"]
    assert "Shall we?" in handler.taken[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]  # a letter has one


@pytest.mark.requirement("R32")
async def test_refusals_for_now_and_for_ever_are_told_apart(sink: tuple[Sink, Smtp]) -> None:
    """By the server's own code, and without the address; a server that is away is one for now."""
    handler, smtp = sink
    for answer, kind in (("550 zoe@example.com is unknown", Never), ("451 try later", NotNow)):
        handler.answers = [answer]
        with pytest.raises(kind) as refused:
            await smtp.deliver(a_letter())
        assert "zoe" not in str(refused.value)
        assert answer[:3] in str(refused.value)
    nowhere = Smtp("127.0.0.1", _free_port(), SmtpTls.NONE, PAPER, lambda: NOW)
    with pytest.raises(NotNow):
        await nowhere.deliver(a_letter())


@pytest.mark.requirement("R32")
async def test_a_round_carries_an_invitation_from_the_act_to_the_mailbox(world: World, sink: tuple[Sink, Smtp]) -> None:
    """The act wakes the rounds of its process, which send the letter; its link opens."""
    handler, smtp = sink
    office = Office(world.store, world.sealing, Allowance(3, 1_000), smtp, world.chance, world.settings.rules)
    grown: list[str] = []
    rounds = Rounds(office, world.clock, grown=grown.extend)
    rounds.start()
    try:
        (ada,) = await world.people("ada")
        await emails(ada, "zoe@example.com", note="Hello")
        rounds.wake()
        assert await asyncio.to_thread(handler.has_taken.wait, 60)
    finally:
        await rounds.close()
    (message,) = handler.taken
    assert message["To"] == "zoe@example.com"
    assert grown == []
    assert re.search(r"/invitation/[0-9a-z]{32}\n", parts(message)[0].replace("\r\n", "\n"))
