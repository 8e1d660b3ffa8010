"""What people offer, written on the person as well, so that browsing reads one node for each."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from confrere.graph.model.money import rate_key

from .arrays import Index
from .people import CURRENCIES, People
from .texts import Words, glued, joined, taken
from .trades import Skilled, Trades


@dataclass(frozen=True, slots=True)
class Offers:
    """Ids of categories and skills by row, and who has which skill."""

    categories: list[str]
    skills: list[str]
    skilled: Skilled

    def skill_levels(self, part: slice) -> Words:
        """Returns the skills of some people: each its id, a colon and the level."""
        first, last = np.searchsorted(self.skilled.person, [part.start, part.stop])
        here = slice(int(first), int(last))
        level = pa.array(self.skilled.level[here]).cast(pa.string())
        words = glued(taken(self.skills, self.skilled.skill[here]), ":", level)
        counts = np.bincount(self.skilled.person[here] - part.start, minlength=part.stop - part.start)
        return joined(words, counts)

    def category(self, trades: Trades, occupation: Index) -> Words:
        """Returns the category of each."""
        return taken(self.categories, trades.category[occupation])


def rate_keys(people: People, part: slice) -> Words:
    """Returns what lists by rate are sorted by, without what follows in the key."""
    pairs = np.stack([people.rate[part], people.currency[part]], axis=1)
    unique, row = np.unique(pairs, axis=0, return_inverse=True)
    return taken([rate_key(int(rate), CURRENCIES[currency]) for rate, currency in unique.tolist()], row.reshape(-1))
