"""The rule book: every cell of the table, and the order of the checks."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from confrere.graph import errors
from confrere.graph.model.eligibility import Requirement, Standing
from confrere.graph.model.menu import menu
from confrere.graph.model.pair import SHOWN, OpenInvitation, Pair, RelationState, Situation, situation
from confrere.graph.model.people import Status, Visibility
from confrere.graph.model.quotas import QuotaKind
from confrere.graph.model.rules import DECLINES_BEFORE_SILENCE, Audience, Rules, year_before
from confrere.graph.model.transitions import (
    ANSWERS,
    TABLE,
    Act,
    Cell,
    Effect,
    EventKind,
    Named,
    Past,
    Refusal,
    decide,
    named,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, OTHER = "FL_0000000000000001", "FL_0000000000000002"
RULES = Rules()
GOOD = Standing(
    status=Status.ACTIVE,
    in_test_group=False,
    job_success_score=97,
    top_rated_weeks=16,
    job_invites=20,
    earned_minor=500_000,
    earned_currency="USD",
    sent_today=(),
    outstanding=0,
    connections=3,
)


def invitation(sender: str, *, is_set_aside: bool = False) -> OpenInvitation:
    """An open invitation, sent a day ago."""
    return OpenInvitation(
        "IN_0000000000000001", sender, NOW - timedelta(1), NOW + timedelta(29), "UFS_TILE", is_set_aside
    )


PAIRS: dict[Situation, Pair] = {
    Situation.SELF: Pair(ME, ME),
    Situation.NOT_A_FREELANCER: Pair(ME, "CL_0000000000000001", other_status=None),
    Situation.BLOCKED_BY_ME: Pair(ME, OTHER, is_blocked_by_me=True),
    Situation.CONNECTED: Pair(ME, OTHER, connected_since=NOW - timedelta(3)),
    Situation.RECEIVED: Pair(ME, OTHER, invitation=invitation(OTHER)),
    Situation.SENT: Pair(ME, OTHER, invitation=invitation(ME)),
    Situation.SENT_SET_ASIDE: Pair(ME, OTHER, invitation=invitation(ME, is_set_aside=True)),
    Situation.GONE: Pair(ME, OTHER, other_status=None),
    Situation.BLOCKED_BY_OTHER: Pair(ME, OTHER, is_blocked_by_other=True),
    Situation.PRIVATE: Pair(ME, OTHER, other_visibility=Visibility.PRIVATE),
    Situation.CAPPED: Pair(ME, OTHER, declines=DECLINES_BEFORE_SILENCE),
    Situation.RECEIVED_SET_ASIDE: Pair(ME, OTHER, invitation=invitation(OTHER, is_set_aside=True)),
    Situation.NONE: Pair(ME, OTHER),
}


def cell(act: Act, pair: Pair, past: Past | None = None, standing: Standing = GOOD, rules: Rules = RULES) -> Cell:
    """What the rule book says at ``NOW``."""
    return decide(act, pair, past or Past(), standing, rules, NOW)


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("stands", Situation, ids=str)
def test_every_situation_has_a_pair_that_stands_so(stands: Situation) -> None:
    """The classification is total, and each name is reached."""
    assert situation(PAIRS[stands]) is stands
    assert stands in SHOWN
    assert all(stands in row for row in TABLE.values())


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    ("stands", "error"),
    [
        (Situation.SELF, errors.NotYourself),
        (Situation.NOT_A_FREELANCER, errors.NotAFreelancer),
        (Situation.CONNECTED, errors.AlreadyConnected),
        (Situation.GONE, errors.Unavailable),
        (Situation.BLOCKED_BY_OTHER, errors.Unavailable),
        (Situation.PRIVATE, errors.Unavailable),
        (Situation.CAPPED, errors.Unavailable),
    ],
)
def test_sending_is_refused_by_the_one_error_of_its_situation(stands: Situation, error: type[errors.Refused]) -> None:
    """Illegal moves are typed errors."""
    with pytest.raises(error):
        cell(Act.SEND_INVITATION, PAIRS[stands])


@pytest.mark.requirement("R17")
def test_refusals_that_rest_on_the_other_side_are_the_same_to_the_letter() -> None:
    """Declined four times, blocked, private, deactivated and unknown cannot be told apart."""
    told = set()
    for stands in (Situation.GONE, Situation.BLOCKED_BY_OTHER, Situation.PRIVATE, Situation.CAPPED):
        with pytest.raises(errors.Unavailable) as refused:
            cell(Act.SEND_INVITATION, PAIRS[stands])
        told.add((refused.value.code, refused.value.message, refused.value.path))
    assert len(told) == 1


@pytest.mark.requirement("R11")
def test_sending_makes_pending_at_once() -> None:
    """Between two strangers an invitation is written with its event."""
    made = cell(Act.SEND_INVITATION, PAIRS[Situation.NONE])
    assert made.after is Situation.SENT
    assert Effect.INVITE in made.effects
    assert made.event is EventKind.INVITATION_SENT


@pytest.mark.requirement("R14")
def test_sending_to_whoever_invited_me_is_an_acceptance_whatever_my_own_side_says() -> None:
    """Eligibility, quota, cool-down and declines do not matter then."""
    poor = replace(GOOD, job_success_score=None, job_invites=0, earned_minor=0, sent_today=(NOW,) * 99, outstanding=999)
    pair = replace(PAIRS[Situation.RECEIVED], withdrawn_at=NOW - timedelta(hours=1), declines=9)
    assert cell(Act.SEND_INVITATION, pair, standing=poor).after is Situation.CONNECTED


@pytest.mark.requirement("R14")
def test_sending_to_whoever_one_declined_connects_after_the_usual_checks() -> None:
    """Its sender still sees pending, so the two want each other; but now my own side counts."""
    assert cell(Act.SEND_INVITATION, PAIRS[Situation.RECEIVED_SET_ASIDE]).after is Situation.CONNECTED
    with pytest.raises(errors.NotEligible):
        cell(Act.SEND_INVITATION, PAIRS[Situation.RECEIVED_SET_ASIDE], standing=replace(GOOD, job_invites=0))


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("act", [Act.SEND_INVITATION, Act.WITHDRAW_INVITATION, Act.ACCEPT_INVITATION])
def test_a_declined_invitation_acts_like_an_ignored_one_for_its_sender(act: Act) -> None:
    """Every act of the sender gives the same effects and the same refusal in both."""
    outcomes: list[object] = []
    for stands in (Situation.SENT, Situation.SENT_SET_ASIDE):
        try:
            made = cell(act, PAIRS[stands], Past("IN_0000000000000001"))
            outcomes.append((made.effects, made.event))
        except errors.Refused as refused:
            outcomes.append((refused.code, refused.path))
    assert outcomes[0] == outcomes[1]


@pytest.mark.requirement("R15")
@pytest.mark.requirement("R16")
def test_the_menu_of_a_sender_does_not_tell_what_the_other_side_did() -> None:
    """Declined looks like ignored, and declined four times looks like nothing happened."""

    def shown(stands: Situation) -> list[object]:
        return [SHOWN[stands], *menu(PAIRS[stands], GOOD, RULES, NOW)]

    assert shown(Situation.SENT) == shown(Situation.SENT_SET_ASIDE)
    assert shown(Situation.NONE) == shown(Situation.CAPPED) == shown(Situation.RECEIVED_SET_ASIDE)


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(("declines", "is_refused"), [(0, False), (3, False), (4, True), (7, True)])
def test_four_declines_end_it_for_ever(declines: int, is_refused: bool) -> None:
    """The fourth decline is the last."""
    pair = Pair(ME, OTHER, declines=declines)
    if is_refused:
        with pytest.raises(errors.Unavailable):
            cell(Act.SEND_INVITATION, pair)
    else:
        assert cell(Act.SEND_INVITATION, pair).event is EventKind.INVITATION_SENT


@pytest.mark.requirement("R12")
def test_withdrawing_again_changes_nothing() -> None:
    """The cool-down does not start afresh."""
    past = Past("IN_0000000000000001", frozenset({(EventKind.INVITATION_WITHDRAWN, ME)}))
    again = cell(Act.WITHDRAW_INVITATION, PAIRS[Situation.NONE], past)
    assert again.effects == ()
    assert again.event is None


@pytest.mark.requirement("R13")
def test_accepting_again_succeeds_while_the_connection_is_seen() -> None:
    """And is gone once it is not."""
    past = Past("IN_0000000000000001", frozenset({(EventKind.INVITATION_ACCEPTED, ME)}))
    assert cell(Act.ACCEPT_INVITATION, PAIRS[Situation.CONNECTED], past).effects == ()
    with pytest.raises(errors.InvitationGone):
        cell(Act.ACCEPT_INVITATION, PAIRS[Situation.NONE], past)


@pytest.mark.requirement("R13")
@pytest.mark.parametrize("act", [Act.ACCEPT_INVITATION, Act.DECLINE_INVITATION, Act.WITHDRAW_INVITATION])
@pytest.mark.parametrize("stands", [s for s in Situation if s not in {Situation.RECEIVED}], ids=str)
def test_an_invitation_that_is_not_named_right_is_gone(act: Act, stands: Situation) -> None:
    """Whatever the cause."""
    with pytest.raises(errors.InvitationGone):
        cell(act, PAIRS[stands], Past("IN_9999999999999999"))


@pytest.mark.requirement("R15")
def test_declining_again_succeeds_and_counts_once() -> None:
    """The second time nothing is written."""
    past = Past("IN_0000000000000001", frozenset({(EventKind.INVITATION_DECLINED, ME)}))
    first = cell(Act.DECLINE_INVITATION, PAIRS[Situation.RECEIVED], Past("IN_0000000000000001"))
    again = cell(Act.DECLINE_INVITATION, PAIRS[Situation.RECEIVED_SET_ASIDE], past)
    assert Effect.COUNT_DECLINE in first.effects
    assert again.effects == ()


@pytest.mark.requirement("R18")
def test_removing_again_succeeds_and_strangers_cannot_be_removed() -> None:
    """Idempotent for whoever was connected; an error for whoever never was."""
    assert cell(Act.REMOVE_FROM_NETWORK, PAIRS[Situation.CONNECTED]).effects == (Effect.DISCONNECT,)
    assert cell(Act.REMOVE_FROM_NETWORK, PAIRS[Situation.NONE], Past(were_connected=True)).effects == ()
    with pytest.raises(errors.NotConnected):
        cell(Act.REMOVE_FROM_NETWORK, PAIRS[Situation.NONE])


@pytest.mark.requirement("R17")
def test_checks_run_in_the_order_of_the_requirement() -> None:
    """Each refusal of one's own side hides the later ones, and all of them hide the one error."""
    rules = Rules(audience=Audience.TOP_RATED, max_connections=5)
    bad = replace(GOOD, job_invites=0, sent_today=(NOW,) * 50, outstanding=300, connections=5)
    pair = replace(PAIRS[Situation.CAPPED], withdrawn_at=NOW - timedelta(days=1))
    seen: list[object] = []
    mended: list[dict[str, Any]] = [{}, {"job_invites": 20}, {"sent_today": ()}, {"outstanding": 0}, {"connections": 0}]
    for better in mended:
        bad = replace(bad, **better)
        with pytest.raises(errors.Refused) as refused:
            cell(Act.SEND_INVITATION, pair, standing=bad, rules=rules)
        seen.append((getattr(refused.value, "quota", None) and refused.value.quota.kind) or refused.value.code)  # type: ignore[attr-defined]  # only where it has one
    with pytest.raises(errors.Unavailable):
        cell(Act.SEND_INVITATION, replace(pair, withdrawn_at=None), standing=bad, rules=rules)
    assert seen == [
        "NOT_ELIGIBLE",
        QuotaKind.INVITATIONS_PER_DAY,
        QuotaKind.INVITATIONS_OUTSTANDING,
        QuotaKind.NETWORK_SIZE,
        "COOL_DOWN",
    ]


