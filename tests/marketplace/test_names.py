"""How names are shown and searched."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confrere.graph import names
from confrere.graph.imports import people, values


@pytest.mark.parametrize("module", [names, people, values], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    """They are the documentation of the edge cases."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # parametrize hands over objects


@pytest.mark.requirement("R26")
@pytest.mark.parametrize(
    ("first", "last", "shown", "searched"),
    [
        ("Ana", "de la Cruz", "Ana D.", "ana d"),
        ("An", "'t Hart", "An T.", "an t"),
        ("O", "", "O", "o"),
        ("Zoë", "E\u0301luard", "Zoë É.", "zoe e"),
        ("นภา", "ใจดี", "นภา ใ.", "นภา ใ"),
        ("民俊", "欧阳", "民俊 欧.", "民俊 欧"),
        ("İpek", "Şahin", "İpek Ş.", "ipek s"),
        ("Ñusta", "ǆ", "Ñusta ǅ.", "nusta d"),
    ],
)
def test_names_of_any_kind(first: str, last: str, shown: str, searched: str) -> None:
    """First name and initial are shown, no more than that is searched."""
    assert names.shown_name(first, last) == shown
    assert names.search_name(first, last) == searched


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is stored folded may be folded again."""
    assert names.folded(names.folded(text)) == names.folded(text)
