"""The benchmark of teams: its networks tell what the database would, its jobs are whole, and its tables are printed."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.team_jobs import drawn_terms, plain, problem_of
from benchmarks.team_networks import TeamNetwork, demo, from_files
from benchmarks.teams import arguments_of, leaders_of, measure

from confrere.recommendations.teams.problem import Limits, Objective
from confrere.recommendations.teams.solving import solve

PEOPLE = "id,skills,hourly_rate\nada,python,\nbob,figma;python,\ncem,figma,\ndan,german,\neve,python,\n"
CONNECTIONS = "a,b\nada,bob\nbob,cem\nbob,dan\ncem,eve\n"


@pytest.fixture(scope="module")
def crowd() -> TeamNetwork:
    """A small marketplace as it is drawn."""
    return demo(600)


@pytest.fixture
def files(tmp_path: Path) -> TeamNetwork:
    """A network of five people; nobody is private."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "connections.csv").write_text(CONNECTIONS)
    network = from_files("folder", tmp_path, seed=1)
    return replace(network, is_private=np.zeros(5, np.bool_))


def test_files_tell_who_is_around_and_what_they_hold(files: TeamNetwork) -> None:
    """Ada sees Bob and whom he knows, and not Eve; each tie comes once."""
    around = files.around(0)
    ids = [person.id for person in around.people]
    assert ids == ["ada", "bob", "cem", "dan"]
    assert [len(person.levels) for person in around.people] == [1, 2, 1, 1]
    ends = zip(around.links.one, around.links.other, strict=True)
    assert [(ids[one], ids[other]) for one, other in ends] == [("ada", "bob"), ("bob", "cem"), ("bob", "dan")]


def test_nobody_is_seen_through_a_private_person(files: TeamNetwork) -> None:
    """Bob is private: Ada sees him, and nobody behind him; Cem sees him, and not Ada."""
    hidden = replace(files, is_private=np.array([False, True, False, False, False]))
    assert [person.id for person in hidden.around(0).people] == ["ada", "bob"]
    assert [person.id for person in hidden.around(2).people] == ["cem", "bob", "eve"]


def test_drawn_jobs_have_every_limit_and_some_can_be_done(crowd: TeamNetwork) -> None:
    """The same seed draws the same."""
    chance, twin = random.Random(5), random.Random(5)
    found = 0
    for leader in leaders_of(crowd, 30, chance, hubs=False):
        around = crowd.around(leader)
        assert leaders_of(crowd, 30, random.Random(5), hubs=False).count(leader) == 1
        terms = drawn_terms(around, 3, chance)
        if terms is None:
            continue
        assert len(terms.needs) == 3
        assert len({need.skill for need in terms.needs} | {wish.skill for wish in terms.wishes}) == 3 + len(
            terms.wishes
        )
        assert terms.limits.budget is not None
        assert terms.limits.size is not None
        assert not terms.limits.include & terms.limits.exclude
        problem = problem_of(around, terms, chance)
        found += bool(solve(problem, is_enough=True).teams)
        simple = plain(problem)
        assert (simple.limits, simple.blocks, simple.objective) == (Limits(), frozenset(), Objective.TRUST)
    assert found >= 10
    assert leaders_of(crowd, 3, twin, hubs=True) == leaders_of(crowd, 3, random.Random(6), hubs=True)


def test_tables_and_picture_are_made(tmp_path: Path) -> None:
    """On a small marketplace, with what it ran on."""
    picture = tmp_path / "teams.svg"
    given = ["--small", "--only", "T1", "--only", "T4", "--hubs", "--picture", str(picture)]
    told = list(measure(arguments_of(given)))
    assert told[0].endswith("nice 0") or "nice" in told[0]
    assert sum(line.startswith("| ordinary | 3 |") for line in told) == 1
    assert sum(line.startswith("| hubs | 3 |") for line in told) == 1
    ours = next(line for line in told if line.startswith("| 3 | Confrere |"))
    assert "| 1.000 | 1.000 | 1.00 |" in ours
    assert "100%" in ours
    assert picture.read_text().startswith("<svg")


def test_a_network_of_files_needs_a_folder() -> None:
    """It is refused before anything is read."""
    with pytest.raises(SystemExit):
        arguments_of(["--network", "github"])