@pytest.mark.requirement("R17")
def test_the_cool_down_names_the_moment_it_ends() -> None:
    """Seven days after the withdrawal, and not a moment longer."""
    pair = Pair(ME, OTHER, withdrawn_at=NOW - timedelta(days=7) + timedelta(microseconds=1))
    with pytest.raises(errors.CoolDown) as refused:
        cell(Act.SEND_INVITATION, pair)
    assert refused.value.retry_at == NOW + timedelta(microseconds=1)
    assert cell(Act.SEND_INVITATION, replace(pair, withdrawn_at=NOW - timedelta(days=7))).event
    assert cell(Act.SEND_INVITATION, pair, rules=Rules(cool_down_days=0)).event


@pytest.mark.requirement("R2")
@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"job_invites": 9}, Requirement.JOB_INVITES),
        ({"earned_minor": 99_999}, Requirement.EARNINGS),
        ({"earned_minor": 85_000, "earned_currency": "EUR"}, Requirement.EARNINGS),
        ({"job_success_score": 89}, Requirement.TOP_RATED),
        ({"job_success_score": None}, Requirement.TOP_RATED),
        ({"top_rated_weeks": 12}, Requirement.TOP_RATED),
    ],
)
def test_eligibility_names_what_is_missing(change: dict[str, Any], missing: Requirement) -> None:
    """Each threshold alone is enough to refuse."""
    poor = replace(GOOD, **change)
    with pytest.raises(errors.NotEligible) as refused:
        cell(Act.SEND_INVITATION, PAIRS[Situation.NONE], standing=poor)
    assert refused.value.eligibility.missing == (missing,)


