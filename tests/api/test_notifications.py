"""Notifications: who hears what, what is taken back, what nobody ever hears, and how far one has read."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from confrere.graph.model.notifications import NotificationKind, news
from confrere.graph.model.pair import OpenInvitation, Pair, Situation
from confrere.graph.model.transitions import ANSWERS, TABLE, Effect

from ..world import START, Data, Person, World

ABOUT = (Path(__file__).parents[2] / "docs" / "talk.md").read_text("utf-8")
MARK = (
    "mutation Mark($input: MarkReadInput!) { markRead(input: $input) { __typename ... on UserError { code path } "
    "... on MarkReadPayload { viewer { unreadNotificationCount } } } }"
)
PAGE = (
    "query Page($first: Int, $last: Int, $after: String, $before: String) { viewer { notifications(first: $first, "
    "last: $last, after: $after, before: $before) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } "
    "nodes { sequence } } } }"
)
NODE = "query Node($id: ID!) { node(id: $id) { __typename id ... on Notification { kind isRead } } }"


async def marks(person: Person, up_to: str, **more: Any) -> Data:
    """Says how far one has read."""
    result: Data = (await person.asks(MARK, input={"upTo": {"sequence": up_to}, **more})).data["markRead"]
    return result


async def back(person: Person) -> list[str]:
    """The notifications that were taken back from somebody, in the order of the stream."""
    return [each["entry"]["notification"] for each in await person.stream() if "notification" in each["entry"]]


@pytest.mark.requirement("R11")
async def test_an_invitation_is_told_to_whom_it_is_sent(world: World) -> None:
    """To nobody else, as something new, with the invitation itself."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob, note="Shall we?")
    seen = await bob.hears()
    (edge,) = seen["notifications"]["edges"]
    assert edge["node"]["kind"] == "INVITATION_RECEIVED"
    assert edge["node"]["subject"] == {
        "__typename": "Invitation",
        "id": invitation,
        "note": "Shall we?",
        "sender": {"handle": "ada", "name": "Ada T."},
    }
    assert (edge["node"]["sequence"], edge["node"]["isRead"]) == ("1", False)
    assert (seen["unreadNotificationCount"], seen["notifications"]["totalCount"]) == (1, 1)
    assert await ada.heard() == await eve.heard() == []


@pytest.mark.requirement("R13")
async def test_a_yes_is_told_to_the_sender_and_takes_the_request_from_the_recipient(world: World) -> None:
    """Each stream has one entry more: the news here, the end of the old news there."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    asked = (await bob.hears())["notifications"]["edges"][0]["node"]["id"]
    await bob.accepts(invitation)
    assert await ada.heard() == [("INVITATION_ACCEPTED", "bob")]
    assert await bob.heard() == []
    assert await back(bob) == [asked]
    assert (await ada.stream())[-1]["entry"]["last"] == 1
    assert (await bob.stream())[-1]["entry"]["last"] == 2


@pytest.mark.requirement("R14")
async def test_inviting_who_has_invited_is_told_as_a_yes(world: World) -> None:
    """Also where their invitation had been declined, which goes on being told to nobody."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await ada.invitation_to(bob)
    await bob.invites(ada)
    assert await ada.heard() == [("INVITATION_ACCEPTED", "bob")]
    await eve.declines(await ada.invitation_to(eve))
    await eve.invites(ada)
    assert await ada.heard() == [("INVITATION_ACCEPTED", "eve"), ("INVITATION_ACCEPTED", "bob")]


async def withdraws(world: World, ada: Person, invitation: str, bob: Person) -> None:
    """Ada takes it back."""
    await ada.withdraws(invitation)


async def blocks(world: World, ada: Person, invitation: str, bob: Person) -> None:
    """Ada blocks bob."""
    await ada.blocks(bob)


async def closes(world: World, ada: Person, invitation: str, bob: Person) -> None:
    """Ada's account is closed."""
    await world.deactivates(ada)


