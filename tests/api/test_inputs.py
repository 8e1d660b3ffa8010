"""Whatever callers write is either usable as it is stored, or told what is wrong with it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confrere.api.faults import BadKey
from confrere.api.inputs import MAX_KEY, usable_key, usable_note, usable_steps, usable_text
from confrere.graph.errors import InvalidInput
from confrere.graph.model.rules import MAX_NOTE, MAX_STEPS

anything = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=400)


@settings(max_examples=500, deadline=None)
@given(text=st.one_of(st.none(), anything))
def test_a_note_is_usable_or_invalid(text: str | None) -> None:
    """A note that is taken is in normal form, bounded, and can be written in UTF-8; nothing else is ever raised."""
    try:
        note = usable_note(text)
    except InvalidInput:
        return
    assert note == unicodedata.normalize("NFC", note) == note.strip()
    assert len(note) <= MAX_NOTE
    assert "\x00" not in note
    note.encode()


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S"]), max_size=150))
def test_a_readable_note_is_kept_whole(text: str) -> None:
    """No letter of any script is lost, and taking a note twice changes nothing."""
    note = usable_note(text)
    assert note == unicodedata.normalize("NFC", text).strip()
    assert usable_note(note) == note


@settings(max_examples=300, deadline=None)
@given(key=st.one_of(st.none(), anything))
def test_a_key_is_usable_or_bad(key: str | None) -> None:
    """A key that is taken is the one that was sent and can be stored; nothing else is ever raised."""
    try:
        taken = usable_key(key)
    except BadKey:
        return
    assert taken == key
    (taken or "").encode()


@given(steps=st.integers())
def test_steps_are_counted_from_1_to_20(steps: int) -> None:
    """Any other number is invalid."""
    if 1 <= steps <= MAX_STEPS:
        assert usable_steps(steps) == steps
    else:
        with pytest.raises(InvalidInput):
            usable_steps(steps)


def test_no_note_is_an_empty_note() -> None:
    """Nothing, nothing but spaces, and an empty text are the same."""
    assert usable_note(None) == usable_note("") == usable_note(" \n\t ") == ""


@pytest.mark.parametrize("letter", ["x", "ß", "名", "🙂"])
def test_a_note_has_at_most_300_characters(letter: str) -> None:
    """Characters are counted, not bytes: 300 pass and 301 do not."""
    assert usable_note(letter * MAX_NOTE) == letter * MAX_NOTE
    with pytest.raises(InvalidInput) as told:
        usable_note(letter * (MAX_NOTE + 1))
    assert (told.value.value_code, told.value.limit) == ("TOO_LONG", MAX_NOTE)


def test_a_note_is_counted_in_normal_form() -> None:
    """A letter and its accent written apart count as the one letter they are."""
    assert usable_note("e\u0301" * MAX_NOTE) == "é" * MAX_NOTE


@pytest.mark.parametrize("padding", [" ", "\n", "\u2003"])
def test_a_note_is_never_cut(padding: str) -> None:
    """A note whose end lies far behind is too long, and not kept without its end."""
    with pytest.raises(InvalidInput):
        usable_note("Hello" + padding * 2000 + "the end")


def test_a_huge_note_costs_nothing() -> None:
    """A million characters are refused like three hundred and one."""
    with pytest.raises(InvalidInput):
        usable_note("x" * 1_000_000)


def test_marks_without_end_on_one_letter_are_refused_before_they_are_put_in_order() -> None:
    """Ordering them takes the square of their number; thirty are more than any writing has."""
    with pytest.raises(InvalidInput) as told:
        usable_text("a" + "\u0301\u0316" * 20_000, what="description", path=("input",), most=10_000)
    assert told.value.message == "Put at most 30 marks on one letter of the description."
    assert len(usable_text("a" + "\u0316" * 30 + "b", what="description", path=("input",), most=100)) == 32


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\x85", "\r", "\ud800", "\ue000", "\uffff", "\U000e0080"])
def test_a_character_that_cannot_be_shown_is_refused(bad: str) -> None:
    """Control characters, lone surrogates, private and unassigned ones do not reach the database."""
    with pytest.raises(InvalidInput):
        usable_note(f"Hello {bad} there")


def test_a_lone_half_of_a_pair_is_refused() -> None:
    """The second half of a character as much as the first: neither can be written in UTF-8."""
    with pytest.raises(InvalidInput) as told:
        usable_note(chr(0xDFFF))
    assert told.value.path == ("input", "note")
    assert told.value.message.endswith(".")


@pytest.mark.parametrize("kept", ["one\ntwo", "a\tb", "👩‍🚀", "שלום", "नमस्ते", "می‌خواهم"])
def test_lines_scripts_and_joiners_are_kept(kept: str) -> None:
    """What people need to write in their language stays."""
    assert usable_note(kept) == kept


@pytest.mark.parametrize("bad", ["\ud800", "a\udfffb", "a\x00b"])
def test_a_key_that_cannot_be_stored_is_bad(bad: str) -> None:
    """Lone surrogates fail in the driver and NUL in logs, so both are refused before."""
    with pytest.raises(BadKey):
        usable_key(bad)


def test_a_key_has_from_1_to_200_characters() -> None:
    """The bounds are taken and what lies beyond is not."""
    assert usable_key("k") == "k"
    assert usable_key("k" * MAX_KEY) == "k" * MAX_KEY
    for bad in ("", "k" * (MAX_KEY + 1)):
        with pytest.raises(BadKey):
            usable_key(bad)
