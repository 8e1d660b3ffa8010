"""Documents are prepared once and remembered within a bound, and what is dear is refused before it is dear."""

import pytest

from confrere.api.guard.bounds import Bounds, TooComplex
from confrere.api.guard.documents import BadDocument, Documents, UnknownOperation, Unparsable
from confrere.api.schema import schema


def documents(max_bytes: int = 1_000_000) -> Documents:
    """A memory of some size."""
    return Documents(schema._schema, Bounds(), max_bytes=max_bytes)


def test_a_document_is_prepared_once() -> None:
    """The second time it is the very same operation."""
    known = documents()
    text = "query A { viewer { id } } query B { rateLimit { cost } }"
    assert known.operation(text, "A") is known.operation(text, "A")
    assert known.operation(text, "B").name == "B"
    assert (known.hits, known.misses) == (2, 1)


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first() -> None:
    """And never more is kept than the bound allows."""
    known = documents(60_000)
    for number in range(50):
        known.operation(f"query Q{number} {{ viewer {{ id }} }}", None)
        known.operation("query Q0 { viewer { id } }", None)
        assert known.bytes <= 60_000
    assert known.misses == 50
    known.operation("query Q1 { viewer { id } }", None)
    assert known.misses == 51


def test_a_document_beyond_the_memory_is_prepared_and_not_kept() -> None:
    """With no memory at all everything works, slower."""
    known = documents(0)
    assert known.operation("{ viewer { id } }", None).fields
    assert known.bytes == 0


def test_what_is_not_valid_is_not_kept() -> None:
    """A stranger cannot push out what is in use with nonsense."""
    known = documents()
    for text in ("{", "{ nothing }", "{ " + "a " * 2_000 + "}"):
        for _ in range(3):
            with pytest.raises((Unparsable, BadDocument, TooComplex)):
                known.operation(text, None)
    assert known.bytes == 0


def test_at_most_five_errors_are_told() -> None:
    """However many there are."""
    with pytest.raises(BadDocument) as told:
        documents().operation("{ viewer { " + " ".join(f"nothing{n}" for n in range(200)) + " } }", None)
    assert len(told.value.errors) == 5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("query A { viewer { id } }", "B"),
        ("query A { viewer { id } } query B { viewer { id } }", None),
        ("query A { viewer { id } } query B { viewer { id } }", ""),
        ("fragment A on Viewer { id }", None),
    ],
)
def test_it_must_be_clear_which_operation_is_meant(text: str, name: str | None) -> None:
    """Neither guessed nor the first."""
    with pytest.raises((UnknownOperation, BadDocument)):
        documents().operation(text, name)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("{ __typename }", True),
        ("query A { a: __typename } query B { __typename }", True),
        ("{ __typename viewer { id } }", False),
        ("{ ... on Query { __typename } }", False),
        ("{ ...A } fragment A on Query { viewer { id } }", False),
        ("mutation { __typename }", True),
    ],
)
def test_what_asks_for_nothing_is_known_unvalidated(text: str, nothing: bool) -> None:
    """Only names of root types, and not by way of fragments."""
    assert documents().asks_for_nothing(text) is nothing