@pytest.mark.requirement("R12")
@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
async def test_however_an_invitation_stops_waiting_its_recipient_hears_the_same(world: World) -> None:
    """Taken back, blocked or closed: one notice in the stream, nothing in the list, nothing in the count."""
    streams: list[tuple[list[Data], Data]] = []
    for ends in (withdraws, blocks, closes):
        await world.wipe()
        world.chance.seed(5)
        ada, bob = await world.people("ada", "bob")
        await ends(world, ada, await ada.invitation_to(bob), bob)
        streams.append((await bob.stream(), await bob.hears()))
    assert streams[0] == streams[1] == streams[2]
    assert len(streams[0][0]) == 2

    await world.wipe()
    world.chance.seed(5)
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    world.clock.tick(days=30)
    assert await bob.hears() == streams[0][1], "run out shows as taken back does, though nothing says so by itself"
    assert streams[0][1]["notifications"] == {"totalCount": 0, "edges": []}
    assert streams[0][1]["unreadNotificationCount"] == 0


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("ends", [withdraws, blocks, closes])
async def test_what_was_answered_is_not_taken_back_twice(world: World, ends: Any) -> None:
    """The notification went with the no, so whatever the sender does later tells nothing."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    await bob.declines(invitation)
    before = await bob.stream()
    await ends(world, ada, invitation, bob)
    assert await bob.stream() == before


@pytest.mark.requirement("R12")
async def test_an_invitation_that_runs_out_leaves_the_list_and_tells_nothing(world: World) -> None:
    """Readers apply its end; the next invitation is news of its own and leaves nothing of the first."""
    ada, bob = await world.people("ada", "bob")
    await ada.invitation_to(bob)
    before = await bob.stream()
    world.clock.tick(days=30)
    seen = await bob.hears()
    assert (seen["notifications"]["edges"], seen["notifications"]["totalCount"]) == ([], 0)
    assert seen["unreadNotificationCount"] == 0
    assert await bob.stream() == before
    await ada.invitation_to(bob)
    assert await bob.heard() == [("INVITATION_RECEIVED", "ada")]
    assert [each["entry"].get("sequence") for each in await bob.stream()] == [2, None]


@pytest.mark.requirement("R15")
@pytest.mark.requirement("R18")
@pytest.mark.requirement("R19")
@pytest.mark.requirement("R24")
async def test_nothing_else_is_ever_told(world: World) -> None:
    """A no, a removal, a block, an unblocking, a profile gone private and back, an account closed and opened."""
    ada, bob, eve, kim = await world.people("ada", "bob", "eve", "kim")
    await world.connect((ada, bob), (ada, eve), (ada, kim))
    zoe = await world.person("zoe")
    await zoe.declines(await ada.invitation_to(zoe))
    before = await ada.stream()
    await bob.removes(ada)
    await eve.blocks(ada)
    await eve.unblocks(ada)
    await kim.goes("PRIVATE")
    await kim.goes("PUBLIC")
    await zoe.blocks(ada)
    await world.deactivates(kim)
    await world.reactivates(kim)
    assert await ada.stream() == before
    assert await ada.heard() == []


@pytest.mark.requirement("R35")
@pytest.mark.requirement("R19")
async def test_who_accepted_is_named_as_long_as_they_are_seen(world: World) -> None:
    """The news stays; whom it is about is read by the viewer's own eyes, and blocked looks closed."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await bob.accepts(await ada.invitation_to(bob))
    await eve.accepts(await ada.invitation_to(eve))
    await bob.blocks(ada)
    await world.deactivates(eve)
    assert await ada.heard() == [("INVITATION_ACCEPTED", None), ("INVITATION_ACCEPTED", None)]


async def test_a_notification_is_its_readers_alone(world: World) -> None:
    """Null for anybody else, and for its reader once it has gone."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    (edge,) = (await bob.hears())["notifications"]["edges"]
    mine = {"id": edge["node"]["id"]}
    assert (await bob.asks(NODE, **mine)).data["node"]["kind"] == "INVITATION_RECEIVED"
    assert (await ada.asks(NODE, **mine)).data["node"] is None
    assert (await eve.asks(NODE, **mine)).data["node"] is None
    await ada.withdraws(invitation)
    assert (await bob.asks(NODE, **mine)).data["node"] is None


async def test_a_mark_covers_everything_before_it_and_never_goes_back(world: World) -> None:
    """Three pieces of news, two read; an older mark changes nothing and leaves no event."""
    ada, *others = await world.people("ada", "bob", "eve", "kim")
    for each in others:
        await each.invites(ada)
    assert (await marks(ada, "2"))["viewer"] == {"unreadNotificationCount": 1}
    assert (await marks(ada, "1"))["viewer"] == {"unreadNotificationCount": 1}
    read = [edge["node"]["isRead"] for edge in (await ada.hears())["notifications"]["edges"]]
    assert read == [False, True, True]
    events = await world.cypher("MATCH (e:Event {a: $id}) RETURN e.kind AS kind", id=ada.id)
    assert [each["kind"] for each in events] == ["NOTIFICATIONS_READ"]


async def test_a_mark_under_a_key_is_made_once(world: World) -> None:
    """Its repeat gives the same answer; another mark under the key is a conflict."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await bob.invites(ada)
    await eve.invites(ada)
    for _ in range(2):
        assert (await marks(ada, "1", idempotencyKey="k"))["viewer"] == {"unreadNotificationCount": 1}
    answer = await ada.asks(MARK, input={"upTo": {"sequence": "2"}, "idempotencyKey": "k"})
    assert answer.codes == ["IDEMPOTENCY_CONFLICT"]


