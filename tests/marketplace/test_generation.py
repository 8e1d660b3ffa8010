"""Generation repeats itself exactly."""

from datetime import timedelta
from pathlib import Path

import pytest

from confrere.graph.marketplace import generate, import_arguments

from .conftest import NOW, PEOPLE, Files


def test_the_same_seed_gives_the_same_bytes(files: Files, tmp_path: Path) -> None:
    """At another time of the same day nothing differs."""
    again = generate(tmp_path, people=PEOPLE, now=NOW - timedelta(hours=9))
    assert again == files.summary
    for file in files.folder.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_another_day_gives_the_same_graph(files: Files, tmp_path: Path) -> None:
    """The hash of the content does not depend on the day, the hash of the files does."""
    later = generate(tmp_path, people=PEOPLE, now=NOW + timedelta(days=100))
    assert later.graph_hash == files.summary.graph_hash
    assert later.digest != files.summary.digest


def test_another_seed_gives_another_graph(tmp_path: Path) -> None:
    """Seeds differ in everything."""
    one = generate(tmp_path / "one", people=300, now=NOW, seed=1)
    other = generate(tmp_path / "other", people=300, now=NOW, seed=2)
    assert one.graph_hash != other.graph_hash


def test_without_history_the_ledger_holds_only_what_waits(tmp_path: Path) -> None:
    """Connections have no events, pending invitations do."""
    summary = generate(tmp_path, people=300, now=NOW, history=False)
    assert summary.connections > 1_000
    assert summary.waiting <= summary.events <= 2 * summary.waiting
    assert not (tmp_path / "withdrew.csv").exists()


def test_every_file_is_an_argument(files: Files) -> None:
    """What is written is imported, and nothing else is named."""
    arguments = import_arguments(files.folder)
    named = {argument.rpartition("=")[2] for argument in arguments[1:]}
    assert arguments[0] == "--id-type=integer"
    assert named == {str(file) for file in files.folder.iterdir()}


def test_progress_is_told_and_ends(tmp_path: Path) -> None:
    """Shares rise from nothing to all."""
    told: list[float] = []
    generate(tmp_path, people=300, now=NOW, progress=lambda _doing, share: told.append(share))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_too_few_people_are_refused(tmp_path: Path) -> None:
    """The personas need somebody to know."""
    with pytest.raises(ValueError, match="at least 100"):
        generate(tmp_path, people=99, now=NOW)
