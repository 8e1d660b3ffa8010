"""One invitation from hand to hand, through the API."""


import pytest

from ..world import World


@pytest.mark.requirement("R11")
@pytest.mark.requirement("R13")
async def test_an_invitation_is_sent_and_accepted(world: World) -> None:
    """Pending at once for both, then connected for both."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob, note="Shall we?")
    assert await ada.state(bob) == "PENDING_SENT"
    assert await bob.state(ada) == "PENDING_RECEIVED"
    assert [each["note"] for each in await bob.received()] == ["Shall we?"]
    result = await bob.accepts(invitation)
    assert result["freelancer"]["viewerRelation"]["state"] == "CONNECTED"
    assert await ada.network() == ["bob"]
    assert await bob.network() == ["ada"]
    assert await bob.received() == []
    assert await ada.sent() == []
