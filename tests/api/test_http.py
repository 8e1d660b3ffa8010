"""What a stranger gets over HTTP, and how faults are told."""

from functools import partial
from typing import Any

import httpx
import pytest

from confrere.api.app import create_app
from confrere.api.cursors import Cursors
from confrere.api.settings import Settings
from confrere.graph.store import Store

from ..neo4j_under_test import Neo4jUnderTest
from ..world import World


def client(world: World) -> httpx.AsyncClient:
    """Talks to the application in process."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test")


async def test_asking_for_the_type_name_needs_no_token(world: World) -> None:
    """The one thing anybody may ask."""
    answer = await world.post("{ __typename }")
    assert (answer.status, answer.body["data"]) == (200, {"__typename": "Query"})


@pytest.mark.parametrize(
    "text",
    [
        "{ viewer { id } }",
        "{ __schema { types { name } } }",
        "{ __typename viewer { id } }",
        "query A { __typename } query B { viewer { id } }",
        "{ ... on Query { viewer { id } } }",
        'mutation { removeFromNetwork(input: {freelancerId: "FL_0000000000000000"}) { __typename } }',
    ],
)
async def test_everything_else_needs_one(world: World, text: str) -> None:
    """However it is wrapped; nothing reaches the database."""
    answer = await world.post(text)
    assert (answer.status, answer.trips) == (401, [])
    assert answer.codes == ["UNAUTHENTICATED"] or "operation" in answer.body["errors"][0]["message"]


async def test_a_bad_token_is_refused_even_for_the_type_name(world: World) -> None:
    """A caller who signs in wrongly learns it at once."""
    async with client(world) as http:
        for header in ("Bearer nonsense", "Basic YTpi", "Bearer "):
            answer = await http.post("/graphql", json={"query": "{ __typename }"}, headers={"Authorization": header})
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_an_expired_token_is_refused(world: World) -> None:
    """By the application's clock."""
    (ada,) = await world.people("ada")
    token = world.token(ada.id)
    world.clock.tick(hours=2)
    assert (await world.post("{ viewer { id } }", token=token)).status == 401


async def test_a_closed_account_cannot_act(world: World) -> None:
    """Its token is good and its owner is not."""
    (bob,) = await world.people("bob")
    (ada,) = await world.people("ada", status="DEACTIVATED")
    text = "mutation S($input: SendInvitationInput!) { sendInvitation(input: $input) { __typename } }"
    answer = await ada.asks(text, input={"freelancerId": bob.id, "entryPoint": "UFS_TILE", "steps": 1})
    assert answer.codes == ["ACCOUNT_CLOSED"]


@pytest.mark.parametrize(
    "id", ["", "1", "FL_", "FL_UPPERCASE0000000", "4:abc:12", "FL_000000000000000\x00", "💥", "FL_" + "0" * 99]
)
async def test_what_is_no_id_is_told_so(world: World, id: str) -> None:
    """For every field that takes one."""
    (ada,) = await world.people("ada")
    for text in (
        "query N($id: ID!) { node(id: $id) { id } }",
        "query N($id: ID!) { nodes(ids: [$id]) { id } }",
        "mutation N($id: ID!) { acceptInvitation(input: {invitationId: $id}) { __typename } }",
        "mutation N($id: ID!) { removeFromNetwork(input: {freelancerId: $id}) { __typename } }",
    ):
        assert (await ada.asks(text, id=id)).codes == ["BAD_ID"]


async def test_a_node_of_another_kind_is_looked_up_as_what_it_is(world: World) -> None:
    """And an id that names nothing visible is null, whatever the reason."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    invitation = await ada.invitation_to(bob)
    text = "query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    ids = [bob.id, invitation, "FL_zzzzzzzzzzzzzzzz", "IN_zzzzzzzzzzzzzzzz", "SK_zzzzzzzzzzzzzzzz", "VI" + ada.id[2:]]
    found = (await ada.asks(text, ids=ids)).data["nodes"]
    assert [each and each["__typename"] for each in found] == ["Freelancer", "Invitation", None, None, None, "Viewer"]
    others = (await eve.asks(text, ids=ids)).data["nodes"]
    assert [each and each["__typename"] for each in others] == ["Freelancer", None, None, None, None, None]


async def test_a_fault_of_ours_is_masked_and_numbered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No class name, no Cypher, no trace; a request id to tell us."""
    (ada,) = await world.people("ada")

    async def broken(*_args: object, **_more: object) -> list[object]:
        raise ZeroDivisionError("MATCH (secret) RETURN secret")

    monkeypatch.setattr(Store, "read", broken)
    answer = await ada.asks("{ viewer { freelancer { name } } }")
    assert answer.codes == ["INTERNAL"]
    assert "secret" not in str(answer.body)
    assert answer.body["errors"][0]["extensions"]["requestId"].startswith("RQ_")


