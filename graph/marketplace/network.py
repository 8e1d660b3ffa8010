"""Who knows whom: a heavy-tailed, clustered network that favours one's own place and trade."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from .arrays import Index, Mask, Real
from .people import People
from .personas import FREELANCERS

MEAN_DEGREE: Final = 16.0
"""Connections of a person on average."""

CLOSENESS: Final = 0.62
"""Chance that two people of one circle are connected."""

BANDS: Final = (0.0, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0)
"""Lower limits of expected degree; the people of one circle are of one band, and beyond the last have none."""

LAYERS: Final = (0.42, 0.22, 0.16, 0.20)
"""Share of the other connections made in one's country and category, city, category, and anywhere."""

LOST: Final = 1.06
"""What repeated pairs and loops, which are dropped, cost in degree; measured."""

ACQUAINTED: Final = (
    ("lena-lead", "carla-connector"),
    ("lena-lead", "mateo-mentor"),
    ("carla-connector", "hugo-hub"),
    ("mateo-mentor", "hugo-hub"),
    ("pia-private", "carla-connector"),
)
"""Personas that are connected with each other."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of people as rows, each once and lower row first, shape (pairs,)."""

    low: Index
    high: Index

    def __len__(self) -> int:
        return len(self.low)


def connect(people: People, categories: Index, chance: np.random.Generator) -> tuple[Pairs, Real]:
    r"""Draws the network in two levels.

    Expected degrees are Pareto-lognormal, :math:`\theta = c\,e^{\sigma z}u^{-1/\alpha}` (Reed and Jorgensen, "The
    double Pareto-lognormal distribution", 2004). The network is then that of block two-level Erdős–Rényi (BTER:
    Seshadhri, Kolda and Pinar, "Community structure and scale-free collections of Erdős–Rényi graphs", Physical
    Review E 85, 2012): people of like degree, country, category and city form circles of about :math:`\theta + 1`,
    inside which each pair is connected with probability :math:`\rho`, so that a share :math:`\rho^3` of the
    wedges around a person is closed; what is left of the degree, :math:`e_i = \theta_i - d_i`, is matched at random
    within layers (country and category, city, category, anyone), the erased configuration model by layer.

    Args:
        people: Everybody; personas are connected apart, with exactly the degree they are said to have.
        categories: Row of each person's category, shape (people,).
        chance: The source of randomness.

    Returns:
        The connections, and expected degrees of shape (people,).
    """
    degree = _expected(people, chance)
    ordinary = people.persona < 0
    first, second = _circles(people, categories, degree, ordinary, chance)
    met = np.bincount(first, minlength=len(people)) + np.bincount(second, minlength=len(people))
    rest = np.where(ordinary, np.maximum(degree * LOST - met, 0), 0)
    wider = mingle(people, categories, rest, chance)
    chosen = _personal(people, categories, degree, chance)
    low = np.concatenate([first, wider.low, chosen.low])
    high = np.concatenate([second, wider.high, chosen.high])
    return distinct(low, high, len(people)), degree


def mingle(people: People, categories: Index, wanted: Real, chance: np.random.Generator) -> Pairs:
    """Matches people at random within layers of place and trade.

    Args:
        people: Everybody.
        categories: Row of each person's category, shape (people,).
        wanted: How many partners each looks for, rounded at random, shape (people,).
        chance: The source of randomness.

    Returns:
        Pairs, loops dropped, repeats not.
    """
    whole = np.floor(wanted + chance.random(len(wanted))).astype(np.int32)
    who = np.arange(len(wanted), dtype=np.int32).repeat(whole)
    layer = np.searchsorted(np.cumsum(LAYERS)[:-1], chance.random(len(who), dtype=np.float32), side="right")
    circle = people.country.astype(np.int64) * 32 + categories
    for row, group in enumerate((circle, people.city.astype(np.int64), categories.astype(np.int64))):
        here = layer == row
        layer[here] = (row << 20) + group[who[here]]
    layer[layer == len(LAYERS) - 1] = (len(LAYERS) - 1) << 20
    layer <<= 32
    layer += chance.integers(0, 1 << 32, len(who), dtype=np.int64)
    who = who[np.argsort(layer)]
    half = len(who) // 2 * 2
    return _proper(who[0:half:2], who[1:half:2])


