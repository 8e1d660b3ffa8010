"""The published table: current, complete, and the same for A and B wherever their facts are."""

from dataclasses import replace
from pathlib import Path

import pytest

from confrere.graph.model.pair import RelationState, Situation, situation
from confrere.graph.model.states import Facts, Side, play
from confrere.graph.model.states_page import STATES, outcomes, page
from confrere.graph.model.transitions import ANSWERS, Act, Effect, Named, named

ROOT = Path(__file__).parents[2]
A, B = Side.A, Side.B

every_state = pytest.mark.parametrize("facts", STATES.values(), ids=STATES)


@pytest.mark.requirement("R10")
def test_the_page_of_states_is_current() -> None:
    """`confrere states > docs/states.md` after every change of the rules."""
    assert (ROOT / "docs/states.md").read_text("utf-8") == page()


@pytest.mark.requirement("R10")
def test_every_situation_between_two_freelancers_is_in_the_table() -> None:
    """For one of the two in one of the states; oneself and clients stand in its head."""
    seen = {situation(facts.seen_by(side)) for facts in STATES.values() for side in Side}
    assert seen == set(Situation) - {Situation.SELF, Situation.NOT_A_FREELANCER}


@pytest.mark.requirement("R10")
def test_every_way_an_invitation_can_stand_is_in_the_table() -> None:
    """For one of the two in one of the states."""
    seen = {named(facts.seen_by(side), facts.past) for facts in STATES.values() for side in Side}
    assert seen == set(Named)
    assert {each for row in ANSWERS.values() for each in row} == set(Named) - {Named.ELSE}


@pytest.mark.requirement("R10")
@every_state
def test_an_illegal_move_changes_nothing(facts: Facts) -> None:
    """An error is without effect, and an effect without error."""
    for who, event, outcome in outcomes(facts):
        if outcome.error:
            assert outcome.after == facts, (who, event)
            assert (outcome.effects, outcome.event) == ((), None)


@pytest.mark.requirement("R10")
@every_state
def test_doing_it_again_changes_nothing_more(facts: Facts) -> None:
    """Every act that succeeded either repeats without effect or is refused."""
    for side in Side:
        for act in Act:
            once = play(facts, side, act)
            if not once.error:
                assert play(once.after, side, act).effects == (), (side, act)


@pytest.mark.requirement("R10")
@every_state
def test_the_two_never_contradict_each_other(facts: Facts) -> None:
    """Connected for one is connected for the other, and what waits for one is pending for its sender."""
    for _, _, outcome in outcomes(facts):
        sees = {side: outcome.after.shows(side) for side in Side}
        if outcome.after.is_connected and not any("deactivated" in part for part in outcome.after.parts()):
            assert set(sees.values()) == {RelationState.CONNECTED}
        for side in Side:
            if sees[side] is RelationState.PENDING_RECEIVED:
                assert sees[side.other] is RelationState.PENDING_SENT


@pytest.mark.requirement("R15")
def test_what_the_sender_can_do_does_not_tell_declined_from_pending() -> None:
    """Every event of A gives A the same sight and the same error."""
    pending, declined = STATES["Pending"], STATES["Declined but shown pending"]
    told = [
        [(event, outcome.error, outcome.after.shows(A)) for who, event, outcome in outcomes(facts) if who == A]
        for facts in (pending, declined)
    ]
    assert told[0] == told[1]


@pytest.mark.requirement("R19")
@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    ("blocked", "deactivated"),
    [
        ("Blocked by B", "B deactivated"),
        ("Blocked by B with A's invitation showing pending", "Pending, then B deactivated"),
        ("Unblocked by B with A's invitation showing pending", "Pending, then B deactivated and reactivated"),
    ],
)
def test_what_the_blocked_can_do_does_not_tell_blocked_from_deactivated(blocked: str, deactivated: str) -> None:
    """Every act of A gives A the same sight and the same error."""
    told = [[(act, play(STATES[name], A, act)) for act in Act] for name in (blocked, deactivated)]
    assert [(act, each.error, each.after.shows(A)) for act, each in told[0]] == [
        (act, each.error, each.after.shows(A)) for act, each in told[1]
    ]


@pytest.mark.requirement("R16")
def test_declines_are_counted_for_one_direction() -> None:
    """Four of them close A's way to B, and B's way to A stays open."""
    facts = Facts()
    for _ in range(4):
        for side, act in ((A, Act.SEND_INVITATION), (B, Act.DECLINE_INVITATION), (A, Act.WITHDRAW_INVITATION)):
            outcome = play(facts, side, act)
            assert outcome.effects, (side, act)
            facts = replace(outcome.after, cools_down={A: False, B: False})
    assert play(facts, A, Act.SEND_INVITATION).error == "UNAVAILABLE"
    assert Effect.INVITE in play(facts, B, Act.SEND_INVITATION).effects
