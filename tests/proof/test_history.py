"""The checker of histories tells a possible one from an impossible one; else it would prove nothing."""

from math import inf

import pytest

from .history import Call, is_linearizable

SENT = Call(0, 1, "a", "send", told="SendInvitationPayload", made="i1")
ACCEPTED = Call(2, 3, "b", "accept", "i1", "AcceptInvitationPayload")
POSSIBLE = {
    "nothing": [],
    "one after the other": [SENT, ACCEPTED, Call(4, 5, "a", "look", told="CONNECTED")],
    "a look during an act shows either": [
        SENT,
        Call(2, 9, "b", "accept", "i1", "AcceptInvitationPayload"),
        Call(3, 4, "a", "look", told="PENDING_SENT"),
        Call(5, 6, "a", "look", told="CONNECTED"),
    ],
    "both invite at once": [
        Call(0, 5, "a", "send", told="SendInvitationPayload"),
        Call(0, 5, "b", "send", told="SendInvitationPayload"),
        Call(6, 7, "a", "look", told="CONNECTED"),
    ],
    "an unknown act that happened late": [
        Call(0, inf, "a", "send"),
        Call(1, 2, "b", "look", told="NONE"),
        Call(3, 4, "b", "look", told="PENDING_RECEIVED"),
        Call(5, 6, "b", "accept", "named first now", "AcceptInvitationPayload"),
    ],
    "an unknown act that never happened": [Call(0, inf, "a", "send"), Call(5, 6, "a", "look", told="NONE")],
    "a decline that its sender cannot tell": [
        SENT,
        Call(2, 3, "b", "decline", "i1", "DeclineInvitationPayload"),
        Call(4, 5, "a", "look", told="PENDING_SENT"),
        Call(4, 5, "b", "look", told="NONE"),
        Call(6, 7, "b", "decline", "i1", "DeclineInvitationPayload"),
    ],
}
IMPOSSIBLE = {
    "an acknowledged act that is lost": [SENT, Call(2, 3, "a", "look", told="NONE")],
    "an acceptance of nothing": [Call(0, 1, "b", "accept", "i1", "AcceptInvitationPayload")],
    "accepted and withdrawn": [
        SENT,
        Call(2, 9, "b", "accept", "i1", "AcceptInvitationPayload"),
        Call(2, 9, "a", "withdraw", "i1", "WithdrawInvitationPayload"),
    ],
    "time that runs back": [
        SENT,
        Call(2, 9, "b", "accept", "i1", "AcceptInvitationPayload"),
        Call(3, 4, "a", "look", told="CONNECTED"),
        Call(5, 6, "b", "look", told="PENDING_RECEIVED"),
    ],
    "an act that comes back": [
        SENT,
        ACCEPTED,
        Call(4, 5, "b", "remove", told="RemoveFromNetworkPayload"),
        Call(6, 7, "a", "look", told="CONNECTED"),
    ],
    "a fifth invitation after four declines": [
        call
        for turn in range(4)
        for call in (
            Call(10 * turn, 10 * turn + 1, "a", "send", told="SendInvitationPayload", made=f"i{turn}"),
            Call(10 * turn + 2, 10 * turn + 3, "b", "decline", f"i{turn}", "DeclineInvitationPayload"),
            Call(10 * turn + 4, 10 * turn + 5, "a", "withdraw", f"i{turn}", "WithdrawInvitationPayload"),
        )
    ]
    + [Call(90, 91, "a", "send", told="SendInvitationPayload")],
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_possible_history_is_let_pass(name: str) -> None:
    """Some order explains it."""
    assert is_linearizable(POSSIBLE[name])


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_impossible_history_is_found_out(name: str) -> None:
    """No order explains it."""
    assert not is_linearizable(IMPOSSIBLE[name])