@pytest.mark.requirement("R7")
def test_the_audience_decides_who_may_send_and_nothing_else() -> None:
    """A test group closes sending to everyone else, and leaves answering open."""
    closed = Rules(audience=Audience.TEST_GROUP)
    with pytest.raises(errors.RolloutClosed):
        cell(Act.SEND_INVITATION, PAIRS[Situation.NONE], rules=closed)
    poor = replace(GOOD, in_test_group=True, job_invites=0)
    assert cell(Act.SEND_INVITATION, PAIRS[Situation.NONE], standing=poor, rules=closed).event
    assert cell(Act.ACCEPT_INVITATION, PAIRS[Situation.RECEIVED], Past("IN_0000000000000001"), rules=closed).event
    assert cell(
        Act.SEND_INVITATION,
        PAIRS[Situation.NONE],
        standing=replace(poor, in_test_group=False),
        rules=Rules(audience=Audience.EVERYONE),
    ).event


@pytest.mark.requirement("R9")
def test_pending_invitations_reserve_their_places() -> None:
    """Two connections and one pending invitation fill a network of three."""
    rules = Rules(max_connections=3)
    full = replace(GOOD, connections=2, outstanding=1)
    with pytest.raises(errors.QuotaReached):
        cell(Act.SEND_INVITATION, PAIRS[Situation.NONE], standing=full, rules=rules)
    with pytest.raises(errors.QuotaReached):
        cell(Act.ACCEPT_INVITATION, PAIRS[Situation.RECEIVED], Past("IN_0000000000000001"), standing=full, rules=rules)


