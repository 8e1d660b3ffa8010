"""The registry of personal data: nothing is stored that it does not know, and nothing stands in it twice."""

import re
from collections import Counter
from pathlib import Path

import pytest

from confrere.graph.personal_data import IMPERSONAL, PERSONAL, Erased, classified, kept_of

from ..world import World
from .test_doctor import lived_in

PAGE = (Path(__file__).parents[2] / "docs/graph-model.md").read_text("utf-8")
STORED = """
MATCH (n) WHERE NOT n:__Neo4jMigration UNWIND labels(n) AS of UNWIND keys(n) + [''] AS name RETURN DISTINCT of, name
UNION
MATCH (n)-[r]->() WHERE NOT n:__Neo4jMigration UNWIND keys(r) + [''] AS name RETURN DISTINCT type(r) AS of, name"""


def described() -> set[tuple[str, str]]:
    """Every label and type of docs/graph-model.md with its properties."""
    found: set[tuple[str, str]] = set()
    for of, names in re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE):
        found |= {(of, name) for name in [*re.findall(r"`([a-z]\w*)`", re.sub(r"\([^()]*\)", "", names)), ""]}
    for of, names in re.findall(r"^\| `\([^`]*?\[:(\w+)\][^`]*` \| ([^|]*(?:\\\|[^|]*)*) \|", PAGE, re.MULTILINE):
        found |= {(of, name) for name in [*re.findall(r"`([a-z]\w*)`", re.sub(r"\([^()]*\)", "", names)), ""]}
    event = re.search(r"^`Event \{(.*?)\}`", PAGE, re.MULTILINE)
    assert event
    bare = re.sub(r"\([^()]*\)", "", event[1])
    return found | {("Event", name.strip()) for name in bare.split(",")}


@pytest.mark.requirement("R53")
def test_the_registry_knows_what_the_page_describes() -> None:
    """Every property of docs/graph-model.md."""
    stated = {(of, name) for of, name in described() if of not in KINDS}
    assert len(stated) > 60
    assert stated - classified() == set()


KINDS = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE.partition("## Ledger")[2]))
"""Kinds of events, which stand in a table of the same form."""


@pytest.mark.requirement("R53")
async def test_the_registry_knows_what_is_stored(world: World) -> None:
    """Every property in a world in which everything has happened."""
    await lived_in(world)
    rows = await world.cypher(STORED)
    assert len(rows) > 50
    assert {(row["of"], row["name"]) for row in rows} - classified() == set()


def test_nothing_is_classified_twice() -> None:
    """One property, one answer."""
    counted = Counter((kind.of, name) for kind in PERSONAL for name in kind.names)
    assert [each for each, count in counted.items() if count > 1] == []
    assert not {kind.of for kind in PERSONAL} & IMPERSONAL.keys()


SHARED = {"Freelancer", "Event", "Conversation", "Message", "OptOut"}
"""What stays of an erased person without saying anything of them, for whoever remains."""


@pytest.mark.requirement("R53")
def test_the_queries_that_erase_keep_what_the_registry_keeps() -> None:
    """Of a person and of an event, property by property."""
    files = Path(__file__).parents[2] / "cypher" / "rights"
    kept = set(
        re.findall(r"(\w+): ", re.findall(r"SET e = \{(.*?)\}", (files / "unlink_events.cypher").read_text(), re.S)[0])
    )
    assert kept == kept_of("Event")
    left = set(
        re.findall(r"(\w+): ", re.findall(r"SET person = \{(.*?)\}", (files / "finish_erasure.cypher").read_text())[0])
    )
    assert left | {"lock"} == kept_of("Freelancer")
    assert Erased.KEPT not in {kind.erased for kind in PERSONAL if kind.of not in SHARED}
