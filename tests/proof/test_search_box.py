"""The search box under fire: whatever is typed is text, finds whom a name is of, and nobody who is hidden."""

import asyncio
import json
import random
from collections.abc import Iterator

import pytest

from confrere.graph.errors import InvalidInput
from confrere.graph.model.name_query import NameQuery, name_query
from confrere.graph.names import email_key, initial_key, name_key

from ..world import Person
from .results import record
from .sizes import size
from .worlds import ProofWorld

TEXTS = size(1_000, 10_000)
SEARCH = (
    "query Search($query: String!) { searchFreelancers(query: $query, first: 100) { totalCount nodes { handle } } }"
)
ALLOWED = {"BAD_VALUE", "TOO_LONG", "BAD_JSON"}
"""What a text may be refused with."""

NAMES = [
    *(("Ana", "Pérez"), ("Ana María", "Pinto"), ("Anabel", ""), ("Petra", "Anders"), ("O", "X"), ("Or", "Not")),
    *(("José Luis", "de la Cruz"), ("Jean-Pierre", "O'Brien"), ("Łukasz", "Żółć"), ("伟", "王"), ("민준", "김")),
    *(
        ("अनन्या", "क्षीरसागर"),
        ("محمد", "الأحمد"),
        ("Σοφία", "Παπαδοπούλου"),
        ("İpek", "Şahin"),
        ("🙂", "😀"),
        ("Name", "Key"),
    ),
]
SYNTAX = [
    *"+-&|!(){}[]^\"~*?:\\/<>=;`'%_#@$,.",
    *("&&", "||"),
    *(
        "AND OR NOT TO",
        "name:*",
        "nameKey:[* TO *]",
        "*:*",
        "a~0.1",
        "a^9",
        "/.*/",
        "[a TO z]",
        "\\u0041",
        "${jndi:ldap://x}",
    ),
    *(
        "' OR 1=1 //",
        "}) RETURN 1 //",
        "MATCH (n) DETACH DELETE n",
        "$me",
        "{{7*7}}",
        "<script>",
        "%00",
        "../..",
        "null",
    ),
    *("ana@", "@example.com", "ana@example.com", "hidden@example.com", "ANA@EXAMPLE.COM", "*@example.com", "a b@c d"),
]
ODD = [
    *("\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u0301", "\u0345"),
    *(
        "\ud800",
        "\udfff",
        "\ud83d",
        "\U0001f600",
        "\U0010ffff",
        "\uffff",
        "\ufdd0",
        "\u1160",
        "\u3164",
        "ﬁ",
        "ß",
        "ǆ",
        "İ",
    ),
    *(
        "Å",
        "ﷺ",
        "①",
        "½",
        "\u2028",
        "\u0e33",
        "\u0f77",
        "\ud55c",
        "\u1112\u1161\u11ab",
        "q\u0307\u0323",
        "\u0660",
        "𝔸𝕟𝕒",
    ),
]


def texts(count: int) -> Iterator[str]:
    """Makes texts of names, syntax, odd signs and any characters at all, short and long."""
    chance = random.Random(20261124)
    words = [word for name in NAMES for part in name for word in part.split()]

    def piece() -> str:
        kind = chance.randrange(6)
        if kind == 0:
            return str(chance.choice(SYNTAX))
        if kind == 1:
            return str(chance.choice(ODD))
        if kind == 2:
            return "".join(chr(chance.choice([chance.randrange(0x80), chance.randrange(0x110000)])) for _ in range(3))
        if kind == 3:
            times: int = chance.choice([1, 1, 1, 1, 50])
            return str(chance.choice(words)).swapcase() * times
        word = str(chance.choice(words))
        return word[: chance.randint(1, len(word))]

    yield from ("", " ", *SYNTAX, *ODD, *("a" * length for length in (40, 41, 999, 1000, 1001)))
    for _ in range(count):
        yield chance.choice(["", " ", "  ", "-"]).join(piece() for _ in range(chance.choice([1, 1, 2, 2, 3, 9])))


