"""The links of letters: pages that look changes nothing on, opting out, the one reminder, and what redeems a link."""

import re
from pathlib import Path

import httpx
import pytest

from confrere.graph.errands import Letter, Outcome

from ..mailing import Mailroom, emailed, emails, withdraws
from ..world import Data, Person, World
from .test_email_meeting import joins

REDEEM = """mutation Redeem($input: RedeemEmailInvitationInput!) { redeemEmailInvitation(input: $input) {
  __typename ... on UserError { code message path }
  ... on RedeemEmailInvitationPayload { viewer {
    invitationsReceived(first: 9) { nodes { sender { handle } } } } } } }"""
PAGE = (Path(__file__).parents[2] / "docs" / "mail.md").read_text("utf-8")


async def redeems(who: Person, token: str, **more: object) -> Data:
    """Follows a link."""
    result: Data = (await who.asks(REDEEM, input={"token": token, **more})).data["redeemEmailInvitation"]
    return result


async def visits(world: World, method: str, path: str) -> httpx.Response:
    """Opens a page as a browser, or presses its button."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        return await http.request(method, path)


async def a_letter(world: World, who: Person, address: str = "neo@example.com") -> tuple[Letter, Mailroom]:
    """What somebody from outside finds in the mailbox."""
    await emails(who, address)
    room = Mailroom(world)
    assert await room.runs() == [Outcome.MAILED]
    return room.postman.letters[-1], room


@pytest.mark.requirement("R32")
async def test_a_link_is_redeemed_once_by_the_address_it_was_sent_to(world: World) -> None:
    """It brings all that waits for that address; repeating the key repeats the answer, another use is refused."""
    ada, eve = await world.people("ada", "eve")
    letter, room = await a_letter(world, ada)
    world.clock.tick()
    await emails(eve, "Neo@example.com")
    neo = await joins(world, "neo", "neo@example.com")
    done = await redeems(neo, letter.token, idempotencyKey="k")
    senders = [each["sender"]["handle"] for each in done["viewer"]["invitationsReceived"]["nodes"]]
    assert sorted(senders) == ["ada", "eve"]
    assert await redeems(neo, letter.token, idempotencyKey="k") == done
    assert (await redeems(neo, letter.token))["code"] == "BAD_TOKEN"
    assert Outcome.MAILED not in await room.runs()
    assert len(await neo.received()) == 2


@pytest.mark.attack(68, 69)
@pytest.mark.requirement("R32")
async def test_a_link_that_is_not_good_is_refused_in_one_and_the_same_way(world: World) -> None:
    """Guessed, cut off, passed on to another member, withdrawn, over; each leaves the link as it was."""
    ada, eve, zoe = await world.people("ada", "eve", "zoe")
    letter, _ = await a_letter(world, ada)
    old, _ = await a_letter(world, eve)
    withdrawn, _ = await a_letter(world, zoe)
    await withdraws(zoe, (await emailed(zoe))[0]["id"])
    thief = await world.person("kim", email="kim@example.com")
    none = await world.person("leo")
    neo = await joins(world, "neo", "neo@example.com")
    refused = [
        await redeems(neo, "0" * 32),
        await redeems(neo, letter.token[:-1]),
        await redeems(neo, "ü" * 5000),
        await redeems(neo, ""),
        await redeems(thief, letter.token),
        await redeems(none, letter.token),
        await redeems(neo, withdrawn.token),
    ]
    assert (await redeems(neo, letter.token))["__typename"] == "RedeemEmailInvitationPayload"
    world.clock.tick(days=30)
    refused.append(await redeems(neo, old.token))
    assert all(each == refused[0] for each in refused)
    assert (refused[0]["code"], refused[0]["path"]) == ("BAD_TOKEN", ["input", "token"])


@pytest.mark.requirement("R7")
async def test_the_phase_opens_redeeming(world: World) -> None:
    """Not in ``BETA``."""
    world.settings = world.settings.model_copy(update={"phase": "BETA"})
    world.__post_init__()
    (ada,) = await world.people("ada")
    assert (await redeems(ada, "0" * 32))["code"] == "ROLLOUT_CLOSED"


@pytest.mark.attack(42)
@pytest.mark.requirement("R32")
async def test_looking_at_a_page_changes_nothing_and_the_button_opts_out_for_ever(world: World) -> None:
    """Under every alias, whoever invites; members are still brought what waits for them, in the product."""
    ada, eve = await world.people("ada", "eve")
    letter, room = await a_letter(world, ada, "neo.one@gmail.com")
    for path in ("", "/opt-out"):
        page = await visits(world, "GET", f"/invitation/{letter.token}{path}")
        assert page.status_code == 200
        assert "ada" not in page.text.casefold()
    assert await world.cypher("MATCH (o:OptOut) RETURN o") == []
    for _ in range(2):
        assert "nothing more" in (await visits(world, "POST", f"/invitation/{letter.token}/opt-out")).text
    await emails(eve, "neoone+again@googlemail.com")
    assert await room.runs() == [Outcome.DROPPED]
    assert len(room.postman.letters) == 1
    assert len(await emailed(eve)) == 1
    assert "nothing more" in (await visits(world, "GET", f"/invitation/{letter.token}/opt-out")).text
    assert "<button>" not in (await visits(world, "GET", f"/invitation/{letter.token}")).text


@pytest.mark.requirement("R32")
async def test_a_link_opts_out_also_when_the_invitation_is_over(world: World) -> None:
    """Used, withdrawn or run out: not wanting letters has no term."""
    (ada,) = await world.people("ada")
    letter, _ = await a_letter(world, ada)
    await withdraws(ada, (await emailed(ada))[0]["id"])
    world.clock.tick(days=60)
    assert "is over" in (await visits(world, "GET", f"/invitation/{letter.token}")).text
    assert (await visits(world, "POST", f"/invitation/{letter.token}/opt-out")).status_code == 200
    assert len(await world.cypher("MATCH (o:OptOut) RETURN o")) == 1


@pytest.mark.requirement("R32")
async def test_a_reminder_goes_out_once_and_only_to_whoever_asked(world: World) -> None:
    """A week later, with the same link; never without having been asked for, nor after opting out."""
    (ada,) = await world.people("ada")
    letter, room = await a_letter(world, ada)
    unasked, _ = await a_letter(world, ada, "zoe@example.com")
    away, _ = await a_letter(world, ada, "kim@example.com")
    for _ in range(2):
        assert "once" in (await visits(world, "POST", f"/invitation/{letter.token}/remind")).text
    await visits(world, "POST", f"/invitation/{away.token}/remind")
    await visits(world, "POST", f"/invitation/{away.token}/opt-out")
    assert await room.runs() == []
    world.clock.tick(days=7)
    assert sorted(await room.runs()) == [Outcome.DROPPED, Outcome.MAILED]
    reminder = room.postman.letters[-1]
    assert (reminder.to, reminder.is_reminder, reminder.token) == (letter.to, True, letter.token)
    world.clock.tick(days=14)
    assert await room.runs() == []
    assert unasked.to not in [each.to for each in room.postman.letters[1:]]


@pytest.mark.attack(68)
@pytest.mark.requirement("R32")
async def test_pages_of_nobodys_link_are_not_there(world: World) -> None:
    """Alike for everything that is not a whole link; they are kept nowhere and shown in no other page."""
    for path in ("0" * 32, "x", "%0d%0aSet-Cookie:a=b", "<script>"):
        for method, page in (("GET", ""), ("GET", "/opt-out"), ("POST", "/opt-out"), ("POST", "/remind")):
            answer = await visits(world, method, f"/invitation/{path}{page}")
            assert answer.status_code == 404
            assert "<script" not in answer.text
    shown = await visits(world, "GET", f"/invitation/{'0' * 32}")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in shown.headers["Content-Security-Policy"]


async def test_pages_count_as_requests_of_their_address(world: World) -> None:
    """So that nobody guesses for long."""
    world.settings = world.settings.model_copy(update={"requests_per_minute": 3})
    world.__post_init__()
    answers = [(await visits(world, "GET", f"/invitation/{'0' * 32}")).status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]


async def test_the_documents_of_the_page_run(world: World) -> None:
    """Every block of docs/mail.md."""
    (ada,) = await world.people("ada")
    given = {"address": "zoe@example.com", "note": "Shall we?", "token": "0" * 32, "id": "EI_0000000000000000"}
    blocks = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 3
    for text in blocks:
        wanted = {name: value for name, value in given.items() if f"${name}" in text}
        assert (await ada.asks(text, **wanted)).data
