"""How a person's name is shown and how it is searched."""

import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Zero-width characters that belong to the letter before them."""

STROKES: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that people type without their stroke, and that Unicode does not decompose."""


def spaced(text: str) -> str:
    """Makes every run of white space one space and drops it at the ends.

    >>> spaced("  Ana   María ")
    'Ana María'
    """
    return " ".join(text.split())


def initial(text: str) -> str:
    """Returns the first letter as a reader sees it: with its combining marks, as a name begins in its script.

    That is in title case: Georgian names are not written with the capitals of Georgian headlines.

    >>> initial("élan"), initial("'t Hart"), initial("ბერიძე"), initial("क्षीरसागर"), initial("")
    ('É', 'T', 'ბ', 'क्षी', '')
    """
    composed = unicodedata.normalize("NFC", text)
    start = next((at for at, sign in enumerate(composed) if unicodedata.category(sign)[0] in "LN"), None)
    if start is None:
        return composed.strip()[:1]
    end = start + 1
    while end < len(composed) and (_continues(composed[end]) or _binds(composed[end - 1], composed[end])):
        end += 1
    letter = composed[start:end]
    capital = letter.title()
    return capital if len(capital) == len(letter) else letter


def shown_name(first: str, last: str) -> str:
    """Returns what everyone sees of a name: the first name and the last name's initial.

    >>> shown_name("Ana", "Pérez"), shown_name("Budi", ""), shown_name("José Luis", "de la Cruz")
    ('Ana P.', 'Budi', 'José Luis D.')
    """
    letter = initial(last)
    return f"{spaced(first)} {letter}." if letter else spaced(first)


def folded(text: str) -> str:
    """Returns the text as it is compared: compatible forms, no accents, no case, single spaces.

    Accents are the signs with a combining class; vowel signs of Indic and Thai scripts are letters and stay.

    >>> folded("  ŁUKASZ   Żółć "), folded("Straße"), folded("Ａｎａ")
    ('lukasz zolc', 'strasse', 'ana')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in JOINERS)
    return spaced(bare.translate(STROKES))


def search_name(first: str, last: str) -> str:
    """Returns the folded full name that search by name reads.

    >>> search_name("Seán", "Ó Súilleabháin")
    'sean o suilleabhain'
    """
    return folded(f"{first} {last}")


def _continues(sign: str) -> bool:
    """Says whether the sign is drawn on the letter before it."""
    return unicodedata.category(sign)[0] == "M" or sign in JOINERS


def _binds(before: str, sign: str) -> bool:
    """Says whether a virama ties the consonant to the letter before it."""
    return unicodedata.combining(before) == 9 and unicodedata.category(sign)[0] == "L"
