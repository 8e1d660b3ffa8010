"""Machine code made ahead: once, by a process that ends when nobody wants it any more."""

import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from confrere.api.cli import ahead
from confrere.recommendations import compiling

TOLD = list[tuple[str, int, int]]
SERVED = """
from confrere.recommendations import walks
from confrere.recommendations.snapshot import Fitted
from confrere.recommendations.teams import distances, search, ways
from confrere.recommendations.teams.solving import prepare
from confrere.recommendations.updating import PersonNow, empty, updated

names = [f"p{number:03}" for number in range(400)]
cities = [(f"c{city}", city, city) for city in range(90)]
people = [
    PersonNow(each, number % 7 > 0, tuple(names[number - 5 : number]), (), (f"s{number}",), ("k",), f"c{number % 90}")
    for number, each in enumerate(names)
]
Fitted.of(updated(empty(cities), people))
prepare()
stats = [
    each.stats
    for module in (walks, distances, search, ways)
    for each in vars(module).values()
    if hasattr(each, "stats")
]
print(sum(sum(each.cache_misses.values()) for each in stats), sum(sum(each.cache_hits.values()) for each in stats))
"""


@pytest.fixture(scope="module")
def made() -> None:
    """All of it is made; `scripts/check` had it made before."""
    subprocess.run([sys.executable, "-m", "confrere.recommendations.compiling"], check=True)


@pytest.fixture
def not_made(made: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing is, as far as this process sees."""
    monkeypatch.setattr("confrere.recommendations.compiled.FOLDER", tmp_path)
    assert not compiling.is_made()
    return tmp_path


def waited() -> TOLD:
    """Waits for what is made ahead, and returns what was told of it."""
    told: TOLD = []
    with ahead.compiling() as compiled:
        compiled(lambda what, done, total: told.append((what, done, total)))
    return told


@pytest.mark.usefixtures("made")
def test_what_is_made_is_not_made_again() -> None:
    """No process is started and nothing is told."""
    assert compiling.is_made()
    assert waited() == []


@pytest.mark.usefixtures("made")
def test_whoever_serves_compiles_nothing_more() -> None:
    """With other people, cities and skills than those it was made with."""
    done = subprocess.run([sys.executable, "-c", SERVED], capture_output=True, text=True, check=True)
    misses, hits = map(int, done.stdout.split())
    assert misses == 0
    assert hits > 0


@pytest.mark.usefixtures("not_made")
def test_what_is_not_made_is_waited_for() -> None:
    """And told, as all long work."""
    assert waited() == [(ahead.WHAT, 0, 1), (ahead.WHAT, 1, 1)]


def test_it_ends_with_whoever_wanted_it(not_made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute of work, in a folder where there is none of it, is not waited for."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(not_made))
    with ahead.compiling():
        (at_it,) = [
            each for each in psutil.Process().children() if "confrere.recommendations.compiling" in each.cmdline()
        ]
    assert not at_it.is_running()
    assert not compiling.is_made()


@pytest.mark.usefixtures("not_made")
def test_where_it_fails_people_are_served_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence says so."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    waited()
    assert "Compiling ahead failed" in capsys.readouterr().err
