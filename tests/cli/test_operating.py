"""What an operator does, from a shell: examine, look back, export, erase, save and load, on a small real network.

The tests share one home and run in this order.
"""

import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from neo4j import GraphDatabase, Query

from confrere.graph.local import LocalServer

from .conftest import Shell, free_port

NETWORKS = Path(__file__).parents[2] / "examples" / "networks"
WHO = "instructor"
EVERYTHING = """
MATCH (n) RETURN labels(n) AS of, properties(n) AS holds, COLLECT {
  MATCH (n)-[r]->(other) RETURN [type(r), properties(r), properties(other)]
} AS links"""


def server(home: Path) -> LocalServer:
    """The local server of a home."""
    return LocalServer(home / "servers" / "main")


@contextmanager
def started(shell: Shell, **variables: str) -> Iterator[None]:
    """Keeps the database of the shell's home running, so that each command joins it."""
    assert shell.runs("db", "start", **variables).returncode == 0
    try:
        yield
    finally:
        assert shell.runs("db", "stop", **variables).returncode == 0


def fingerprint(home: Path) -> str:
    """A hash of all nodes and relationships with all they hold."""
    running = server(home)
    with GraphDatabase.driver(running.uri, auth=running.auth) as driver:
        rows = driver.execute_query(Query(EVERYTHING, timeout=240)).records  # the server's own guard is five seconds
    whole = sorted(
        repr(
            (
                sorted(row["of"]),
                _ordered(row["holds"]),
                sorted(repr([_ordered(each) for each in link]) for link in row["links"]),
            )
        )
        for row in rows
    )
    assert len(whole) > 60
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()


def _ordered(value: object) -> object:
    return sorted(value.items(), key=str) if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def before(shell: Shell) -> str:
    """The hash of an imported network, whose database is stopped and saved in ``dump``."""
    assert shell.runs("import", str(NETWORKS / "people.csv"), str(NETWORKS / "connections.csv")).returncode == 0
    with started(shell):
        assert shell.runs("migrate").returncode == 0
        found = fingerprint(shell.home)
    done = shell.runs("db", "dump", str(shell.home / "dump"))
    assert done.returncode == 0, done.stderr
    assert (shell.home / "dump" / "neo4j.dump").stat().st_size > 1000
    return found


@pytest.mark.requirement("R52")
@pytest.mark.requirement("R53")
def test_an_operator_examines_looks_back_exports_and_erases(shell: Shell, before: str, tmp_path: Path) -> None:
    """Each command speaks data on stdout; the graph has changed at the end."""
    with started(shell):
        done = shell.runs("doctor", "--json")
        assert done.returncode == 0, done.stdout[-3000:]
        assert orjson.loads(done.stdout)["isHealthy"]

        done = shell.runs("network", WHO, "--json")
        assert done.returncode == 0, done.stderr
        network = orjson.loads(done.stdout)["connections"]
        assert len(network) > 10
        none = shell.runs("network", WHO, "--at", "1960-01-01T00:00:00Z", "--json")
        assert orjson.loads(none.stdout)["connections"] == []

        done = shell.runs("export-person", WHO, "--to", str(tmp_path / "export"))
        assert done.returncode == 0, done.stderr
        exported = orjson.loads((tmp_path / "export" / "export.json").read_bytes())
        assert {each["id"] for each in exported["network"]} == {each["id"] for each in network}
        with (tmp_path / "export" / "network.csv").open(newline="") as file:
            assert len(list(csv.DictReader(file))) == len(network)
        assert {file.stat().st_mode & 0o777 for file in (tmp_path / "export").iterdir()} == {0o600}
        assert shell.runs("export-person", WHO, "--to", str(tmp_path / "export")).returncode == 1

        friend = network[0]["handle"]
        done = shell.runs("erase-person", WHO, "--yes")
        assert done.returncode == 0, done.stderr
        receipt = orjson.loads(done.stdout)
        assert receipt["relationships"]["CONNECTED_TO"] == receipt["events"] == len(network)
        assert WHO not in done.stdout
        assert shell.runs("erase-person", WHO, "--yes").returncode == 1
        left = orjson.loads(shell.runs("network", friend, "--json").stdout)["connections"]
        assert WHO not in {each["handle"] for each in left}
        assert orjson.loads(shell.runs("erase-person", "--resume").stdout) == []
        assert shell.runs("doctor").returncode == 0
        assert fingerprint(shell.home) != before
    assert (shell.home / "tombstones.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.fixture(scope="module")
def loaded(shell: Shell, before: str) -> Iterator[str]:
    """What is told when the dump is loaded over data that may go; its database is started for what follows."""
    done = shell.runs("db", "check")
    assert done.returncode == 0, done.stderr
    refused = shell.runs("db", "load", str(shell.home / "dump"))
    assert (refused.returncode, "--overwrite" in refused.stderr) == (1, True)
    done = shell.runs("db", "load", str(shell.home / "dump"), "--overwrite")
    assert done.returncode == 0, done.stderr
    with started(shell):
        yield done.stderr


@pytest.mark.attack(71)
@pytest.mark.requirement("R53")
def test_a_dump_that_is_older_brings_nobody_back(shell: Shell, loaded: str) -> None:
    """Whoever was erased since is erased again."""
    assert "1 people who had been erased came back" in loaded
    assert shell.runs("network", WHO).returncode == 1


@pytest.mark.requirement("R32")
@pytest.mark.usefixtures("loaded")
def test_somebody_joins_and_mail_is_looked_at(shell: Shell) -> None:
    """With a token on stdout; a taken handle and a taken address are told, and the loaded graph is healthy still."""
    done = shell.runs("join", "neo", "--email", "Neo@Example.com", "--first-name", "Neo", "--last-name", "Nu")
    assert (done.returncode, done.stdout.count(".")) == (0, 2), done.stderr
    for handle, email, told in (
        ("neo", "else@example.com", "This handle is taken"),
        ("neo-2", "neo@example.com", "An account has this address"),
    ):
        done = shell.runs("join", handle, "--email", email, "--first-name", "Neo")
        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr
    assert orjson.loads(shell.runs("mail", "--json").stdout) == []
    done = shell.runs("doctor")
    assert done.returncode == 0, done.stdout
    assert (shell.home / "keys" / "mail.secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.requirement("R53")
def test_a_dump_holds_the_whole_graph(shell: Shell, before: str, tmp_path: Path) -> None:
    """Loaded where nobody was erased, every node and relationship is as it was."""
    elsewhere = {"CONFRERE_HOME": str(tmp_path), "CONFRERE_BOLT_PORT": str(free_port())}
    done = shell.runs("db", "load", str(shell.home / "dump"), **elsewhere)
    assert done.returncode == 0, done.stderr
    with started(shell, **elsewhere):
        assert fingerprint(tmp_path) == before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("network", WHO, "--at", "yesterday"), "--at yesterday cannot be read"),
        (("network", WHO, "--at", "2999-01-01T00:00:00Z"), "nothing of the future"),
        (("erase-person",), "Name one person"),
        (("erase-person", WHO, "--resume"), "Name one person"),
        (("db", "load", "."), "There is no neo4j.dump"),
        (("join", "neo", "--email", "neo\n@example.com", "--first-name", "Neo"), "no name of a mailbox"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_slip_is_told_in_a_sentence(shell: Shell, command: tuple[str, ...], told: str) -> None:
    """Before any work."""
    done = shell.runs(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
