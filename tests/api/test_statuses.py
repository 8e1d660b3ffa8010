"""Status codes and media types in both profiles: each way a request can go, with what its first line says."""

import httpx
import orjson
import pytest

from confrere.api.http.media import GRAPHQL, JSON, NotAcceptable, accepted
from confrere.api.http.statuses import HttpProfile
from confrere.api.settings import Settings

from ..world import World

ASK = {"query": "{ __typename }"}
TABLE = {
    "an answer": (ASK, {}, 200),
    "an answer in part": ({"query": '{ __typename node(id: "nonsense") { id } }'}, {}, 294),
    "no JSON": (b"NONSENSE", {}, 400),
    "JSON that is cut off": (b'{"query":', {}, 400),
    "no query": ({"qeury": "{ __typename }"}, {}, 422),
    "variables of another shape": ({"query": "query Q($i: Int!) { __typename }", "variables": [7]}, {}, 422),
    "an operation name of another shape": ({**ASK, "operationName": 1}, {}, 422),
    "extensions of another shape": ({**ASK, "extensions": "x"}, {}, 422),
    "a batch": ([ASK, ASK], {}, 422),
    "no GraphQL": ({"query": "{"}, {}, 400),
    "another schema": ({"query": "{ nothing }"}, {}, 422),
    "a document beyond a bound": ({"query": "{ " + "a: __typename " * 1000 + "}"}, {}, 422),
    "no such operation": ({"query": "query A { __typename }", "operationName": "B"}, {}, 422),
    "which operation": ({"query": "query A { __typename } query B { __typename }"}, {}, 422),
    "variables that do not fit": ({"query": "query Q($i: ID!) { node(id: $i) { id } }", "variables": {}}, {}, 422),
    "another content type": (b"query={__typename}", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    "a form with files": (b"--x--", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
    "plain text": (b'{"query": "{ __typename }"}', {"Content-Type": "text/plain"}, 415),
    "another encoding": (b'{"query": "{ __typename }"}', {"Content-Type": "application/json; charset=utf-16"}, 415),
    "an answer nobody gives": (ASK, {"Accept": "image/png"}, 406),
    "nobody": ({"query": "{ viewer { id } }"}, {"Authorization": ""}, 401),
}
"""Request, headers and the status of the draft of August 2026."""
AUDIT = {294: 200, 422: 400}
"""What the audits want where the draft says otherwise."""


async def answered(world: World, profile: str, name: str, accept: str) -> httpx.Response:
    """Sends a request of the table in one profile, signed in."""
    (ada,) = await world.people("ada")
    world.settings = Settings(account_seconds=0, http_profile=HttpProfile(profile))
    world.__post_init__()
    body, more, _ = TABLE[name]
    headers = {"Accept": accept, "Content-Type": "application/json", "Authorization": f"Bearer {world.token(ada.id)}"}
    sent = {key: value for key, value in {**headers, **more}.items() if value}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        return await http.post("/graphql", content=content, headers=sent)


@pytest.mark.parametrize("name", TABLE)
async def test_the_draft_of_august_2026(world: World, name: str) -> None:
    """Its codes, and its media type for whatever is not a success."""
    expected = TABLE[name][2]
    answer = await answered(world, "draft-2026-08", name, GRAPHQL)
    assert answer.status_code == expected
    assert answer.headers["Content-Type"] == f"{GRAPHQL}; charset=utf-8"
    assert ("data" in answer.json()) == (expected < 300)
    old = await answered_again(world, name, JSON)
    assert old.status_code == expected
    assert old.headers["Content-Type"].startswith(JSON if expected < 300 else GRAPHQL)


async def answered_again(world: World, name: str, accept: str) -> httpx.Response:
    """The same for a client of before the specification."""
    await world.wipe()
    return await answered(world, "draft-2026-08", name, accept)


@pytest.mark.parametrize("name", TABLE)
async def test_the_profile_of_the_audits(world: World, name: str) -> None:
    """Four hundred for whatever is wrong with the document, and the kind of answer that was asked for."""
    expected = TABLE[name][2]
    answer = await answered(world, "audit", name, GRAPHQL)
    assert answer.status_code == AUDIT.get(expected, expected)
    assert answer.headers["Content-Type"].startswith(GRAPHQL if "Accept" not in TABLE[name][1] else JSON)
    assert answer.headers["X-Request-Id"].startswith("RQ_")


@pytest.mark.attack(13)
async def test_nothing_is_changed_by_get(world: World) -> None:
    """405 with what is allowed, in both profiles; where GET is closed, for queries too."""
    (ada,) = await world.people("ada")
    mutation = 'mutation { removeFromNetwork(input: {freelancerId: "FL_0000000000000000"}) { __typename } }'
    for settings, allowed in (
        (Settings(account_seconds=0), "GET, POST"),
        (Settings(account_seconds=0, http_profile=HttpProfile.DRAFT), "GET, POST"),
        (Settings(account_seconds=0, development=False), "POST"),
    ):
        world.settings = settings
        world.__post_init__()
        signed_in = {"Authorization": f"Bearer {world.token(ada.id)}"}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
            acts = await http.get("/graphql", params={"query": mutation}, headers=signed_in)
            asks = await http.get("/graphql", params={"query": "{ viewer { id } }"}, headers=signed_in)
            simple = await http.get("/graphql", params={"query": "{ __typename }"})
            other = await http.put("/graphql", json=ASK)
        assert (acts.status_code, acts.headers["Allow"]) == (405, allowed)
        assert (other.status_code, other.headers["Allow"]) == (405, allowed)
        assert asks.status_code == (200 if "GET" in allowed else 405)
        assert simple.status_code == (403 if "GET" in allowed else 405)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json, application/json", GRAPHQL),
        ("application/json, application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json; charset=utf-8, application/json;q=0.9", GRAPHQL),
        ("application/graphql-response+json;q=0.5, application/json;q=0.9", JSON),
        ("application/json;q=0, */*", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        ("APPLICATION/JSON", JSON),
        ("application/json;q=nan", JSON),
        ("application/json;q=9", JSON),
    ],
)
def test_the_kind_that_is_liked_best_is_given(header: str | None, kind: str) -> None:
    """By weight, then by how exactly it was named."""
    assert accepted(header) == kind


@pytest.mark.parametrize(
    "header", ["image/png", "text/*", "application/json;q=0", "application/json;q=x", ",,;;", "x" * 9000]
)
def test_whoever_accepts_neither_is_told(header: str) -> None:
    """And not surprised with what it cannot read."""
    with pytest.raises(NotAcceptable):
        accepted(header)
