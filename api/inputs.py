"""Checks of what callers write: every text is bounded and printable before it costs anything."""

import unicodedata
from collections.abc import Sequence

import strawberry

from confrere.graph.errors import InvalidInput
from confrere.graph.model.directions import unturned
from confrere.graph.model.rules import MAX_LINKS, MAX_MESSAGE, MAX_NOTE, MAX_STEPS

from .faults import BadKey

LONGEST_SPELLING = 4
"""Characters that one may be written with before it is put in normal form; what is longer is refused unread."""
KEY = "Client-made, new for each act; a repeat, for 24 hours at least, gives the first answer."
"""What every act says of its key."""
WHAT = strawberry.argument(description="What to do.")
"""What every act says of its input."""
MOST_MARKS = 30
"""Marks on one letter, as in Unicode's stream-safe format (UAX 15): ordering more takes the square of their number."""
_TOO_LONG = f"Shorten the message to {MAX_MESSAGE} characters."
MAX_KEY = 200
"""Longest idempotency key, in characters."""


def usable_note(note: str | None) -> str:
    """Returns a note in normal form, empty when there is none.

    Raises:
        InvalidInput: longer than 300 characters, or with characters that cannot be shown.
    """
    return usable_text(note or "", what="note", path=("input", "note"), most=MAX_NOTE)


def usable_text(written: str, *, what: str, path: tuple[str, ...], most: int, least: int = 0) -> str:
    """Returns a text in normal form, without spaces around it or what could turn around the text beside it.

    Raises:
        InvalidInput: too short, too long, or with characters that cannot be shown.
    """
    written = written.strip()
    bounded = written[: LONGEST_SPELLING * most + 1]
    if _stacks(bounded):
        raise InvalidInput(f"Put at most {MOST_MARKS} marks on one letter of the {what}.", path=path)
    text = unturned(unicodedata.normalize("NFC", bounded)).strip()
    if len(text) < least:
        raise InvalidInput(f"Write a {what}.", path=path, code="TOO_SHORT", limit=least)
    if len(text) > most or len(written) > LONGEST_SPELLING * most:
        raise InvalidInput(f"Shorten the {what} to {most} characters.", path=path, code="TOO_LONG", limit=most)
    if any(_cannot_be_shown(character) for character in text):
        raise InvalidInput(f"Remove the characters from the {what} that cannot be shown.", path=path)
    return text


def usable_message(written: str) -> str:
    """Returns the text of a message in normal form, without what could turn around the text that stands beside it.

    Raises:
        InvalidInput: nothing to read, longer than 100,000 characters, or with characters that cannot be shown.
    """
    path = ("input", "text")
    if len(written) > LONGEST_SPELLING * MAX_MESSAGE:
        raise InvalidInput(_TOO_LONG, path=path, code="TOO_LONG", limit=MAX_MESSAGE)
    if _stacks(written):
        raise InvalidInput(f"Put at most {MOST_MARKS} marks on one letter of the message.", path=path)
    text = unicodedata.normalize("NFC", written.replace("\r\n", "\n")).strip()
    if any(_cannot_be_shown(character) for character in text):
        raise InvalidInput("Remove the characters from the message that cannot be shown.", path=path)
    text = unturned(text)
    if len(text) > MAX_MESSAGE:
        raise InvalidInput(_TOO_LONG, path=path, code="TOO_LONG", limit=MAX_MESSAGE)
    if all(unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for character in text):
        raise InvalidInput("Write something.", path=path, code="TOO_SHORT", limit=1)
    return text


def usable_links(links: Sequence[str] | None) -> tuple[str, ...]:
    """Returns links, each of which its scalar has read.

    Raises:
        InvalidInput: more than ten.
    """
    if len(links or ()) > MAX_LINKS:
        raise InvalidInput(
            f"Attach at most {MAX_LINKS} links.", path=("input", "links"), code="TOO_LONG", limit=MAX_LINKS
        )
    return tuple(links or ())


def usable_steps(steps: int) -> int:
    """Returns how many clicks it took.

    Raises:
        InvalidInput: not from 1 to 20.
    """
    path = ("input", "steps")
    if steps < 1:
        raise InvalidInput("Count at least one step.", path=path, code="TOO_SHORT", limit=1)
    if steps > MAX_STEPS:
        raise InvalidInput(f"Count at most {MAX_STEPS} steps.", path=path, code="TOO_LONG", limit=MAX_STEPS)
    return steps


def usable_key(key: str | None) -> str | None:
    """Returns an idempotency key.

    Raises:
        BadKey: empty, longer than 200 characters, or with characters that cannot be shown.
    """
    if key is not None and (not 1 <= len(key) <= MAX_KEY or any(_cannot_be_shown(character) for character in key)):
        raise BadKey(f"Use an idempotency key of 1 to {MAX_KEY} characters that can be shown.")
    return key


def _stacks(text: str) -> bool:
    """Whether more marks stand on one letter than any writing puts there."""
    marks = 0
    for character in text if not text.isascii() else "":
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return True
    return False


def _cannot_be_shown(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character not in "\n\t"