async def test_a_forged_mark_is_refused(world: World) -> None:
    """Beyond the end of one's stream there is nothing, and what is no sequence is no value."""
    ada, bob = await world.people("ada", "bob")
    await bob.invites(ada)
    for forged in ("0", "2", "999999999999999"):
        assert await marks(ada, forged) == {
            "__typename": "NotFound",
            "code": "NOT_FOUND",
            "path": ["input", "upTo", "sequence"],
        }
    for wrong in ("00", "-1", "1.0", "x", "1" * 16, "٣", ""):
        assert (await ada.asks(MARK, input={"upTo": {"sequence": wrong}})).codes == ["BAD_VARIABLES"]
    nothing: tuple[Data, ...] = ({}, {"sequence": None})
    for mark in nothing:
        assert (await ada.asks(MARK, input={"upTo": mark})).codes == ["BAD_VARIABLES"]
    assert (await ada.hears())["unreadNotificationCount"] == 1


async def test_pages_run_both_ways_and_stand_still(world: World) -> None:
    """Seven pieces of news by three, forwards and backwards, while more arrive."""
    ada, *others = await world.people("ada", "bob", "eve", "kim", "leo", "mia", "ned", "ola", "pia")
    for each in others[:7]:
        await each.invites(ada)

    async def page(**asked: Any) -> tuple[list[str], Data]:
        found = (await ada.asks(PAGE, **asked)).data["viewer"]["notifications"]
        return [each["sequence"] for each in found["nodes"]], found["pageInfo"]

    first, info = await page(first=3)
    assert (first, info["hasNextPage"], info["hasPreviousPage"]) == (["7", "6", "5"], True, False)
    await others[7].invites(ada)
    second, info = await page(first=3, after=info["endCursor"])
    third, end = await page(first=3, after=info["endCursor"])
    assert (second, third, end["hasNextPage"]) == (["4", "3", "2"], ["1"], False)
    last, info = await page(last=3)
    assert (last, info["hasPreviousPage"]) == (["3", "2", "1"], True)
    assert (await page(last=3, before=info["startCursor"]))[0] == ["6", "5", "4"]
    assert (await page(first=9, after=info["startCursor"], before=info["endCursor"]))[0] == ["2"]


async def test_a_client_hears_nothing(world: World) -> None:
    """An empty list, and nothing to mark."""
    await world.cypher("CREATE (:Client {id: 'CL_0000000000000001', handle: 'acme', name: 'Acme', status: 'ACTIVE'})")
    client = Person(world, "CL_0000000000000001", "acme")
    assert await client.hears() == {"unreadNotificationCount": 0, "notifications": {"totalCount": 0, "edges": []}}


@pytest.mark.requirement("R23")
async def test_closing_an_account_takes_everything_back_at_once(world: World) -> None:
    """Every waiting invitation of the account, in its transaction, and none of the others."""
    ada, *others = await world.people("ada", "bob", "eve", "kim", "leo")
    for each in others:
        await ada.invitation_to(each)
    await others[0].declines((await others[0].received())[0]["id"])
    await others[1].blocks(ada)
    expected = [await each.stream() for each in others[:2]]
    await world.deactivates(ada)
    assert [await each.stream() for each in others[:2]] == expected
    assert [len(await back(each)) for each in others] == [1, 1, 1, 1]
    assert [await each.heard() for each in others] == [[], [], [], []]
    await world.reactivates(ada)
    assert [len(await back(each)) for each in others] == [1, 1, 1, 1]


@pytest.mark.requirement("R15")
def test_the_rule_tells_only_of_invitations_and_answers_with_yes() -> None:
    """Over every cell of the rule book: what is told is an invitation or a connection, and nothing ends aloud."""
    now = START
    pairs = {
        Situation.RECEIVED: Pair("me", "other", invitation=OpenInvitation("IN", "other", now, now + timedelta(1), "X")),
        Situation.SENT: Pair("me", "other", invitation=OpenInvitation("IN", "me", now, now + timedelta(1), "X")),
        Situation.CONNECTED: Pair("me", "other", connected_since=now),
        Situation.NONE: Pair("me", "other"),
    }
    cells = [cell for row in TABLE.values() for cell in row.values()]
    cells += [cell for answers in ANSWERS.values() for cell in answers.values()]
    for pair in pairs.values():
        for cell in cells:
            heard = news(pair, cell)
            effects = set(cell.effects)
            if heard.told is NotificationKind.INVITATION_RECEIVED:
                assert Effect.INVITE in effects
            if heard.told is NotificationKind.INVITATION_ACCEPTED:
                assert Effect.CONNECT in effects
            if not {Effect.INVITE, Effect.CONNECT} & effects:
                assert heard.told is None
            if heard.retracted:
                assert pair.invitation is not None
                assert {Effect.CLEAR_INVITATION, Effect.SET_ASIDE} & effects