async def test_misspelt_fields_are_told_without_suggestions(world: World) -> None:
    """The schema is not to be guessed out of errors."""
    (ada,) = await world.people("ada")
    answer = await ada.asks("{ viewer { netwrk } }")
    assert answer.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert "Did you mean" not in str(answer.body)


@pytest.mark.attack(5, 13)
async def test_in_public_queries_travel_by_post_alone(world: World) -> None:
    """No GET, no page to type them into, no form, no batch."""
    world.settings = Settings(development=False)
    world.__post_init__()
    async with client(world) as http:
        assert (await http.get("/graphql?query={__typename}")).status_code == 405
        assert (await http.get("/graphql", headers={"Accept": "text/html"})).status_code == 406
        form = await http.post("/graphql", data={"query": "{ __typename }"})
        assert form.status_code == 415
        batch = await http.post("/graphql", json=[{"query": "{ __typename }"}] * 1000)
        assert batch.status_code == 400


async def test_health_and_readiness_answer_without_a_token(world: World) -> None:
    """Alive is the process, ready is the database."""
    async with client(world) as http:
        assert (await http.get("/healthz")).json() == {"status": "alive"}
        assert (await http.get("/readyz")).json() == {"status": "ready"}


async def test_a_database_that_does_not_answer_is_a_typed_503(world: World) -> None:
    """With when to try again, and within seconds."""
    world.store = Store.open("bolt://127.0.0.1:9", auth=None)
    world.__post_init__()
    token = world.token("FL_0000000000000001")
    async with client(world) as http:
        ready = await http.get("/readyz")
        asked = await http.post(
            "/graphql",
            json={"query": "{ viewer { freelancer { name } } }"},
            headers={"Authorization": f"Bearer {token}"},
        )
    assert (ready.status_code, asked.status_code) == (503, 503)
    assert asked.headers["Retry-After"]
    assert asked.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    await world.store.close()


async def test_a_client_that_hangs_up_while_sending_is_not_answered(world: World) -> None:
    """Nor is it an error: nothing had arrived that could be begun."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"100")],
        "client": ("192.0.2.1", 1),
        "server": ("test", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    arriving = iter([{"type": "http.request", "body": b'{"que', "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(arriving)

    async def send(message: Any) -> None:
        sent.append(message)

    await world.app(scope, receive, send)
    assert sent == []


async def test_a_database_that_does_not_know_us_is_unavailable(world: World, small: Neo4jUnderTest) -> None:
    """Such as a server of somebody else that took the port of ours, or one whose password was changed."""
    wrong = Store.open(small.uri, auth=("neo4j", "not the password"))
    nowhere = Store.open(small.uri, auth=small.auth, database="elsewhere")
    for world.store in (wrong, nowhere):
        world.__post_init__()
        async with client(world) as http:
            ready = await http.get("/readyz")
        assert (ready.status_code, ready.headers["Retry-After"]) == (503, "3")
        answer = await world.post("{ viewer { id } }", token=world.token("FL_0000000000000000"))
        assert (answer.status, answer.codes) == (503, ["DATABASE_UNAVAILABLE"])
        await world.store.close()


async def test_ready_means_prepared(world: World) -> None:
    """A database that runs again and has planned nothing yet would let the first people wait."""
    for is_prepared, status in ((False, 503), (True, 200)):
        app = create_app(
            world.settings,
            store=world.store,
            tokens=world.tokens,
            cursors=Cursors(b"a secret"),
            sealing=world.sealing,
            is_prepared=partial(bool, is_prepared),
        )
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
            assert (await http.get("/readyz")).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *((name, 200) for name in ("127.0.0.1:8000", "localhost", "LOCALHOST:9", "[::1]:8000", "talent.example:443")),
        *((name, 421) for name in ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.nip.io")),
        *((name, 421) for name in ("", "127.0.0.1@evil.example", "evil.example@127.0.0.1", "[::1", "localhost:8000:1")),
    ],
)
async def test_tokens_are_shown_under_names_of_this_machine_alone(world: World, host: str, status: int) -> None:
    """A web page whose name was pointed at this machine reads no token; the operator may add a name."""
    app = create_app(
        Settings(public_url="https://Talent.example/network"),
        store=world.store,
        tokens=world.tokens,
        cursors=Cursors(b"a secret"),
        sealing=world.sealing,
        landing="<title>Page</title>a.token.b",
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        answer = await http.get("/", headers={"Host": host})
    assert (answer.status_code, "a.token.b" in answer.text) == (status, status == 200)
    assert answer.headers["Cache-Control"] == "no-store"
    assert status == 200 or "CONFRERE_PUBLIC_URL" in answer.text
