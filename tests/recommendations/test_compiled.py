"""Machine code: kept for the sources it was compiled from, and for no others."""

import os
import subprocess
import sys
from pathlib import Path

from confrere.recommendations.compiled import folder_of

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
