"""Machine code: kept for the sources it was compiled from and for no others, and without counting what needs none."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba.core.errors import TypingError

from confrere.recommendations.arrays import Real
from confrere.recommendations.compiled import allocating, compiled, folder_of, inner

CALLED = """
from confrere.recommendations import compiled

@compiled.inner
def price():
    return {price}
"""
CALLING = """
import pathlib
from confrere.recommendations import compiled
compiled.FOLDER = {folder}
from called import price

@compiled.compiled
def total(count):
    return count * price()
"""
COUNTED = """
from numba.core.runtime.nrt import rtsys
from decimal import Decimal
from confrere.recommendations.teams import state
from confrere.recommendations.teams.problem import Need, Person, Problem, Tie, Ties
from confrere.recommendations.teams.solving import solve

state.MOST_ROWS_BYTES = 1  # distances give way to each other
people = [Person(f"p{at}", {"st"[at % 2]: 1}, Decimal(1 + at), Decimal(9)) for at in range(9)]
ties = Ties.between(people, [Tie("p0", each.id, 0.5) for each in people[1:]])
job = Problem("p0", tuple(people), ties, (Need("s", seats=2, hours=Decimal(1)), Need("t", seats=2, hours=Decimal(1))))
solve(job, wanted=3, easy_steps=0)
before = rtsys.get_allocation_stats()
solve(job, wanted=3, easy_steps=0)
after = rtsys.get_allocation_stats()
print(after.alloc - before.alloc, after.free - before.free)
"""
FOLDER = "compiled.folder_of(pathlib.Path(__file__).parent, pathlib.Path(__file__).parent / 'kept')"


def test_sources_that_changed_have_another_folder_and_the_old_one_goes(tmp_path: Path) -> None:
    """Whichever file it was."""
    package, kept = tmp_path / "package", tmp_path / "kept"
    (package / "deep").mkdir(parents=True)
    (package / "one.py").write_text("a = 1", "utf-8")
    first = folder_of(package, kept)
    first.mkdir(parents=True)
    assert folder_of(package, kept) == first
    (package / "deep" / "two.py").write_text("b = 2", "utf-8")
    assert folder_of(package, kept) != first
    assert not first.exists()


def run(package: Path, price: int, folder: str) -> str:
    """Asks for two of what the other file says it costs."""
    (package / "called.py").write_text(CALLED.format(price=price), "utf-8")
    (package / "calling.py").write_text(CALLING.format(folder=folder), "utf-8")
    asked = [sys.executable, "-c", "import calling; print(calling.total(2))"]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    return subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_function_follows_what_it_calls_in_another_file(tmp_path: Path) -> None:
    """Whatever was compiled before."""
    assert [run(tmp_path, price, FOLDER) for price in (3, 5)] == ["6", "10"]


def test_with_one_folder_for_all_sources_it_does_not(tmp_path: Path) -> None:
    """The control: numba looks at the file of the function alone."""
    assert [run(tmp_path, price, repr(str(tmp_path / "kept"))) for price in (3, 5)] == ["6", "6"]


@inner
def made_inside(count: int) -> Real:
    """An array that nobody would free."""
    return np.ones(count)


@allocating
def made_and_counted(count: int) -> Real:
    """An array that is freed when nobody holds it."""
    return np.ones(count)


@compiled
def first_made_inside(count: int) -> float:
    """Asks for an array that nobody would free."""
    return float(made_inside(count)[0])


@compiled
def first_made_and_counted(count: int) -> float:
    """Asks for an array and lets go of it."""
    return float(made_and_counted(count)[0])


def test_an_inner_function_cannot_make_an_array_that_nobody_frees() -> None:
    """It does not count who holds arrays, and one that does can."""
    with pytest.raises(TypingError):
        first_made_inside(3)
    assert first_made_and_counted(3) == 1.0


def test_searches_free_what_they_make() -> None:
    """Every row of distances that they ask for."""
    asked = [sys.executable, "-c", COUNTED]
    environment = {**os.environ, "NUMBA_NRT_STATS": "1"}
    made, freed = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout.split()
    assert made == freed
    assert int(made) > 0