async def test_the_page_about_talking_is_true(world: World) -> None:
    """Each of its documents is answered, for somebody with news."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, eve))
    await bob.invites(ada)
    documents = re.findall(r"```graphql\n(.*?)```", ABOUT, re.DOTALL)
    assert len(documents) >= 4
    for text in documents:
        if "subscription" in text:
            continue  # followed by the tests of streams
        given = {"upTo": "1", "person": eve.id}
        answer = await ada.asks(text, **{name: value for name, value in given.items() if f"${name}" in text})
        assert "UserError" not in str(answer.data)
        assert "__typename" not in text or "Payload" in str(answer.data)


PREFER = (
    "mutation Prefer($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) { __typename "
    "... on UserError { code path } ... on SetNotificationPreferencePayload { viewer { "
    "notificationPreferences { kind channels } } } } }"
)
PREFERENCES = "{ viewer { notificationPreferences { kind channels } } }"


async def prefers(person: Person, kind: str, *channels: str, **more: Any) -> Data:
    """Chooses how to hear of one kind."""
    given = {"kind": kind, "channels": channels, **more}
    result: Data = (await person.asks(PREFER, input=given)).data["setNotificationPreference"]
    return result


async def silenced(person: Person) -> list[str]:
    """The kinds that somebody does not want to hear of."""
    kinds = (await person.asks(PREFERENCES)).data["viewer"]["notificationPreferences"]
    assert [each["kind"] for each in kinds] == sorted(NotificationKind)
    return [each["kind"] for each in kinds if not each["channels"]]


async def test_a_silenced_kind_leaves_no_trace_in_the_stream(world: World) -> None:
    """Neither an entry nor a number nor a taking back; other kinds go on, and asked for again so does this one."""
    ada, bob = await world.people("ada", "bob")
    assert await silenced(bob) == []
    silence = await bob.stream()
    result = await prefers(bob, "INVITATION_RECEIVED")
    assert {"kind": "INVITATION_RECEIVED", "channels": []} in result["viewer"]["notificationPreferences"]
    invitation = await ada.invitation_to(bob)
    assert await bob.heard() == []
    assert await bob.stream() == silence
    assert [each["id"] for each in await bob.received()] == [invitation]
    await ada.withdraws(invitation)
    assert await bob.stream() == silence
    await ada.accepts(await bob.invitation_to(ada))
    assert await bob.heard() == [("INVITATION_ACCEPTED", "ada")]
    assert await silenced(bob) == ["INVITATION_RECEIVED"]
    assert await silenced(ada) == []
    await prefers(bob, "INVITATION_RECEIVED", "IN_APP")
    (eve,) = await world.people("eve")
    await eve.invitation_to(bob)
    assert await bob.heard() == [("INVITATION_RECEIVED", "eve"), ("INVITATION_ACCEPTED", "ada")]


async def test_a_preference_is_an_act_of_its_own(world: World) -> None:
    """In the ledger with what was chosen, once for each change and each key, and for freelancers alone."""
    (ada,) = await world.people("ada")
    for _ in range(2):
        await prefers(ada, "MESSAGE_RECEIVED")
        await prefers(ada, "INVITATION_ACCEPTED", "IN_APP", idempotencyKey="k")
    events = await world.cypher(
        "MATCH (e:Event) RETURN e.kind AS kind, e.preference AS preference, e.channels AS channels ORDER BY e.at"
    )
    assert events == [
        {"kind": "NOTIFICATION_PREFERENCE_SET", "preference": "MESSAGE_RECEIVED", "channels": []},
        {"kind": "NOTHING_CHANGED", "preference": None, "channels": None},
    ]
    twice = await prefers(ada, "MESSAGE_RECEIVED", "IN_APP", "IN_APP")
    assert (twice["code"], twice["path"]) == ("TOO_LONG", ["input", "channels"])
    conflict = await ada.asks(PREFER, input={"kind": "INVITATION_ACCEPTED", "channels": [], "idempotencyKey": "k"})
    assert conflict.codes == ["IDEMPOTENCY_CONFLICT"]
    acme = Person(world, "CL_0000000000000001", "acme")
    await world.cypher("CREATE (:Client {id: $id, handle: 'acme', name: 'Acme', status: 'ACTIVE'})", id=acme.id)
    assert (await prefers(acme, "MESSAGE_RECEIVED"))["code"] == "NOT_A_FREELANCER"
    assert await silenced(acme) == sorted(NotificationKind)
