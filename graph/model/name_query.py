"""What somebody typed into the search box: a name, or one whole e-mail address.

A name is what everybody sees of it, a first name and an initial. It is found

- by its beginning, letter for letter: "ana p" begins "Ana P." and "Ana Paula S.";
- by whole first names from the first on, and the initial: "ana p" is "Ana María P." too.

A last name that is typed out counts by its initial, so that search tells no more of it than the list shows.
Everything in the text is text: signs that mean something elsewhere part words and do nothing else.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from ..errors import InvalidInput
from ..names import email_key, search_initial, words

MOST_TERMS: Final = 8
LONGEST_TERM: Final = 40
LONGEST_ADDRESS: Final = 254
LONGEST_QUERY: Final = 1_000
"""Characters that are read at all; what is longer is refused unread."""

AFTER_ALL: Final = "\U0010ffff"
"""Sorts after every character that a name may hold."""

_PATH = ("query",)


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from ``low`` on and before ``high``."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What to look for: an address, or ranges of keys; nothing of both finds nobody."""

    email: str = ""
    names: tuple[Range, ...] = ()
    """Ranges of folded shown names."""
    initials: tuple[Range, ...] = ()
    """Ranges of the same with the initial first."""


def name_query(text: str) -> NameQuery:
    """Reads what was typed.

    Raises:
        InvalidInput: more than 8 terms, a term of more than 40 characters, or characters that cannot be stored.
    """
    if len(text) > LONGEST_QUERY:
        raise _too_long(f"Search with at most {MOST_TERMS} words.", MOST_TERMS)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and not sign.isspace() for sign in text):
        raise InvalidInput("Remove the characters from the query that cannot be shown.", path=_PATH)
    terms = text.split()
    if len(terms) == 1 and "@" in text:
        return NameQuery(email=email_key(terms[0])) if len(terms[0]) <= LONGEST_ADDRESS else NameQuery()
    if len(terms) > MOST_TERMS:
        raise _too_long(f"Search with at most {MOST_TERMS} words.", MOST_TERMS)
    if any(len(term) > LONGEST_TERM for term in terms):
        raise _too_long(f"Search with words of at most {LONGEST_TERM} characters.", LONGEST_TERM)
    found = words(text)
    if not found:
        return NameQuery()
    divided = {f"{search_initial(last)} {' '.join(first)} " for first, last in _divisions(found)} | _unspaced(found)
    return NameQuery(names=(_beginning(" ".join(found)),), initials=tuple(_beginning(each) for each in sorted(divided)))


def _divisions(found: list[str]) -> list[tuple[list[str], str]]:
    """Divides words into a first name and where a last name begins, and takes a leading initial for one too."""
    begins = range(1, len(found)) if len(found[-1]) > 1 else range(len(found) - 1, len(found))
    divisions = [(found[:at], found[at]) for at in begins if at]
    if len(found) > 1 and len(found[0]) == 1:
        divisions.append((found[1:], found[0]))
    return divisions


def _unspaced(found: list[str]) -> set[str]:
    """Divides a name written without spaces, last name first, as in Chinese, Japanese and Korean."""
    if len(found) != 1:
        return set()
    whole = unicodedata.normalize("NFC", found[0])
    if len(whole) == 1 or not all(_is_unspaced(sign) for sign in whole):
        return set()
    letter = search_initial(whole)
    return {f"{letter} {' '.join(words(whole[at:]))}" for at in (1, 2) if len(whole) > at}


def _is_unspaced(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL"))


def _beginning(start: str) -> Range:
    return Range(start, start + AFTER_ALL)


def _too_long(message: str, limit: int) -> InvalidInput:
    return InvalidInput(message, path=_PATH, code="TOO_LONG", limit=limit)
