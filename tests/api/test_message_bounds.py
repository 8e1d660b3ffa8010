"""What a message may hold and how many there may be: text is text, links are links, and a burst ends at its limit."""

import asyncio
from datetime import timedelta

import pytest

from confrere.api.settings import Settings

from ..world import Data, World
from .talking import SEND, message, says
from .test_messages import two


@pytest.mark.attack(17, 18, 20)
async def test_text_that_cannot_be_read_is_refused(world: World) -> None:
    """Nothing, blanks, marks without end, control characters and one character too many: typed, and nothing kept."""
    ada, bob = await two(world)
    for text, code in (
        ("", "TOO_SHORT"),
        (" \n\t ", "TOO_SHORT"),
        ("\u200b\u2060\u202e", "TOO_SHORT"),
        ("x" * 100_001, "TOO_LONG"),
        ("NUL \x00", "BAD_VALUE"),
        ("bell \x07", "BAD_VALUE"),
        ("a" + "\u0301\u0323" * 40_000, "BAD_VALUE"),
    ):
        result = await says(ada, bob, text)
        assert (result["__typename"], result["code"], result["path"]) == ("InvalidInput", code, ["input", "text"])
    assert await world.cypher("MATCH (m:Message) RETURN m") == []
    longest = await message(ada, bob, "\U0001f600" * 100_000)
    assert len(longest["text"]) == 100_000
    assert (await message(ada, bob, "x"))["text"] == "x"


@pytest.mark.attack(17)
@pytest.mark.parametrize("written", [r"\uD800", r"\u{D800}", r"\uDC00\uD800"])
async def test_half_a_character_in_a_document_is_no_text(world: World, written: str) -> None:
    """Lone surrogates, in both spellings that GraphQL has; in variables they are no JSON."""
    ada, bob = await two(world)
    to = f'to: {{freelancerId: "{bob.id}"}}'
    answer = await ada.asks(f'mutation {{ sendMessage(input: {{{to}, text: "{written}"}}) {{ __typename }} }}')
    assert answer.codes == ["GRAPHQL_PARSE_FAILED"]
    assert await world.cypher("MATCH (m:Message) RETURN m") == []


@pytest.mark.attack(18, 24)
async def test_text_is_text_and_turns_nothing_around(world: World) -> None:
    """Overrides are dropped and isolates end with their line; markup is letters."""
    ada, bob = await two(world)
    for written, kept in (
        ("pay\u202etxt.exe", "paytxt.exe"),
        ("\u2067abc\ndef\u2069", "\u2067abc\u2069\ndef"),
        ("<b>&amp;</b>\r\n{{7*7}}", "<b>&amp;</b>\n{{7*7}}"),
        ("e\u0301", "\u00e9"),
        ("שלום\u200f!", "שלום\u200f!"),
    ):
        assert (await message(ada, bob, written))["text"] == kept


async def test_links_are_addresses_of_the_web(world: World) -> None:
    """At most ten; no scripts, files, users, blanks or turned-around text."""
    ada, bob = await two(world)
    for wrong in (
        *("javascript:alert(1)", "file:///etc/passwd", "//example.org", "https://", "https://a b.org", "ftp://x.org"),
        *("https://user:pass@example.org", "https://example.org/\u202e", "https://example.org:99999/", "x" * 2001),
        *("https://exa\nmple.org", "https://example.org\\@evil.org", "data:text/html,x", "https:///path", ""),
    ):
        given = {"to": {"freelancerId": bob.id}, "text": "Look", "links": [wrong]}
        assert (await ada.asks(SEND, input=given)).codes == ["BAD_VARIABLES"], wrong
    too_many = await says(ada, bob, "Look", links=["https://example.org/"] * 11)
    assert (too_many["code"], too_many["path"], too_many["limit"]) == ("TOO_LONG", ["input", "links"], 10)
    assert len((await message(ada, bob, links=["http://example.org/é?q=1"] * 10))["links"]) == 10


@pytest.mark.parametrize(
    "to", [{}, {"freelancerId": None}, {"freelancerId": "FL_0000000000000000", "conversationId": "CV_0000000000000000"}]
)
async def test_a_message_goes_to_exactly_one_place(world: World, to: Data) -> None:
    """Neither to none nor to two."""
    (ada,) = await world.people("ada")
    assert (await ada.asks(SEND, input={"to": to, "text": "Hello"})).codes == ["BAD_VARIABLES"]


async def test_a_burst_ends_at_the_limit_and_goes_on_a_minute_later(world: World) -> None:
    """The refusal says when; nothing of the burst is lost, and nobody else is held up."""
    world.settings = Settings(account_seconds=0, messages_per_minute=5)
    world.__post_init__()
    ada, bob = await two(world)
    results = await asyncio.gather(*(says(ada, bob, str(n)) for n in range(12)))
    kinds = sorted(each["__typename"] for each in results)
    assert kinds == ["QuotaReached"] * 7 + ["SendMessagePayload"] * 5
    refused = next(each for each in results if each["__typename"] == "QuotaReached")
    frees = (world.clock() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    assert refused["quota"] == {"limit": 5, "remaining": 0, "resetAt": frees}
    await message(bob, ada)
    asked = await ada.asks("{ viewer { quota(kind: MESSAGES_PER_MINUTE) { remaining } } }")
    assert asked.data["viewer"]["quota"]["remaining"] == 0
    world.clock.tick(minutes=1)
    await message(ada, bob)