async def crowd(proof: ProofWorld) -> tuple[Person, dict[str, tuple[str, str, str]]]:
    """Somebody who searches, and people to be found, each with a twin who is hidden in one way.

    Returns:
        Who searches, and by handle who can be found: name key, initial key and e-mail key.
    """
    zoe = await proof.person("zoe")
    shown: dict[str, tuple[str, str, str]] = {}
    ways = [{"visibility": "PRIVATE"}, {"status": "DEACTIVATED"}, {}]
    for number, (first, last) in enumerate(NAMES):
        address = {0: "ana@example.com"}.get(number, f"p{number}@example.com")
        person = await proof.person(f"p{number:02}", firstName=first, lastName=last, email=address)
        shown[person.handle] = (
            name_key(first, last, person.id),
            initial_key(first, last),
            email_key(address),
        )
        twin = await proof.person(
            f"h{number:02}", firstName=first, lastName=last, email="hidden@example.com", **ways[number % 3]
        )
        if number % 3 == 2:
            await proof.cypher(
                "MATCH (h:Freelancer {id: $one}), (z:Freelancer {id: $other}) "
                "CREATE (h)-[:BLOCKED {at: $now, name: 'Zoe T.'}]->(z)",
                one=twin.id,
                other=zoe.id,
                now=proof.clock(),
            )
    own = name_key("Zoe", "Test", zoe.id)
    assert all(key != own for key, _, _ in shown.values())
    return zoe, shown


def expected(sought: NameQuery, shown: dict[str, tuple[str, str, str]]) -> set[str]:
    """Whom a query finds, by looking at everybody."""
    if sought.email:
        return {handle for handle, (_, _, address) in shown.items() if address == sought.email}
    return {
        handle
        for handle, (name, initial, _) in shown.items()
        if any(each.low <= name < each.high for each in sought.names)
        or (initial and any(each.low <= initial < each.high for each in sought.initials))
    }


@pytest.mark.attack(14, 22, 23, 34)
@pytest.mark.requirement("R26")
@pytest.mark.requirement("R27")
async def test_whatever_is_typed_finds_exactly_whom_it_names(proof: ProofWorld) -> None:
    """Or is refused in words: no syntax of any query language has power, nothing breaks, nobody hidden appears."""
    zoe, shown = await crowd(proof)
    some, tried, found_any, refused = asyncio.Semaphore(4), 0, 0, 0

    async def one(text: str) -> None:
        nonlocal tried, found_any, refused
        async with some:
            answer = await zoe.asks(SEARCH, query=text)
        tried += 1
        if answer.codes:
            assert set(answer.codes) <= ALLOWED, (text, answer.body)
            refused += 1
            return
        found = answer.data["searchFreelancers"]
        handles = [each["handle"] for each in found["nodes"]]
        assert len(set(handles)) == len(handles) == found["totalCount"], text
        heard = json.loads(json.dumps(text))  # in JSON two halves of a character that meet by chance are that character
        assert set(handles) == expected(name_query(heard), shown), text
        found_any += bool(handles)

    await asyncio.gather(*map(one, texts(TEXTS)))
    assert tried > TEXTS
    assert found_any > TEXTS // 10
    assert refused > TEXTS // 50
    record("Hidden people", "texts in the search box", tried=tried, whole=10_000, came="0 failures")


@pytest.mark.parametrize("text", ["a\x00", "\ud800", "a" * 41, "a " * 9, "x" * 1001])
def test_what_cannot_be_searched_for_is_refused_before_anything_is_read(text: str) -> None:
    """With a sentence that says what to do instead."""
    with pytest.raises(InvalidInput) as refused:
        name_query(text)
    assert refused.value.message.startswith(("Search with at most", "Search with words", "Remove the characters"))
