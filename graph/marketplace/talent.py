"""Who can be asked for work: what they can do, whom they know since when, and what they have promised."""

from typing import Final

import numpy as np

from .arrays import Index
from .courses import Luck
from .moments import YEAR
from .network import Pairs
from .people import People
from .postings import Line
from .trades import Skilled

FOREVER: Final = 1 << 40
"""The end of what still goes on."""

MOST_INVITES: Final = 9
"""Job invites of one person in the last twelve months, and before: with these alone nobody becomes eligible."""

MOST_KNOWN: Final = 150
"""Connections that somebody goes through to find whom they need."""


class Talent:
    """The freelancers as clients and leads look for them; rows are those of the people."""

    def __init__(
        self, people: People, skilled: Skilled, pairs: Pairs, since: Index, chance: np.random.Generator
    ) -> None:
        """Gathers what is asked for again and again.

        Args:
            people: Everybody.
            skilled: Who has which skill.
            pairs: Who is connected now.
            since: Since when, in seconds from the day of generation, shape (pairs,).
            chance: The source of the order in which people are found.
        """
        self.joined: list[int] = people.joined.tolist()
        self.hours: list[float] = people.hours.tolist()
        self.rate: list[int] = people.rate.tolist()
        self.currency: list[int] = people.currency.tolist()
        self.levels: list[dict[int, int]] = [{} for _ in self.joined]
        held = zip(skilled.person.tolist(), skilled.skill.tolist(), skilled.level.tolist(), strict=True)
        for person, skill, level in held:
            self.levels[person][skill] = level
        public = np.flatnonzero((~people.private & ~people.deactivated)[skilled.person])
        public = chance.permutation(public)
        public = public[np.argsort(skilled.skill[public], kind="stable")]
        limits = np.searchsorted(skilled.skill[public], np.arange(1, int(skilled.skill.max()) + 1))
        self.public: list[list[int]] = [part.tolist() for part in np.split(skilled.person[public], limits)]
        """Who holds each skill and can be found by anybody, by skill."""
        who = np.concatenate([pairs.low, pairs.high])
        others, when = np.concatenate([pairs.high, pairs.low]), np.concatenate([since, since])
        order = np.argsort(who, kind="stable")
        order = order[~people.deactivated[others[order]]]
        self._starts: list[int] = np.searchsorted(who[order], np.arange(len(people) + 1)).tolist()
        self._others, self._since = others[order], when[order]
        self._promised: dict[int, list[tuple[int, int, float]]] = {}
        self._invites: dict[tuple[int, bool], int] = {}

    def known(self, person: int, at: int) -> list[int]:
        """Returns who was connected with somebody then and is now, private people among them."""
        part = slice(self._starts[person], min(self._starts[person + 1], self._starts[person] + MOST_KNOWN))
        both = zip(self._others[part].tolist(), self._since[part].tolist(), strict=True)
        return [other for other, since in both if since < at]

    def degree(self, person: int) -> int:
        """Returns how many connections somebody has."""
        return self._starts[person + 1] - self._starts[person]

    def holds(self, person: int, line: Line) -> bool:
        """Tells whether somebody has a skill at the level that is asked for."""
        return self.levels[person].get(line.skill, 0) >= line.level

    def free(self, person: int, start: int, end: int) -> float:
        """Returns how many hours a week somebody has not promised at any moment between two."""
        promised = self._promised.get(person, ())
        return self.hours[person] - sum(hours for begin, over, hours in promised if begin < end and start < over)

    def promise(self, person: int, start: int, end: int, hours: float) -> None:
        """Books hours."""
        self._promised.setdefault(person, []).append((start, end, hours))

    def may_be_invited(self, person: int, at: int) -> bool:
        """Tells whether somebody was there and has a place for the invite in their record."""
        return self.joined[person] < at and self._invites.get((person, at < -YEAR), 0) < MOST_INVITES

    def invite(self, person: int, at: int) -> None:
        """Counts an invite."""
        key = (person, at < -YEAR)
        self._invites[key] = self._invites.get(key, 0) + 1

    def found(self, line: Line, count: int, luck: Luck) -> list[int]:
        """Looks at people who hold a skill and can be found, at random, and returns those with the level."""
        public = self.public[line.skill] if line.skill < len(self.public) else []
        first = int(luck() * len(public))  # they stand in random order, so any stretch will do
        seen = public[first : first + count]
        if len(seen) < count:
            seen += public[: min(first, count - len(seen))]
        return [person for person in seen if self.levels[person][line.skill] >= line.level]
