"""A cursor is good for the viewer and the list it was made for, unchanged, and for nothing else."""

import base64
import string
from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from confrere.api.cursors import FIRST, LAST, MAX_LENGTH, Cursors, Position
from confrere.api.faults import BadCursor

CURSORS = Cursors(b"a secret of the tests")
ALPHABET = string.ascii_letters + string.digits + "-_"
positions = st.builds(
    Position,
    at=st.datetimes(timezones=st.just(UTC)),
    key=st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz_FLIN", max_size=40),
)
names = st.text(alphabet=string.ascii_letters + string.digits + "_-|", max_size=20)


def is_refused(cursor: str, *, viewer: str = "ada", about: str = "network", by: Cursors = CURSORS) -> bool:
    """Whether a cursor is told to be none, and nothing else happens."""
    with pytest.raises(BadCursor):
        by.read(cursor, viewer=viewer, about=about)
    return True


@settings(deadline=None)
@given(position=positions, viewer=names, about=names)
def test_a_cursor_stands_for_its_position(position: Position, viewer: str, about: str) -> None:
    """What was signed is read, whoever the viewer and whatever the list."""
    cursor = CURSORS.sign(position, viewer=viewer, about=about)
    assert CURSORS.read(cursor, viewer=viewer, about=about) == position
    assert len(cursor) <= MAX_LENGTH


def test_the_ends_of_a_list_are_positions() -> None:
    """Both ends can be signed like any edge."""
    for end in (FIRST, LAST):
        assert CURSORS.read(CURSORS.sign(end, viewer="v", about="l"), viewer="v", about="l") == end


@settings(max_examples=300, deadline=None)
@given(position=positions, at=st.integers(0, 200), by=st.sampled_from(ALPHABET))
@example(position=Position(datetime(2000, 1, 1, 0, 0, 0, 1, UTC), ""), at=65, by="B")
def test_a_changed_character_is_refused(position: Position, at: int, by: str) -> None:
    """Every character is under the signature, the spare bits of the last one included."""
    cursor = CURSORS.sign(position, viewer="ada", about="network")
    at %= len(cursor)
    changed = cursor[:at] + by + cursor[at + 1 :]
    assume(changed != cursor)
    assert is_refused(changed)


@settings(max_examples=200, deadline=None)
@given(position=positions, at=st.integers(0, 200), bit=st.integers(1, 255))
def test_a_changed_byte_is_refused(position: Position, at: int, bit: int) -> None:
    """Neither the signature nor the position can be edited."""
    cursor = CURSORS.sign(position, viewer="ada", about="network")
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    raw[at % len(raw)] ^= bit
    assert is_refused(base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("="))


@settings(deadline=None)
@given(position=positions, length=st.integers(0, 200))
def test_a_cut_cursor_is_refused(position: Position, length: int) -> None:
    """A part of a cursor is none."""
    cursor = CURSORS.sign(position, viewer="ada", about="network")
    assert is_refused(cursor[: length % len(cursor)])


@settings(deadline=None)
@given(position=positions, more=st.text(min_size=1, max_size=10))
def test_a_longer_cursor_is_refused(position: Position, more: str) -> None:
    """Nothing can be added, padding and spaces included."""
    cursor = CURSORS.sign(position, viewer="ada", about="network")
    assert is_refused(cursor + more)


@settings(deadline=None)
@given(position=positions, viewers=st.lists(names, min_size=2, max_size=2, unique=True))
def test_another_viewers_cursor_is_refused(position: Position, viewers: list[str]) -> None:
    """A cursor that was passed on is worth nothing."""
    assert is_refused(CURSORS.sign(position, viewer=viewers[0], about="network"), viewer=viewers[1])


@settings(deadline=None)
@given(position=positions, lists=st.lists(names, min_size=2, max_size=2, unique=True))
def test_another_lists_cursor_is_refused(position: Position, lists: list[str]) -> None:
    """A cursor does not move from one list to another, nor from one order to another."""
    assert is_refused(CURSORS.sign(position, viewer="ada", about=lists[0]), about=lists[1])


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=700))
def test_any_text_is_refused(text: str) -> None:
    """Whatever a client sends, the answer is the same."""
    assert is_refused(text)


@pytest.mark.parametrize("text", ["", "=", "====", "\ud800", "A" * 513, "A" * 100_000, "1 OR 1=1", "é", "\x00" * 40])
def test_nonsense_is_refused(text: str) -> None:
    """The worst of it by name."""
    assert is_refused(text)


def test_a_new_secret_reads_the_cursors_of_the_last_one() -> None:
    """While a secret is replaced nobody loses their place; after that the old cursors end."""
    position = Position(datetime(2026, 3, 1, 12, 0, 0, 123456, UTC), "FL_0123456789abcdef")
    old, both, new = Cursors(b"old"), Cursors(b"new", b"old"), Cursors(b"new")
    cursor = old.sign(position, viewer="ada", about="network")
    assert both.read(cursor, viewer="ada", about="network") == position
    assert new.read(both.sign(position, viewer="ada", about="network"), viewer="ada", about="network") == position
    assert is_refused(cursor, by=new)


def test_there_is_no_signing_without_a_secret() -> None:
    """An empty list of secrets is a mistake of ours and told at the start."""
    with pytest.raises(ValueError, match="secret"):
        Cursors()
