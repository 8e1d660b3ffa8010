"""The page for client developers is true: its documents run, its numbers and codes are the product's."""

import re
from pathlib import Path
from typing import Any

import orjson

from confrere.api.faults import Fault
from confrere.api.http.statuses import ALWAYS
from confrere.api.settings import Settings
from confrere.graph.errors import AccountClosed, DatabaseUnavailable, IdempotencyConflict, OutcomeUnknown

from ..world import Answer, World

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


async def answers(world: World) -> dict[str, Answer]:
    """What each document of the page is answered, for somebody new, by the name of its operation."""
    ada, bob = await world.people("ada", "bob")
    found = {}
    for text in blocks("graphql"):
        name = re.findall(r"(?:query|mutation) (\w+)", text)[0]
        variables: dict[str, Any] = {"person": bob.id} if "$person" in text else {}
        found[name] = await ada.asks(text, **variables)
    return found


async def test_every_document_on_the_page_is_answered(world: World) -> None:
    """Without an error, and with what the page says."""
    found = await answers(world)
    assert all(answer.data for answer in found.values())
    assert found["Add"].data["sendInvitation"]["__typename"] == "SendInvitationPayload"
    assert found["WhoAmI"].data["viewer"]["freelancer"]["handle"] == "ada"


async def test_the_cost_on_the_page_is_the_cost(world: World) -> None:
    """Of the example, in both places, from a budget that is still whole."""
    (ada,) = await world.people("ada")
    (text,) = (each for each in blocks("graphql") if "query Cost" in each)
    (shown,) = (orjson.loads(each) for each in blocks("json"))
    answer = await ada.asks(text)
    assert answer.body["extensions"] == shown["extensions"]
    assert answer.data["rateLimit"]["cost"] == 23
    assert answer.data["rateLimit"]["nodeCount"] == 10


def test_the_bounds_on_the_page_are_the_defaults() -> None:
    """Each number of the table, in its order."""
    table = PAGE.partition("## Bounds of a document")[2]
    numbers = [
        int(each.replace(",", "")) for line in re.findall(r"\| ([\d, ]+) \|", table) for each in line.split(", ")
    ]
    bounds = Settings().bounds
    assert numbers == [
        *(bounds.characters, bounds.tokens, bounds.arguments),
        *(bounds.depth, bounds.root_fields, bounds.aliases, bounds.directives),
        *(bounds.operations, bounds.fragments, bounds.mutations),
        *(bounds.selections, bounds.repeats),
    ]
    assert f"{Settings().max_cost:,} points" in PAGE
    assert f"{Settings().points_per_minute:,} in a minute" in PAGE


def kinds(of: type[Fault]) -> set[str]:
    """Codes of a fault and of all that are made from it."""
    return {of.code}.union(*(kinds(each) for each in of.__subclasses__()))


def test_every_code_is_on_the_page() -> None:
    """Of faults, of statuses and of the domain."""
    ours = {each.code for each in (AccountClosed, DatabaseUnavailable, IdempotencyConflict, OutcomeUnknown)}
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", PAGE))
    missing = (kinds(Fault) | ours | ALWAYS.keys()) - told - {"BAD_REQUEST"}
    assert not missing