def distinct(low: Index, high: Index, people: int) -> Pairs:
    """Drops repeated pairs and puts the rest in order.

    Args:
        low: Lower rows, shape (n,).
        high: Higher rows, shape (n,).
        people: How many people there are.

    Returns:
        Each pair once.
    """
    key = low.astype(np.int64) * people + high
    key.sort()
    key = key[np.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key
    return Pairs(*(part.astype(np.int32) for part in np.divmod(key, people)))


def _proper(first: Index, second: Index) -> Pairs:
    """Puts the lower row first and drops loops."""
    other = first != second
    first, second = first[other], second[other]
    return Pairs(np.minimum(first, second), np.maximum(first, second))


def _expected(people: People, chance: np.random.Generator) -> Real:
    """Draws expected degrees: the Top Rated know more people, newcomers few."""
    count = len(people)
    degree = np.exp(0.75 * chance.normal(size=count)) * chance.random(count) ** (-1 / 2.6)
    degree *= np.where(people.top_rated, 1.25, 0.55) * np.minimum(1, people.joined / (-300 * 86_400) + 0.15)
    limit = min(1_500, count / 12)
    scaled: Real = np.minimum(degree * MEAN_DEGREE / degree.mean(), limit)
    return scaled


def _circles(
    people: People, categories: Index, degree: Real, ordinary: Mask, chance: np.random.Generator
) -> tuple[Index, Index]:
    """Connects the people of each circle with each other."""
    band = np.searchsorted(BANDS, degree, side="right") - 1
    noise = chance.integers(0, 1 << 20, len(people), dtype=np.int64)
    key = ((people.country.astype(np.int64) * 32 + categories) * (1 << 16) + people.city) * (1 << 20) + noise
    low: list[Index] = []
    high: list[Index] = []
    for number in range(len(BANDS) - 1):
        here = np.flatnonzero((band == number) & ordinary)
        if not len(here):
            continue
        size = round(float(degree[here].mean()) * 0.92) + 1
        members = here[np.argsort(key[here])].astype(np.int32)
        circles = members[: len(members) // size * size].reshape(-1, size)
        left, right = np.triu_indices(size, 1)
        for rows in np.array_split(circles, max(1, circles.size * size // 20_000_000)):
            known = chance.random((len(rows), len(left)), dtype=np.float32) < CLOSENESS
            row, pair = np.nonzero(known)
            found = _proper(rows[row, left[pair]], rows[row, right[pair]])
            low.append(found.low)
            high.append(found.high)
    empty = np.empty(0, np.int32)
    return np.concatenate([empty, *low]), np.concatenate([empty, *high])


def _personal(people: People, categories: Index, degree: Real, chance: np.random.Generator) -> Pairs:
    """Connects each persona with exactly as many people as it is said to know."""
    at = {each.handle: int(np.flatnonzero(people.persona == row)[0]) for row, each in enumerate(FREELANCERS)}
    pairs = [sorted((at[one], at[other])) for one, other in ACQUAINTED]
    for each in FREELANCERS:
        me = at[each.handle]
        already = sum(me in pair for pair in pairs[: len(ACQUAINTED)])
        wanted = min(each.degree, len(people) // 3) - already
        taste = np.log(degree) + chance.gumbel(size=len(people))
        taste += 2.0 * (people.country == people.country[me]) + 1.0 * (categories == categories[me])
        taste[people.persona >= 0] = -np.inf
        if wanted > 0:
            friends = np.argpartition(-taste, wanted)[:wanted]
            pairs.extend(sorted((me, int(friend))) for friend in friends)
    both = np.array(sorted(pairs), np.int32)
    return Pairs(both[:, 0], both[:, 1])
