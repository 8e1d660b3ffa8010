"""What strangers try over HTTP: each attack has an answer in our words, with a code, a request id and nothing done."""

import asyncio
from contextlib import suppress
from typing import Any

import httpx
import orjson
import pytest

from confrere.api.app import create_app
from confrere.api.cursors import Cursors
from confrere.api.http.protocol import bounded
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store

from ..serving import listening
from ..world import World

FOREVER = "x" * 9_000


async def sent(world: World, content: bytes, *, token: str | None = None, **headers: str) -> httpx.Response:
    """Sends bytes as they are."""
    signed_in = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        return await http.post(
            "/graphql", content=content, headers={"Content-Type": "application/json", **signed_in, **headers}
        )


def told(answer: httpx.Response) -> list[str]:
    """The codes of an answer, each of whose errors has a code, the request's id and a short message in our words."""
    body = answer.json()
    codes = []
    for error in body["errors"]:
        assert error["extensions"]["requestId"] == answer.headers["X-Request-Id"]
        assert 0 < len(error["message"]) <= 300
        for word in ("Traceback", "neo4j", "Neo4j", "java", "Lucene", "MATCH", "strawberry", ".py", "Exception"):
            assert word not in error["message"]
        codes.append(error["extensions"]["code"])
    return codes


DEEP = b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}"
LISTS = b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}}"
BODIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "BAD_JSON"),
    "a word": (b"NONSENSE", "BAD_JSON"),
    "bytes that are no text": (b"\xff\xfe\x00", "BAD_JSON"),
    "a key that is cut off": (b'{"query', "BAD_JSON"),
    "ten thousand levels": (DEEP, "BAD_JSON"),
    "twenty thousand lists": (LISTS, "BAD_JSON"),
    "forty levels": (
        b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 40 + b"1" + b"}" * 41,
        "NOT_WELL_FORMED",
    ),
    "very many values": (
        b'{"query": "{ __typename }", "variables": {"a": [' + b"1," * 6_000 + b"1]}}",
        "NOT_WELL_FORMED",
    ),
    "a lone surrogate": (b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}', "BAD_JSON"),
    "a lone surrogate in the document": (b'{"query": "{ \\udfff }"}', "BAD_JSON"),
    "NaN": (b'{"query": "{ __typename }", "variables": {"a": NaN}}', "BAD_JSON"),
    "Infinity": (b'{"query": "{ __typename }", "variables": {"a": -Infinity}}', "BAD_JSON"),
    "null": (b"null", "NOT_WELL_FORMED"),
    "a number": (b"1", "NOT_WELL_FORMED"),
    "a text": (b'"{ __typename }"', "NOT_WELL_FORMED"),
    "an empty list": (b"[]", "NOT_WELL_FORMED"),
    "a thousand operations": (orjson.dumps([{"query": "{ __typename }"}] * 1_000), "NOT_WELL_FORMED"),
    "an empty object": (b"{}", "NOT_WELL_FORMED"),
    "an empty document": (b'{"query": ""}', "NOT_WELL_FORMED"),
    "a document that is null": (b'{"query": null}', "NOT_WELL_FORMED"),
    "a document that is a number": (b'{"query": 1}', "NOT_WELL_FORMED"),
    "a document by its hash": (b'{"documentId": "sha256:abc"}', "NOT_WELL_FORMED"),
    "variables that are text": (b'{"query": "{ __typename }", "variables": "{}"}', "NOT_WELL_FORMED"),
}


