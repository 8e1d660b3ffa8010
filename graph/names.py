"""How a person's name is shown, and by which keys names and e-mail addresses are searched."""

import unicodedata
from typing import Final

JOINERS: Final = "\u200c\u200d"
"""Zero-width characters that belong to the letter before them."""

STROKES: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that people type without their stroke, and that Unicode does not decompose."""

_SKILL_JOINTS = str.maketrans("-_/\u2010\u2011\u2013", "      ")

LONGEST_KEY: Final = 80
"""Characters of a name that search reads, so that no index entry and no cursor grows without bound."""

_APOSTROPHES = str.maketrans(dict.fromkeys("'\u2018\u2019\u02bc\u02b9`\u00b4"))


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


def words(text: str) -> list[str]:
    """Returns the words of a name as they are compared: hyphens part them, apostrophes do not.

    >>> words("Jean-Pierre"), words("N'Golo"), words("'t Hart"), words("🙂")
    (['jean', 'pierre'], ['ngolo'], ['t', 'hart'], ['🙂'])
    """
    whole = folded(text)
    parted = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in whole.translate(_APOSTROPHES))
    return parted.split() or whole.split()


def search_initial(last: str) -> str:
    """Returns the letter by which a last name is found: the first of its shown initial, a whole syllable in Hangul.

    >>> search_initial("Łuczak"), search_initial("Æbelø"), search_initial("de la Cruz"), search_initial("")
    ('l', 'a', 'd', '')
    """
    letter = folded(initial(last))
    return letter if "\u1100" <= letter[:1] <= "\u11ff" else letter[:1]


def search_name(first: str, last: str) -> str:
    """Returns the shown name as search by name reads it: no more of a last name than everybody sees.

    >>> search_name("Seán", "Ó Súilleabháin"), search_name("Budi", "")
    ('sean o', 'budi')
    """
    return " ".join(filter(None, (*words(first), search_initial(last))))[:LONGEST_KEY]


def name_key(first: str, last: str, person: str) -> str:
    r"""Returns the key that lists by name are read in: the name as search reads it, then a tab and the id.

    >>> name_key("Ana", "Pérez", "FL_0000000000000001").split("\t")
    ['ana p', 'FL_0000000000000001']
    """
    return f"{search_name(first, last)}\t{person}"


def initial_key(first: str, last: str) -> str:
    """Returns the name with its initial first, each word closed by a space; empty without a last name.

    >>> initial_key("José Luis", "de la Cruz"), initial_key("Budi", "")
    ('d jose luis ', '')
    """
    letter = search_initial(last)
    return "".join(f"{word} " for word in (letter, *words(first)))[:LONGEST_KEY] if letter else ""


def written_names(first: str, last: str, person: str) -> dict[str, str | None]:
    """Returns what stands on a person of their name, by property; an initial that there is not is absent.

    >>> written_names("Budi", "", "FL_0000000000000001")["initialKey"]
    """
    return {
        "name": shown_name(first, last),
        "searchName": search_name(first, last),
        "nameKey": name_key(first, last, person),
        "initialKey": initial_key(first, last) or None,
    }


def skill_key(text: str) -> str:
    """Returns what names of skills are compared by: folded, with hyphens, underscores and slashes as spaces.

    >>> skill_key("Search-Engine  Optimisation"), skill_key("C++"), skill_key("Node.js")
    ('search engine optimisation', 'c++', 'node.js')
    """
    return spaced(folded(text).translate(_SKILL_JOINTS))[:LONGEST_KEY]


def email_key(address: str) -> str:
    """Returns what e-mail addresses are compared by.

    >>> email_key("Ana@Example.COM")
    'ana@example.com'
    """
    return unicodedata.normalize("NFKC", address).casefold()


def _continues(sign: str) -> bool:
    """Says whether the sign is drawn on the letter before it."""
    return unicodedata.category(sign)[0] == "M" or sign in JOINERS


def _binds(before: str, sign: str) -> bool:
    """Says whether a virama ties the consonant to the letter before it."""
    return unicodedata.combining(before) == 9 and unicodedata.category(sign)[0] == "L"
