"""The shape of the network."""

import random
from collections import Counter
from itertools import combinations

import pytest

from .conftest import PEOPLE, Files, ends


@pytest.mark.requirement("R5")
def test_each_pair_is_stored_once_from_the_lower_id(files: Files) -> None:
    """No loop, no repeat, no second direction, and `pair` names both ids in order."""
    ids = [person["id"] for person in files.people]
    assert ids == sorted(ids)
    assert len(set(ids)) == PEOPLE
    assert len(set(files.pairs)) == len(files.pairs) == files.summary.connections
    for row in files.rows("connected_to"):
        low, high = ends(row)
        assert low < high
        assert row["pair"] == f"{ids[low]}|{ids[high]}"


def test_degrees_have_a_heavy_tail(files: Files) -> None:
    """The mean is about 16, the median well below, and the first hundredth holds many times its share."""
    degrees = sorted((len(files.friends[row]) for row in range(PEOPLE)), reverse=True)
    hub = degrees[0]
    rest = degrees[1:]
    assert hub == PEOPLE // 3
    assert 12 < sum(degrees) / PEOPLE < 18
    assert rest[len(rest) // 2] < 0.85 * sum(rest) / len(rest)
    assert sum(rest[:20]) > 5 * 0.01 * sum(rest)


def test_ordinary_people_form_triangles(files: Files) -> None:
    """Among people of ordinary degree more than a tenth of the wedges is closed, far more than by chance."""
    ordinary = {row for row in range(PEOPLE) if len(files.friends[row]) <= 50}
    observed = transitivity([pair for pair in files.pairs if set(pair) <= ordinary])
    assert observed > 0.1
    assert observed > 4 * transitivity(shuffled([pair for pair in files.pairs if set(pair) <= ordinary]))


@pytest.mark.parametrize("facet", ["place", "category"])
def test_people_favour_their_own(files: Files, facet: str) -> None:
    """Far more connections stay within one place, or one category, than in a shuffled network of the same degrees."""
    if facet == "place":
        country = {int(row[":START_ID(City)"]): row[":END_ID(Country)"] for row in files.rows("city_in")}
        of = [country[int(row[":END_ID(City)"])] for row in files.rows("lives_in")]
    else:
        of = [row[":END_ID(Category)"] for row in files.rows("works_in")]

    def within(pairs: list[tuple[int, int]]) -> float:
        return sum(of[low] == of[high] for low, high in pairs) / len(pairs)

    assert within(files.pairs) > 2 * within(shuffled(files.pairs))


def shuffled(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same degrees, with partners at random."""
    stubs = [row for pair in pairs for row in pair]
    random.Random(1).shuffle(stubs)
    return [(one, other) for one, other in zip(stubs[::2], stubs[1::2], strict=True) if one != other]


def transitivity(pairs: list[tuple[int, int]]) -> float:
    """The share of wedges that are closed."""
    near: dict[int, set[int]] = {}
    for low, high in pairs:
        near.setdefault(low, set()).add(high)
        near.setdefault(high, set()).add(low)
    closed = Counter(other in near[one] for friends in near.values() for one, other in combinations(sorted(friends), 2))
    return closed[True] / max(1, closed.total())