@pytest.mark.attack(5, 8, 16, 17)
@pytest.mark.parametrize("name", BODIES)
async def test_a_body_that_is_no_request_is_told_so(tokens: Tokens, name: str) -> None:
    """Four hundred, before anything is parsed, signed in or not."""
    body, code = BODIES[name]
    store = Store.open("bolt://127.0.0.1:1", auth=None)  # never asked
    app = create_app(Settings(), store=store, tokens=tokens, cursors=Cursors(b"a secret"), sealing=Sealing(b"a secret"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as http:
        answer = await http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    await store.close()
    assert (answer.status_code, told(answer)) == (400, [code])


DOCUMENTS: dict[str, tuple[str, str]] = {
    "no GraphQL": ("}{", "GRAPHQL_PARSE_FAILED"),
    "NUL": ("{ view\x00er { id } }", "GRAPHQL_PARSE_FAILED"),
    "a mark of order": ("\u202e{ viewer { id } }", "GRAPHQL_PARSE_FAILED"),
    "a text that does not end": ('{ node(id: "x) { id } }', "GRAPHQL_PARSE_FAILED"),
    "a number that is none": ("{ node(id: 1e309e) { id } }", "GRAPHQL_PARSE_FAILED"),
    "spaces": ("   ", "GRAPHQL_PARSE_FAILED"),
    "types": ("type Query { a: Int }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown field": ("{ viewer { netwrk(first: 1) { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown argument": ("{ viewer { network(frst: 1) { totalCount } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown type": ("{ viewer { ... on Viewr { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown value": ("{ viewer { quota(kind: INVITATIONS_PER_DYA) { limit } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown directive": ("{ viewer { id @incude(if: true) } }", "GRAPHQL_VALIDATION_FAILED"),
    "a very long name": ("{ viewer { " + FOREVER + " } }", "GRAPHQL_VALIDATION_FAILED"),
    "two ways to name somebody": (
        '{ freelancer(by: {id: "FL_0000000000000000", handle: "a"}) { id } }',
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a fragment that spreads itself": ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "ten thousand aliases": ("{ " + " ".join(f"a{n}: __typename" for n in range(2_000)) + " }", "TOO_COMPLEX"),
    "more tokens than anybody reads": ("{ " + "a " * 7_000 + "}", "TOO_COMPLEX"),
    "fifty levels": ("{ viewer " + "{ network(first: 1) { nodes " * 50 + "}" * 101, "TOO_COMPLEX"),
    "pages of pages of pages": (
        "{ viewer { network(first: 100) { nodes { network(first: 100) { nodes { id } } } } } }",
        "TOO_COMPLEX",
    ),
    "six acts": (
        "mutation { "
        + " ".join(
            f'a{n}: removeFromNetwork(input: {{freelancerId: "FL_0000000000000000"}}) {{ __typename }}'
            for n in range(6)
        )
        + " }",
        "TOO_COMPLEX",
    ),
}


@pytest.mark.attack(1, 2, 3, 4, 6, 12)
@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_document_that_cannot_run_is_told_why_and_no_more(world: World, name: str) -> None:
    """Nothing reaches the database, nothing that was nearly meant is named, and the message is short."""
    text, code = DOCUMENTS[name]
    (ada,) = await world.people("ada")
    answer = await sent(world, orjson.dumps({"query": text}), token=world.token(ada.id))
    assert set(told(answer)) == {code}
    assert "Did you mean" not in answer.text
    assert "data" not in answer.json()


VARIABLES: list[tuple[str, Any]] = [
    ("Int", 2**31),
    ("Int", -(2**31) - 1),
    ("Int", 2**63),
    ("Int", 1.5),
    ("Int", "1"),
    ("Int", True),
    ("Int", []),
    ("Int", {"a": 1}),
    ("ID!", None),
    ("ID!", 1.5),
    ("ID!", {"a": FOREVER}),
    ("[ID!]!", [[["x"]]]),
    ("[ID!]!", [None]),
    ("QuotaKind!", "INVITATIONS_PER_DYA"),
    ("QuotaKind!", 1),
    ("FreelancerBy!", {}),
    ("FreelancerBy!", {"id": "a", "handle": "b"}),
    ("FreelancerBy!", {"handel": "b"}),
    ("FreelancerBy!", {"handle": None}),
]


@pytest.mark.attack(9, 12, 16)
@pytest.mark.parametrize(("kind", "value"), VARIABLES, ids=str)
async def test_variables_that_do_not_fit_are_told_without_a_hint(world: World, kind: str, value: Any) -> None:
    """And without repeating nine thousand characters of them."""
    (ada,) = await world.people("ada")
    use = {
        "Int": "viewer { network(first: $v) { totalCount } }",
        "ID!": "node(id: $v) { id }",
        "[ID!]!": "nodes(ids: $v) { id }",
        "QuotaKind!": "viewer { quota(kind: $v) { limit } }",
        "FreelancerBy!": "freelancer(by: $v) { id }",
    }[kind]
    body = orjson.dumps({"query": f"query V($v: {kind}) {{ {use} }}", "variables": {"v": value}})
    answer = await sent(world, body, token=world.token(ada.id), Accept="application/graphql-response+json")
    assert (answer.status_code, set(told(answer))) == (400, {"BAD_VARIABLES"})
    assert "Did you mean" not in answer.text


@pytest.mark.attack(16)
async def test_a_number_beyond_all_numbers_is_no_number(world: World) -> None:
    """Whatever a reader of JSON makes of it, no resolver sees it."""
    (ada,) = await world.people("ada")
    text = b'{"query": "query V($v: Int) { viewer { network(first: $v) { totalCount } } }", "variables": {"v": %s}}'
    for number in (b"1e309", b"-1e309", b"9" * 400, b"-0.5", b"18446744073709551616"):
        answer = await sent(world, text % number, token=world.token(ada.id))
        assert set(told(answer)) <= {"BAD_VARIABLES", "BAD_JSON"}


@pytest.mark.attack(9)
@pytest.mark.parametrize("page", ["first: 1000000", "first: -1", "first: 0", "first: 1, last: 1", "last: 101", ""])
async def test_a_page_that_is_none_is_told_so(world: World, page: str) -> None:
    """From one to a hundred, from one end."""
    (ada,) = await world.people("ada")
    arguments = f"({page})" if page else ""
    assert (await ada.asks(f"{{ viewer {{ network{arguments} {{ totalCount }} }} }}")).codes == ["BAD_PAGE"]


LUCENE = ["*:*", "handle:a", "a~", "/re/", '"', "a AND (", "+-!(){}[]^"]
CYPHER = ["' OR 1=1 //", "`) DETACH DELETE (n", "}) RETURN 1 //", "$me", "\\u0027", "ada') MATCH (n"]
TEXTS = [
    *LUCENE,
    *CYPHER,
    "\u202eada",
    "a\u200bda",
    "а\u0301da",
    "💥" * 100,
    "\n\r\t",
    "",
    " ",
    "Z̷̢̛" * 500,
    "x" * 10_000,
    "\x00",
    "4:abc:12",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "=1+1",
    "null",
]


@pytest.mark.attack(14, 17, 18, 19, 20, 21, 22, 23, 24)
async def test_any_text_is_text(world: World) -> None:
    """In every field that takes one: answered or refused in our words, never an error of the database's."""
    ada, bob = await world.people("ada", "bob")
    by_handle = "query T($t: String!) { freelancer(by: {handle: $t}) { id } }"
    by_id = "query T($t: ID!) { node(id: $t) { id } }"
    after = "query T($t: String!) { viewer { network(first: 1, after: $t) { totalCount } } }"
    remove = "mutation T($t: ID!) { removeFromNetwork(input: {freelancerId: $t}) { __typename } }"
    key = (
        f'mutation T($t: String!) {{ removeFromNetwork(input: {{freelancerId: "{bob.id}", idempotencyKey: $t}}) '
        "{ __typename } }"
    )
    allowed = {"BAD_ID", "CURSOR_MISMATCH", "BAD_VALUE", "BAD_PAGE"}
    for text in TEXTS:
        for document in (by_handle, by_id, after, remove, key):
            answer = await ada.asks(document, t=text)
            assert set(answer.codes) <= allowed, (text, document, answer.body)
            assert answer.status == 200
    assert (await world.cypher("MATCH (f:Freelancer) RETURN count(*) AS people")) == [{"people": 2}]


@pytest.mark.attack(26, 27)
async def test_a_cursor_is_good_for_whom_and_what_it_was_made(world: World) -> None:
    """Edited, cut, another person's and another list's are refused alike."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob), (ada, eve), (bob, eve))
    page = "query P($a: String) { viewer { network(first: 1, after: $a) { edges { cursor } } } }"
    (edge,) = (await ada.asks(page)).data["viewer"]["network"]["edges"]
    good = edge["cursor"]
    assert (await ada.asks(page, a=good)).data
    forged = [good[:-1], good + "A", good[::-1], good.swapcase(), "MA==", "' OR 1=1", "9" * 50]
    for cursor in forged:
        assert (await ada.asks(page, a=cursor)).codes == ["CURSOR_MISMATCH"], cursor
    assert (await bob.asks(page, a=good)).codes == ["CURSOR_MISMATCH"]
    other = "query P($a: String) { viewer { invitationsSent(first: 1, after: $a) { edges { cursor } } } }"
    assert (await ada.asks(other, a=good)).codes == ["CURSOR_MISMATCH"]


@pytest.mark.attack(28, 29)
async def test_nothing_is_found_by_an_id_of_another_kind_or_of_the_database(world: World) -> None:
    """The database's own ids are no ids, and neither answer nor error shows one."""
    ada, bob = await world.people("ada", "bob")
    invitation = await ada.invitation_to(bob)
    found = await world.cypher(
        "MATCH (f:Freelancer {id: $id}) RETURN elementId(f) AS element, id(f) AS number", id=bob.id
    )
    for own in (found[0]["element"], str(found[0]["number"])):
        assert (await ada.asks("query N($i: ID!) { node(id: $i) { id } }", i=own)).codes == ["BAD_ID"]
    assert (await ada.asks("query N($i: ID!) { freelancer(by: {id: $i}) { id } }", i=invitation)).codes == ["BAD_ID"]
    accept = "mutation N($i: ID!) { acceptInvitation(input: {invitationId: $i}) { __typename } }"
    assert (await ada.asks(accept, i=bob.id)).codes == ["BAD_ID"]
    seen = str((await ada.asks("{ viewer { invitationsSent(first: 5) { nodes { id recipient { id } } } } }")).body)
    assert found[0]["element"] not in seen


@pytest.mark.attack(40)
async def test_hidden_and_absent_are_told_alike(world: World) -> None:
    """A private person, a deactivated one and nobody give the same answers, byte for byte."""
    (ada,) = await world.people("ada")
    await world.person("priva", visibility="PRIVATE")
    await world.person("deact", status="DEACTIVATED")
    look = "query L($h: String!, $i: ID!) { freelancer(by: {handle: $h}) { id } node(id: $i) { id } }"
    act = (
        "mutation A($i: ID!) { sendInvitation(input: {freelancerId: $i, entryPoint: UFS_TILE, steps: 1}) "
        "{ ... on UserError { code message path } } }"
    )
    answers = []
    for name in ("priva", "deact", "nobod"):
        id = f"FL_{name.translate(str.maketrans('ilou', 'jkpv')):z<16}"
        looked, acted = await ada.asks(look, h=name, i=id), await ada.asks(act, i=id)
        answers.append(orjson.dumps([looked.body["data"], acted.body["data"], looked.status, acted.status]))
    assert len(set(answers)) == 1


@pytest.mark.attack(12)
async def test_the_schema_is_told_by_role(world: World) -> None:
    """In public to developers only, however it is asked for; while developing to whoever is signed in."""
    (ada,) = await world.people("ada")
    texts = [
        "{ __schema { queryType { name } } }",
        '{ __type(name: "Query") { name } }',
        "{ ...A } fragment A on Query { a: __schema { queryType { name } } }",
        "{ ... on Query { ... { __schema { queryType { name } } } } }",
    ]
    world.settings = Settings(account_seconds=0, development=False)
    world.__post_init__()
    for text in texts:
        answer = await world.post(text, token=world.token(ada.id))
        assert (answer.status, answer.codes) == (403, ["FORBIDDEN"])
        assert (await world.post(text, token=world.token(ada.id, roles=frozenset({"developer"})))).data
        assert (await world.post(text)).status == 401
    world.settings = Settings(account_seconds=0)
    world.__post_init__()
    assert (await ada.asks(texts[0])).data
    assert (await world.post(texts[0])).status == 401


@pytest.mark.attack(50)
async def test_a_key_of_one_person_is_nothing_to_another(world: World) -> None:
    """The same key twice is one act, with another input a conflict, and somebody else's key is their own."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    first = await ada.invites(bob, idempotencyKey="k")
    assert await ada.invites(bob, idempotencyKey="k") == first
    other = await ada.asks(
        "mutation S($i: SendInvitationInput!) { sendInvitation(input: $i) { __typename } }",
        i={"freelancerId": eve.id, "entryPoint": "NETWORK_PAGE", "steps": 2, "idempotencyKey": "k"},
    )
    assert other.codes == ["IDEMPOTENCY_CONFLICT"]
    assert (await eve.invites(bob, idempotencyKey="k"))["__typename"] == "SendInvitationPayload"
    assert len(await bob.received()) == 2


@pytest.mark.attack(7)
async def test_ten_megabytes_are_refused(world: World) -> None:
    """Without being read."""
    answer = await sent(world, b'{"query": "' + b"x" * 10_000_000 + b'"}')
    assert (answer.status_code, told(answer)) == (413, ["TOO_LARGE"])


@pytest.mark.attack(15)
@pytest.mark.parametrize("flood", [True, False], ids=["a flood of headers", "headers that never end"])
async def test_headers_on_the_socket_are_bounded(world: World, flood: bool) -> None:
    """The connection is closed, and the next one is served."""
    protocol = bounded(max_header_bytes=32_768, seconds=0.3)
    async with listening(world.app, http=protocol) as address:
        port = int(address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /graphql HTTP/1.1\r\nHost: x\r\n")
        if flood:
            for number in range(100):
                writer.write(b"X-%d: " % number + b"x" * 1_000 + b"\r\n")
        async with asyncio.timeout(20):
            with suppress(ConnectionResetError):  # which is a way to end it too
                assert await reader.read() == b""
        writer.close()
        async with httpx.AsyncClient() as http:
            assert (await http.get(f"{address}/healthz")).status_code == 200
