"""Why somebody is suggested: reasons that rest only on what the viewer may see, strongest first."""

import numpy as np

from .arrays import Index, distinct
from .contract import Reason, ReasonKind
from .links import Links
from .view import NOBODY, UNKNOWN, NetworkView

WITNESSES = 3
"""How many of the things that support a reason are named."""

NEW_DAYS = 90
"""For so many days somebody is new."""


class Explainer:
    """Finds reasons in a view, which holds nobody whom the viewer may not see beside their own connections."""

    def __init__(self, view: NetworkView) -> None:
        self.view = view

    def complements(self, row: int, gone: Index = NOBODY) -> Index:
        """Returns the skills usual in somebody's own categories that they do not have.

        Args:
            row: the person.
            gone: who does not exist for them, so that what these people know makes nothing usual.
        """
        view, categories = self.view, self.view.categories[row].tolist()
        usual = [view.usual(each, gone) for each in categories]
        return np.setdiff1d(distinct(np.concatenate([NOBODY, *usual])), self.view.skills[row], assume_unique=True)

    def reasons(self, row: int, other: int) -> tuple[Reason, ...]:
        """Returns why ``other`` is suggested to ``row``, at least one reason."""
        view = self.view
        found = [
            self._shared(ReasonKind.SHARED_CONNECTIONS, view.connections, row, other),
            self._shared(ReasonKind.SHARED_SKILLS, view.skills, row, other),
            self._of_skills(
                ReasonKind.COMPLEMENTARY_SKILLS,
                np.intersect1d(self.complements(row), view.skills[other], assume_unique=True),
            ),
            self._same_place(ReasonKind.SAME_CITY, view.city, view.city_ids, row, other),
            self._shared(ReasonKind.SAME_CATEGORY, view.categories, row, other),
            self._same_place(ReasonKind.SAME_COUNTRY, view.country, view.country_ids, row, other),
            Reason(ReasonKind.NEWCOMER, 1) if self.is_new(other) else None,
        ]
        known = tuple(each for each in found if each is not None)
        return known or (Reason(ReasonKind.WELL_CONNECTED, int(view.degrees[other])),)

    def is_new(self, row: int) -> bool:
        """Tells whether somebody joined within the last days."""
        joined = int(self.view.joined[row])
        return joined > 0 and 0 <= self.view.day - joined < NEW_DAYS

    def _shared(self, kind: ReasonKind, links: Links, row: int, other: int) -> Reason | None:
        both = np.intersect1d(links[row], links[other], assume_unique=True)
        match kind:
            case ReasonKind.SHARED_CONNECTIONS:
                names = [self.view.id(int(each)) for each in both[:WITNESSES]]
            case ReasonKind.SAME_CATEGORY:
                names = [self.view.category_ids[each] for each in both[:WITNESSES]]
            case _:
                return self._of_skills(kind, both)
        return Reason(kind, len(both), tuple(names)) if len(both) else None

    def _of_skills(self, kind: ReasonKind, skills: Index) -> Reason | None:
        names = tuple(self.view.skill_ids[each] for each in skills[:WITNESSES])
        return Reason(kind, len(skills), names) if len(skills) else None

    @staticmethod
    def _same_place(kind: ReasonKind, place: Index, ids: tuple[str, ...], row: int, other: int) -> Reason | None:
        here = place[row]
        return Reason(kind, 1, (ids[here],)) if here != UNKNOWN and here == place[other] else None
