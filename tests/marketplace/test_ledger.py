"""The ledger and the graph say the same."""

from collections import Counter
from datetime import timedelta

import pytest

from .conftest import MIDNIGHT, TERM, Files, ends, when


@pytest.mark.requirement("R52")
def test_replaying_the_ledger_gives_the_connections(files: Files) -> None:
    """Every pair that the events leave connected is connected since its last event, and no other."""
    since: dict[str, tuple[str, str]] = {}
    entry: dict[str, str] = {}
    for event in files.events:
        pair = event["pair"]
        if event["kind"] in {"INVITATION_ACCEPTED", "CONNECTION_IMPORTED"}:
            assert pair not in since
            since[pair] = (event["at"], event["entryPoint"])
            if event["kind"] == "INVITATION_ACCEPTED":
                assert event["entryPoint"] == entry[event["invitation"]]
        elif event["kind"] == "CONNECTION_REMOVED":
            del since[pair]
        elif event["kind"] == "INVITATION_SENT":
            assert pair not in since
            entry[event["invitation"]] = event["entryPoint"]
    stored = {row["pair"]: (row["since"], row["entryPoint"]) for row in files.rows("connected_to")}
    assert since == stored


@pytest.mark.requirement("R15")
def test_replaying_the_ledger_gives_what_is_pending(files: Files) -> None:
    """What was sent within the term and neither accepted nor withdrawn is pending; a decline changes nothing."""
    pending: dict[str, str] = {}
    declined: set[str] = set()
    for event in files.events:
        if event["kind"] == "INVITATION_SENT" and when(event["at"]) + TERM > MIDNIGHT:
            pending[event["invitation"]] = event["at"]
        elif event["kind"] in {"INVITATION_ACCEPTED", "INVITATION_WITHDRAWN"}:
            pending.pop(event["invitation"], None)
        elif event["kind"] == "INVITATION_DECLINED":
            declined.add(event["invitation"])
    rows = files.rows("invited")
    assert {row["id"]: row["sentAt"] for row in rows} == pending
    assert all(when(row["expiresAt"]) - when(row["sentAt"]) == TERM for row in rows)
    assert {row["invitation"] for row in files.rows("set_aside")} == declined & pending.keys()


def test_nobody_invites_while_an_invitation_waits(files: Files) -> None:
    """Between two invitations of a pair the first was answered, withdrawn a week ago or had run out."""
    last: dict[str, tuple[str, str]] = {}
    for event in files.events:
        if event["kind"] == "INVITATION_SENT" and event["pair"] in last:
            kind, at = last[event["pair"]]
            wait = when(event["at"]) - when(at)
            if kind in {"INVITATION_SENT", "INVITATION_DECLINED"}:
                assert wait > timedelta(0)
            if kind == "INVITATION_WITHDRAWN":
                assert wait > timedelta(days=7)
            assert kind != "INVITATION_ACCEPTED"
        last[event["pair"]] = (event["kind"], event["at"])
    sent: dict[str, str] = {}
    for event in files.events:
        if event["kind"] == "INVITATION_SENT":
            before = sent.get(event["pair"])
            assert before is None or when(event["at"]) - when(before) > TERM
            sent[event["pair"]] = event["at"]


def test_acts_follow_the_invitation(files: Files) -> None:
    """Every answer comes from the right person, after the invitation and within the term, and before today."""
    sent = {event["invitation"]: event for event in files.events if event["kind"] == "INVITATION_SENT"}
    joined = {person["id"]: person["joinedAt"] for person in files.people}
    for event in files.events:
        assert when(event["at"]) < MIDNIGHT
        assert event["at"] >= max(joined[event["a"]], joined[event["b"]])
        if not event["invitation"] or event["kind"] == "INVITATION_SENT":
            continue
        first = sent[event["invitation"]]
        assert timedelta(0) < when(event["at"]) - when(first["at"]) < TERM
        swapped = event["kind"] != "INVITATION_WITHDRAWN"
        assert (event["a"], event["b"]) == ((first["b"], first["a"]) if swapped else (first["a"], first["b"]))


@pytest.mark.requirement("R16")
def test_hidden_facts_count_the_ledger(files: Files) -> None:
    """DECLINED counts the declines of each ordered pair, at most four; WITHDREW keeps the last withdrawal."""
    ids = [person["id"] for person in files.people]
    times: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str, str], str] = {}
    for event in files.events:
        last[event["kind"], event["a"], event["b"]] = event["at"]
        if event["kind"] == "INVITATION_DECLINED":
            times[event["a"], event["b"]] += 1
    stored: Counter[tuple[str, str]] = Counter()
    for row in files.rows("declined"):
        a, b = (ids[end] for end in ends(row))
        stored[a, b] = int(row["times"])
        assert row["lastAt"] == last["INVITATION_DECLINED", a, b]
    assert stored == times
    assert max(times.values()) == 4
    withdrew = {tuple(ids[end] for end in ends(row)): row["at"] for row in files.rows("withdrew")}
    assert withdrew == {(a, b): at for (kind, a, b), at in last.items() if kind == "INVITATION_WITHDRAWN"}


def test_every_kind_of_story_occurs(files: Files) -> None:
    """Declines, withdrawals, expiries, removals, re-connections and imports are all there; ids never repeat."""
    kinds = Counter(event["kind"] for event in files.events)
    assert min(kinds.values()) > 50
    assert len(kinds) == 6
    answered = {event["invitation"] for event in files.events if event["kind"] != "INVITATION_SENT"}
    pending = {row["id"] for row in files.rows("invited")}
    sent = {event["invitation"] for event in files.events if event["kind"] == "INVITATION_SENT"}
    assert len(sent - answered - pending) > 100
    assert len({event["id"] for event in files.events}) == len(files.events)


@pytest.mark.requirement("R49")
def test_every_invitation_has_an_entry_point_and_steps(files: Files) -> None:
    """Ten entry points occur among invitations, IMPORT only among imports."""
    sent = [event for event in files.events if event["kind"] == "INVITATION_SENT"]
    assert all(1 <= int(event["steps"]) <= 5 for event in sent)
    found = {event["entryPoint"] for event in sent}
    assert len(found) == 10
    assert "IMPORT" not in found
