"""Data come into a stopped store as a whole or not at all, and leave it the same way."""

from pathlib import Path

import pytest

from confrere.graph.local import LocalServer
from confrere.graph.local.errors import AdminFailed, NotRunning, StoreNotEmpty

from .conftest import Folders, asks, people

COUNTS = "MATCH (p:Person) OPTIONAL MATCH (p)-[k:KNOWS]->() RETURN count(DISTINCT p) AS people, count(k) AS links"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three people in a row, as neo4j-admin reads them."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "people.csv").write_text("id:ID,name,:LABEL\n1,Ada,Person\n2,Bob,Person\n3,Zoë,Person\n", "utf-8")
    (folder / "knows.csv").write_text(":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n2,3,KNOWS\n", "utf-8")
    return [f"--nodes={folder / 'people.csv'}", f"--relationships={folder / 'knows.csv'}"]


@pytest.fixture(scope="module")
def filled(folders: Folders, files: list[str]) -> LocalServer:
    """A stopped server with three people, imported over what an earlier import left behind."""
    server = folders.server("filled")
    left = server.layout.folder / "importing" / "neo4j" / "data" / "databases" / "neo4j"
    left.mkdir(parents=True)
    (left / "neostore").write_bytes(b"half a store")
    server.import_full(files)
    return server


def test_an_import_fills_an_empty_store(filled: LocalServer) -> None:
    """What was in the files is in the store, and nothing lies around."""
    assert not filled.is_empty()
    assert not (filled.layout.folder / "importing").exists()


def test_an_import_never_touches_data(filled: LocalServer, files: list[str]) -> None:
    """Into a store with data nothing is imported, and the sentence says what to do."""
    with pytest.raises(StoreNotEmpty, match="CONFRERE_HOME"):
        filled.import_full(files)


def test_a_stopped_server_has_no_address(filled: LocalServer) -> None:
    """Whoever asks for it is told how to start the server."""
    with pytest.raises(NotRunning, match="confrere db start"):
        _ = filled.uri


@pytest.fixture(scope="module")
def spared(folders: Folders, files: list[str], tmp_path_factory: pytest.TempPathFactory) -> LocalServer:
    """A server into which files with a connection to nobody were imported, which failed."""
    server = folders.server("spared")
    dangling = tmp_path_factory.mktemp("bad") / "dangling.csv"
    dangling.write_text(":START_ID,:END_ID,:TYPE\n1,99,KNOWS\n", "utf-8")
    with pytest.raises(AdminFailed, match="neo4j-admin"):
        server.import_full([files[0], f"--relationships={dangling}"])
    return server


def test_bad_files_leave_the_store_as_it_was(spared: LocalServer, files: list[str]) -> None:
    """After an import that failed the store is empty and starts; while it runs nothing is imported."""
    assert spared.is_empty()
    assert not (spared.layout.folder / "importing").exists()
    assert spared.start()
    assert people(spared) == 0
    with pytest.raises(StoreNotEmpty, match="running"):
        spared.import_full(files)
    assert spared.stop()


def test_a_dump_carries_everything(filled: LocalServer, spared: LocalServer, tmp_path: Path) -> None:
    """What was imported into one server, dumped and loaded into another is what was in the files."""
    filled.dump(tmp_path / "dump")
    spared.load(tmp_path / "dump")
    assert spared.start()
    found = asks(spared, COUNTS)[0]
    assert (found["people"], found["links"]) == (3, 2)
    names = [row["name"] for row in asks(spared, "MATCH (p:Person) RETURN p.name AS name ORDER BY name")]
    assert names == ["Ada", "Bob", "Zoë"]
