"""The evidence for a suggestion as reasons, strongest first, each with its sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from confrere.graph.store import Row

from .contract import ReasonKind
from .explaining import WITNESSES

SEVERAL = {2: "two", 3: "three"}
"""Numbers up to that of the witnesses, as words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as it is told: witnesses are rows of people, skills, cities, countries or categories."""

    kind: ReasonKind
    count: int
    sentence: str
    witnesses: tuple[Row, ...] = ()


def reasons(evidence: Row, suggested: str = "") -> list[Told]:
    """Returns the reasons that ``recommend/suggested`` found, in the order of their strength.

    Args:
        evidence: what the query found.
        suggested: the name of whom it speaks for, as it is shown beside the reasons.
    """
    place = evidence["place"]
    same_city = place is not None and place["isSameCity"]
    same_country = place is not None and place["isSameCountry"]
    skills, complements, categories = evidence["skills"], evidence["complements"], evidence["categories"]
    found = [
        _told(
            ReasonKind.SHARED_CONNECTIONS,
            evidence["connections"],
            evidence["witnesses"],
            ("You share a connection: {}.", "You share {count} connections, among them {}."),
            suggested,
        ),
        _told(
            ReasonKind.SHARED_SKILLS,
            len(skills),
            skills,
            ("You both know {}.", "You share {count} skills, among them {}."),
        ),
        _told(
            ReasonKind.COMPLEMENTARY_SKILLS,
            len(complements),
            complements,
            ("Knows {}, which goes with what you do.", "Knows {}, which go with what you do."),
        ),
        _told(ReasonKind.SAME_CITY, int(same_city), [place], ("Lives in {}, as you do.",)),
        _told(
            ReasonKind.SAME_CATEGORY,
            len(categories),
            categories,
            ("Works in your category, {}.", "Works in {count} of your categories, among them {}."),
        ),
        _told(
            ReasonKind.SAME_COUNTRY,
            int(same_country and not same_city),
            [{"code": place["countryCode"], "name": place["countryName"]}] if place else [],
            ("Lives in {}, as you do.",),
        ),
        _told(ReasonKind.NEWCOMER, int(evidence["isNew"]), [], ("Is new here.",)),
    ]
    return [each for each in found if each is not None]


def _told(
    kind: ReasonKind, count: int, things: Sequence[Any], texts: Sequence[str], suggested: str = ""
) -> Told | None:
    if not count:
        return None
    named = [thing for thing in things[:WITNESSES] if thing]
    text = texts[0] if count == 1 else texts[-1]
    names = apart([each["name"] for each in named], suggested)
    return Told(kind, count, text.format(_listed(names), count=count), tuple(named))


def apart(names: Sequence[str], suggested: str) -> list[str]:
    """Tells people of one name apart, whose last names nobody is shown whole: from the suggested person and by number.

    >>> apart(["Ana P.", "Bo L."], "Bo L.")
    ['Ana P.', 'another Bo L.']
    >>> apart(["Cy M.", "Ana P.", "Cy M."], "Bo L."), apart(["Bo L.", "Bo L."], "Bo L.")
    (['two people called Cy M.', 'Ana P.'], ['two others called Bo L.'])
    """
    return [
        (f"another {name}" if name == suggested else name)
        if count == 1
        else f"{SEVERAL[count]} {'others' if name == suggested else 'people'} called {name}"
        for name, count in Counter(names).items()
    ]


def _listed(names: Sequence[str]) -> str:
    """Puts names into a sentence.

    >>> _listed(["Ana P.", "Bo L.", "Cy M."])
    'Ana P., Bo L. and Cy M'
    """
    joined = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
    return joined.removesuffix(".")
