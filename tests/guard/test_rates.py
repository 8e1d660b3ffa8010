"""Windows of requests and points: what is counted, what is refused and what is given back."""

from datetime import timedelta

import httpx
import pytest

from confrere.api.guard.rates import Rates, Throttled, place
from confrere.api.guard.windows import MAX_KEYS, Windows
from confrere.api.settings import Settings

from ..world import START, Moving, World


def rates(clock: Moving, *, points: int = 100, requests: int = 3) -> Rates:
    """Small windows."""
    return Rates(Windows(clock), clock, points=points, requests=requests)


async def test_points_are_taken_until_there_are_none() -> None:
    """What is refused is not charged, and the window starts afresh after a minute."""
    clock = Moving()
    counted = rates(clock)
    await counted.charge("ada", 60)
    with pytest.raises(Throttled) as told:
        await counted.charge("ada", 41)
    assert told.value.retry_after == 60
    await counted.charge("ada", 40)
    assert (await counted.budget("ada")).remaining == 0
    clock.tick(seconds=45)
    with pytest.raises(Throttled, match="15 seconds"):
        await counted.charge("ada", 1)
    clock.tick(seconds=15)
    await counted.charge("ada", 100)


async def test_everybody_has_a_window_of_their_own() -> None:
    """One person's points are nobody else's, and points are not requests."""
    counted = rates(Moving())
    await counted.charge("ada", 100)
    await counted.charge("bob", 100)
    await counted.count_request("ada")


async def test_what_was_not_used_is_given_back_and_never_more() -> None:
    """A refund makes no credit, not even in the window after."""
    clock = Moving()
    counted = rates(clock)
    await counted.charge("ada", 80)
    await counted.refund("ada", 70)
    assert (await counted.budget("ada")).remaining == 90
    await counted.refund("ada", 1_000)
    assert (await counted.budget("ada")).remaining == 100
    clock.tick(seconds=60)
    await counted.refund("ada", 50)
    assert (await counted.budget("ada")).remaining == 100


async def test_a_budget_says_when_it_is_whole_again() -> None:
    """In the header fields of the draft."""
    clock = Moving()
    counted = rates(clock)
    await counted.charge("ada", 30)
    clock.tick(seconds=20)
    budget = await counted.budget("ada")
    assert budget.resets_at == START + timedelta(seconds=60)
    assert budget.headers(clock()) == {"RateLimit-Policy": '"points";q=100;w=60', "RateLimit": '"points";r=70;t=40'}


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many addresses ask; the window that was opened first is forgotten."""
    monkeypatch.setattr("confrere.api.guard.windows.MAX_KEYS", 10)
    windows = Windows(Moving())
    for number in range(25):
        await windows.incr(f"address {number}", 60)
    assert await windows.reset() == 10
    assert MAX_KEYS >= 10_000


async def test_a_window_that_is_cleared_is_open_again() -> None:
    """As the library expects of a storage."""
    windows = Windows(Moving())
    await windows.incr("a", 60, 7)
    assert await windows.get("a") == 7
    await windows.clear("a")
    assert (await windows.get("a"), await windows.check()) == (0, True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("testclient", "", False),
    ],
)
def test_an_address_is_what_one_customer_is_given(one: str, other: str, same: bool) -> None:
    """Of IPv6 a network of /64, of which one machine has as many addresses as it likes."""
    assert (place(one) == place(other)) is same


async def test_too_many_requests_of_an_address_are_refused(world: World) -> None:
    """Before anybody is signed in or anything is read, with when to try again."""
    world.settings = Settings(account_seconds=0, requests_per_minute=3)
    world.__post_init__()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        answers = [await http.post("/graphql", json={"query": "{ __typename }"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    (error,) = answers[-1].json()["errors"]
    assert error["extensions"]["code"] == "THROTTLED"
    assert error["extensions"]["retryAfter"] == 60
    world.clock.tick(minutes=1)
    assert (await world.post("{ __typename }")).status == 200


@pytest.mark.attack(52)
async def test_points_of_a_person_run_out(world: World) -> None:
    """The dear operation is refused and tells its cost, a cheap one is answered still, and others are not concerned."""
    ada, bob = await world.people("ada", "bob")
    world.settings = Settings(account_seconds=0, points_per_minute=150)
    world.__post_init__()
    dear = "{ viewer { network(first: 60) { nodes { id } } } rateLimit { cost limit remaining nodeCount resetAt } }"
    first = await ada.asks(dear)
    assert first.data["rateLimit"] == {
        "cost": 63,
        "limit": 150,
        "remaining": 87,
        "nodeCount": 60,
        "resetAt": f"{world.clock() + timedelta(minutes=1):%Y-%m-%dT%H:%M:%S.%fZ}",
    }
    used = first.body["extensions"]["cost"]
    assert used == {
        "requestedQueryCost": 63,
        "actualQueryCost": 3,
        "throttleStatus": {"maximumAvailable": 150, "currentlyAvailable": 147, "restoreRate": 2},
    }
    dearest = "{ viewer { network(first: 100) { edges { node { id } } } } }"
    refused = await ada.asks(dearest)
    assert (refused.status, refused.codes) == (429, ["THROTTLED"])
    assert refused.body["extensions"]["cost"]["requestedQueryCost"] == 202
    assert "data" not in refused.body
    assert (await ada.asks("{ viewer { id } }")).data
    assert (await bob.asks(dear)).data


async def test_an_operation_dearer_than_any_is_refused_with_its_cost(world: World) -> None:
    """It would be refused in every window."""
    (ada,) = await world.people("ada")
    answer = await ada.asks("{ viewer { network(first: 100) { nodes { network(first: 100) { nodes { id } } } } } }")
    assert answer.codes == ["TOO_COMPLEX"]
    told = answer.body["errors"][0]["extensions"]
    assert (told["limit"], told["requestedQueryCost"]) == (5_000, 10_202)
