"""The people of a problem as columns, worked out once however many searches there are among them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

import numpy as np
import numpy.typing as npt

from .distances import Flags, Ints
from .problem import Need, Person, Wish
from .windows import Window

DIGITS = 6
"""Decimals of a quantity at most."""

UNKNOWN = -1
"""Where somebody has no rate or no hours."""

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Exact quantities of everybody: in millionths, with the decimals that each has; both ``UNKNOWN`` for none.

    One with too many digits has too many decimals.
    """

    millionths: Longs
    decimals: Longs

    @classmethod
    def of(cls, values: Iterable[Decimal | None]) -> Self:
        """Reads quantities; each that is told again is worked out once."""
        known: dict[Decimal | None, tuple[int, int]] = {None: (UNKNOWN, UNKNOWN)}
        told: list[tuple[int, int]] = []
        for value in values:
            if value not in known:
                known[value] = _read(value) if value is not None else known[None]
            told.append(known[value])
        return cls(*np.array(told, np.int64).reshape(-1, 2).T)

    def unit(self, rows: Flags, more: Iterable[Decimal] = ()) -> Decimal:
        """Returns the largest power of ten, one at most, of which all these quantities are multiples.

        Args:
            rows: whose.
            more: further quantities.

        Raises:
            ValueError: one has too many digits.
        """
        decimals = max([int(self.decimals[rows].max(initial=0)), *(_read(each)[1] for each in more)])
        if decimals > DIGITS:
            raise ValueError("a quantity has too many digits")
        return Decimal(1).scaleb(-decimals)

    def units(self, rows: Ints, unit: Decimal) -> Longs:
        """Returns these quantities in whole units; none at all for what is unknown."""
        return np.maximum(self.millionths[rows], 0) // int(unit.scaleb(DIGITS))


def _read(value: Decimal) -> tuple[int, int]:
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -DIGITS or abs(value) > 10**9:
        return 0, DIGITS + 1
    return int(value.scaleb(DIGITS)), max(0, -exponent)


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People in the order of their ids.

    Attributes:
        people: Everybody.
        row: Where everybody is, by id.
        place: Row of each of the people in the order in which the problem names them.
        is_active: Whose account is, and who has hours.
        is_private: Whose profile is.
        rate: What they ask an hour.
        hours: Hours a week.
        windows: All working days, the unknown one first.
        window: Row of everybody's in ``windows``.
        levels: Who has each skill that matters, and at which level.
    """

    people: tuple[Person, ...]
    row: dict[str, int]
    place: Ints
    is_active: Flags
    is_private: Flags
    rate: Amounts
    hours: Amounts
    windows: tuple[Window | None, ...]
    window: Ints
    levels: dict[str, tuple[Ints, Ints]]

    @classmethod
    def of(cls, people: tuple[Person, ...], skills: Collection[str]) -> Self:
        """Puts people in columns, with these skills of theirs."""
        order = sorted(range(len(people)), key=lambda at: people[at].id)
        told = [people[at] for at in order]
        windows: tuple[Window | None, ...] = (None, *sorted({each.window for each in told if each.window is not None}))
        place = {window: at for at, window in enumerate(windows)}
        levels: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, person in enumerate(told):
            for skill, level in person.skills.items():
                if skill in skills:
                    levels[skill].append((at, level))
        return cls(
            people=tuple(told),
            row={person.id: at for at, person in enumerate(told)},
            place=np.argsort(order).astype(np.int32),
            is_active=np.array([person.is_active and bool(person.hours) for person in told], np.bool_),
            is_private=np.array([person.is_private for person in told], np.bool_),
            rate=Amounts.of(person.rate for person in told),
            hours=Amounts.of(person.hours for person in told),
            windows=windows,
            window=np.array([place[person.window] for person in told], np.int32),
            levels={skill: _columns(pairs) for skill, pairs in levels.items()},
        )

    def holders(self, wanted: Need | Wish) -> Ints:
        """Returns who has a skill at the level that is wanted."""
        who, level = self.levels.get(wanted.skill, _columns([]))
        return np.asarray(who[level >= wanted.level])


def _columns(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    who, level = np.array(pairs, np.int32).reshape(-1, 2).T
    return np.ascontiguousarray(who), np.ascontiguousarray(level)
