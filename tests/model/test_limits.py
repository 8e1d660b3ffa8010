"""Limits and phases: what is left and when it frees, and what exists in which phase."""

from dataclasses import replace
from datetime import timedelta

import pytest

from confrere.graph import errors
from confrere.graph.model.pair import Pair
from confrere.graph.model.people import EntryPoint
from confrere.graph.model.quotas import QuotaKind, quota
from confrere.graph.model.rollout import STARTS_FROM, Feature, is_open
from confrere.graph.model.rules import Phase, Rules
from confrere.graph.model.states import GOOD, NOW, Side
from confrere.graph.model.transitions import Act, Past, decide

STRANGERS = Pair(Side.A.id, Side.B.id)


@pytest.mark.requirement("R22")
@pytest.mark.parametrize(("limit", "remaining", "frees"), [(4, 1, 0), (3, 0, 0), (2, 0, 1), (1, 0, 2)])
def test_the_day_quota_frees_when_enough_have_left_the_window(limit: int, remaining: int, frees: int) -> None:
    """The oldest makes room, and as many more as were sent above a limit that was lowered since."""
    sent = tuple(NOW - timedelta(hours=hours) for hours in (9, 5, 2))
    left = quota(QuotaKind.INVITATIONS_PER_DAY, replace(GOOD, sent_today=sent), Rules(invitations_per_day=limit))
    assert (left.remaining, left.reset_at) == (remaining, sent[frees] + timedelta(days=1))


@pytest.mark.requirement("R22")
def test_the_outstanding_quota_frees_when_the_first_invitation_runs_out() -> None:
    """As its sender sees it; where more than one has to run out, no time is told."""
    lapse = NOW + timedelta(days=3)
    full = replace(GOOD, outstanding=2, connections=0, first_lapse=lapse)
    for limit, remaining, reset in ((3, 1, lapse), (2, 0, lapse), (1, 0, None)):
        left = quota(QuotaKind.INVITATIONS_OUTSTANDING, full, Rules(invitations_outstanding=limit))
        assert (left.remaining, left.reset_at) == (remaining, reset)
        size = quota(QuotaKind.NETWORK_SIZE, full, Rules(max_connections=limit))
        assert (size.remaining, size.reset_at) == (remaining, reset)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("entry_point", EntryPoint)
def test_an_invitation_starts_only_from_what_the_phase_offers(entry_point: EntryPoint, phase: Phase) -> None:
    """Tiles, overlay, recommendations and e-mail open with NETWORK_PLUS; the network page and search are there."""
    later = {"UFS_TILE", "PROFILE_DRAWER", "EMAIL_INVITE", "REFERRAL"} | {
        each for each in EntryPoint if "RECOMM" in each
    }
    rules = Rules(phase=phase)
    if phase is Phase.BETA and entry_point in later:
        with pytest.raises(errors.RolloutClosed):
            decide(Act.SEND_INVITATION, STRANGERS, Past(), GOOD, rules, NOW, entry_point)
    else:
        assert decide(Act.SEND_INVITATION, STRANGERS, Past(), GOOD, rules, NOW, entry_point).event


@pytest.mark.requirement("R7")
def test_every_feature_opens_in_some_phase_and_stays_open() -> None:
    """A later phase takes nothing away."""
    for feature in Feature:
        opened = [is_open(feature, phase) for phase in Phase]
        assert opened == sorted(opened)
        assert opened[-1]
    assert set(STARTS_FROM) == set(EntryPoint)