def test_nobody_acts_from_a_closed_account() -> None:
    """Not even on what waits for them."""
    for act, stands in itertools.product(Act, Situation):
        with pytest.raises(errors.AccountClosed):
            cell(act, PAIRS[stands], standing=replace(GOOD, status=Status.DEACTIVATED))


@pytest.mark.requirement("R10")
def test_effects_are_written_only_with_an_event_and_refusals_write_nothing() -> None:
    """No act happens outside the ledger."""
    cells = [each for row in TABLE.values() for each in row.values()]
    cells += [each for row in ANSWERS.values() for each in row.values()]
    for each in cells:
        assert bool(each.effects) == (each.event is not None)
        assert not (each.refusal and each.effects)
        assert each.refusal is None or isinstance(each.refusal, Refusal)


@pytest.mark.requirement("R10")
def test_what_the_menu_allows_the_rule_book_does() -> None:
    """Nothing on the viewer's own side forbids it, so only the one error can."""
    for stands, pair in PAIRS.items():
        for action in menu(pair, GOOD, RULES, NOW):
            past = Past(pair.invitation.id if pair.invitation else "")
            reason = None
            try:
                cell(action.act, pair, past)
            except errors.Refused as refused:
                reason = refused.code
            is_sending = action.act is Act.SEND_INVITATION
            if is_sending and SHOWN[stands] is RelationState.NONE and reason == "UNAVAILABLE":
                reason = None  # the other side's doing, which the menu does not tell
            if (stands, action.act) == (Situation.BLOCKED_BY_ME, Act.BLOCK_FREELANCER):
                reason = "BLOCKED_BY_YOU"  # again succeeds, and is nothing to offer
            assert (action.is_allowed, action.reason) == (reason is None, reason), (stands, action)


def test_a_named_invitation_stands_in_exactly_one_way() -> None:
    """For every situation, whatever the ledger knows."""
    for pair in PAIRS.values():
        for kinds in ((), (EventKind.INVITATION_DECLINED,), (EventKind.INVITATION_WITHDRAWN,)):
            past = Past("IN_0000000000000001", frozenset((kind, ME) for kind in kinds))
            assert named(pair, past) in Named


@pytest.mark.requirement("R2")
def test_the_window_of_twelve_months_starts_on_the_same_day_last_year() -> None:
    """And on 28 February where last year had no 29th."""
    assert year_before(datetime(2026, 3, 1, 5, tzinfo=UTC)) == datetime(2025, 3, 1, 5, tzinfo=UTC)
    assert year_before(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2027, 2, 28, tzinfo=UTC)


@pytest.mark.requirement("R17")
@pytest.mark.parametrize("act", [Act.REMOVE_FROM_NETWORK, Act.UNBLOCK_FREELANCER, Act.BLOCK_FREELANCER])
def test_erased_people_are_nobody_at_once(act: Act) -> None:
    """Though a connection, a block and a history are still being removed."""
    erased = Pair(ME, OTHER, other_status=Status.ERASED, connected_since=NOW, is_blocked_by_me=True)
    told = []
    for pair in (erased, Pair(ME, OTHER, other_status=None)):
        past = Past(were_connected=pair is erased, have_unblocked=pair is erased)
        with pytest.raises(errors.Refused) as refused:
            cell(act, pair, past)
        told.append((refused.value.code, refused.value.path))
    assert told[0] == told[1]
