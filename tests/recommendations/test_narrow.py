"""Arrays of a view take as few bits as they can, and more of them as soon as they must."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from confrere.recommendations import NetworkView, links, walks
from confrere.recommendations.arrays import distinct, narrowed
from confrere.recommendations.links import Links
from confrere.recommendations.updating import PersonNow, updated
from confrere.recommendations.view import WITH_UNKNOWN

MOST = 2**31 - 1


def many(*starts: int) -> Links:
    """Links that all go to 3; numpy tells of the same number so many times and stores it once."""
    return Links(np.array(starts), np.broadcast_to(np.int32(3), starts[-1]))


def test_starts_take_32_bits_as_long_as_the_entries_allow_it() -> None:
    """One more than these can count takes 64."""
    assert many(0, 5, MOST).starts.dtype == np.int32
    assert many(0, 5, MOST + 1).starts.dtype == np.int64


@pytest.mark.parametrize("end", [MOST, MOST + 1, MOST + 7])
def test_the_last_entries_are_found_on_either_side_of_the_boundary(end: int) -> None:
    """By slices, by counts, by bisection, whose sums go beyond 32 bits on both sides, and by the compiled loops."""
    first = end - 3
    found = many(0, first, end)
    assert found[1].tolist() == [3, 3, 3]
    assert found.counts.tolist() == [first, 3]
    rows, others = np.array([0, 0, 1, 1]), np.array([3, 4, 3, 4])
    assert found.places(rows, others).tolist() == [0, first, first, end]
    assert found.has(rows, others).tolist() == [True, False, True, False]
    assert found.of_rows(np.array([1])).starts.tolist() == [0, 3]
    total, touched = np.zeros(4), np.empty(4, np.int32)
    nothing = np.empty(0)
    assert walks.spread(found.starts, found.others, nothing, np.array([1]), np.array([0.5]), total, touched) == 1
    assert total.tolist() == [0, 0, 0, 1.5]


def test_links_that_outgrow_32_bits_get_64_and_the_other_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every way that they change; as if 32 bits could count to six."""
    monkeypatch.setattr(links, "MOST_NARROW", 6)
    small = Links.of([0, 0, 1, 2, 2], [1, 2, 0, 0, 1], 3)
    assert small.starts.dtype == np.int32
    large = small.joined(np.array([1, 1], np.int32), np.array([1, 2], np.int32))
    assert large.starts.dtype == np.int64
    assert large.starts.tolist() == [0, 2, 5, 7]
    assert large.renumbered(np.array([0, 1, 3], np.int32), 4).starts.dtype == np.int64
    keep = large.others != 1
    one = np.array([1], np.int32)
    for less in (large.without(large.places(one, one)), large.kept(keep), large.of_rows(one)):
        assert less.starts.dtype == np.int32
    assert large.replaced(one, Links.none(1)).starts.tolist() == [0, 2, 2, 4]


def test_names_take_the_first_type_that_holds_the_row_after_the_last() -> None:
    """For the end of a row is looked up there."""
    row = np.array([0], np.int32)
    for names, dtype in ((127, "int8"), (128, "int16"), (32_767, "int16"), (32_768, "int32")):
        assert narrowed(row, names, WITH_UNKNOWN).dtype.name == dtype
    for names, dtype in ((65_535, "uint16"), (65_536, "int32")):
        assert Links(np.array([0, 1]), row).narrow(names).others.dtype.name == dtype


def test_a_view_widens_as_names_come() -> None:
    """Skills beyond 16 bits and countries beyond eight are whose they were told to be."""
    view = NetworkView.of(["ada", "bob"], skills=[("bob", "a"), ("bob", "z")], cities={"bob": ("Bonn", "zz")})
    assert (view.skills.others.dtype.name, view.country.dtype.name) == ("uint16", "int8")
    names = tuple(f"skill {number:05}" for number in range(65_600))
    people = [PersonNow("ada", is_findable=True, skills=names, country="c0")]
    people += [PersonNow(f"cy{number}", is_findable=True, country=f"c{number}") for number in range(200)]
    wide = updated(view, people)
    assert (wide.skills.others.dtype.name, wide.country.dtype.name) == ("int32", "int16")
    assert tuple(wide.skill_ids[each] for each in wide.skills[0].tolist()) == names
    assert [wide.skill_ids[each] for each in wide.skills[1].tolist()] == ["a", "z"]
    assert wide.holders[65_601].tolist() == [1]
    told = {wide.id(row): wide.country_ids[place] for row, place in enumerate(wide.country.tolist())}
    assert told == {"ada": "c0", "bob": "zz"} | {f"cy{number}": f"c{number}" for number in range(200)}
    assert (updated(wide, [PersonNow("ada", is_findable=True, skills=("a",))]).skills[0]).tolist() == [0]


def test_days_take_16_bits_unless_one_lies_before_1970_or_beyond_2149() -> None:
    """They are the same either way, and may become so one person at a time."""
    for day, dtype in ((65_535, "uint16"), (65_536, "int32"), (-1, "int32")):
        view = NetworkView.of(["ada", "bob"], joined={"ada": day})
        assert (view.joined.dtype.name, view.joined.tolist()) == (dtype, [day, 0])
        known = NetworkView.of(["ada", "bob"], joined={"bob": 20_000})
        told = updated(known, [PersonNow("ada", is_findable=True, joined=day)])
        assert (told.joined.dtype.name, told.joined.tolist()) == (dtype, [day, 20_000])


def test_nobody_takes_no_memory() -> None:
    """Links of nobody tell of as many rows as there are, and store nothing."""
    none = Links.none(1_000_000)
    assert len(none) == 1_000_000
    assert none.starts.base is not None
    assert none.starts.base.nbytes <= 8
    view = replace(NetworkView.of(["ada"]), blocked=Links.none(1))
    assert not len(view.blocked[0])


@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.int64])
@pytest.mark.parametrize("count", [0, 1, 2, 1000])
def test_each_number_once_is_what_numpy_says_too(count: int, dtype: type[np.integer[Any]]) -> None:
    """In the type they came in."""
    numbers = np.random.default_rng(count).integers(0, 300, count).astype(dtype)
    found = distinct(numbers)
    assert found.dtype == dtype
    assert found.tolist() == np.unique(numbers).tolist()
