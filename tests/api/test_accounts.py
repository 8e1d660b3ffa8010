"""Tokens of people whose account is closed: good tokens, and nobody's."""

import pytest

from ..world import World


@pytest.mark.attack(58)
@pytest.mark.parametrize("status", ["DEACTIVATED", "ERASED", None])
async def test_tokens_of_closed_accounts_are_refused(world: World, status: str | None) -> None:
    """For reading and for acting; one that is not there is closed too."""
    (ada,) = await world.people("ada")
    await world.cypher("MATCH (f:Freelancer {id: $id}) SET f.status = $status", id=ada.id, status=status or "ACTIVE")
    if status is None:
        await world.cypher("MATCH (f:Freelancer {id: $id}) DETACH DELETE f", id=ada.id)
    remove = 'mutation { removeFromNetwork(input: {freelancerId: "FL_zzzzzzzzzzzzzzzz"}) { __typename } }'
    for text in ("{ viewer { id } }", "{ viewer { freelancer { name } } }", remove):
        answer = await ada.asks(text)
        assert (answer.status, answer.codes, answer.body.get("data")) == (403, ["ACCOUNT_CLOSED"], None)


async def test_an_open_account_is_looked_at_once_in_five_seconds(world: World) -> None:
    """For reading; an act looks every time."""
    (ada,) = await world.people("ada")
    world.settings = world.settings.model_copy(update={"account_seconds": 5})
    world.__post_init__()
    await ada.asks("{ viewer { id } }")
    await world.cypher("MATCH (f:Freelancer {id: $id}) SET f.status = 'DEACTIVATED'", id=ada.id)
    assert (await ada.asks("{ viewer { id } }")).status == 200
    remove = 'mutation { removeFromNetwork(input: {freelancerId: "FL_zzzzzzzzzzzzzzzz"}) { __typename } }'
    assert (await ada.asks(remove)).codes == ["ACCOUNT_CLOSED"]
    world.clock.tick(seconds=5)
    assert (await ada.asks("{ viewer { id } }")).codes == ["ACCOUNT_CLOSED"]
