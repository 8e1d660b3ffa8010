"""Neo4j is fetched once: what is pinned, whole, and told."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests
from jgo.config import GlobalSettings

from confrere.graph.local import CALENDAR, LTS, install
from confrere.graph.local.distribution import GDS
from confrere.graph.local.errors import NoNetwork
from confrere.graph.local.jars import Jar, WrongJar, fetched, jars_of
from confrere.graph.local.releases import Release


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and writes nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Shelf:
    """A Maven repository far away, and one here."""

    there: Path
    here: Path

    def jar(self, name: str, content: bytes) -> Jar:
        """Puts a jar onto the shelf far away and pins it."""
        jar = Jar("org.example", name, "1.0", "", hashlib.sha256(content).hexdigest())
        (self.there / jar.place).parent.mkdir(parents=True, exist_ok=True)
        (self.there / jar.place).write_bytes(content)
        return jar

    @property
    def checked(self) -> Path:
        """The file that says that all are there."""
        return self.here / "checked"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Both, empty."""
    made = Shelf(tmp_path / "there", tmp_path / "here")
    for folder in (made.there, made.here):
        folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(made.there))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr("confrere.graph.local.jars.MAVEN_CENTRAL_URL", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setattr(
            "confrere.graph.local.jars.GlobalSettings.load", lambda: GlobalSettings(repo_cache=made.here)
        )
        yield made
        server.shutdown()


def test_what_is_missing_is_fetched_once_and_told(shelf: Shelf) -> None:
    """The second time nobody is asked and nothing is told."""
    jars = [shelf.jar("one", b"first"), shelf.jar("two", b"second")]
    told: list[tuple[str, int, int]] = []
    places = fetched(jars, shelf.checked, lambda *of: told.append(of))
    assert [places[jar].read_bytes() for jar in jars] == [b"first", b"second"]
    assert told == [("Fetching Neo4j", 1, 2), ("Fetching Neo4j", 2, 2)]
    (shelf.there / jars[0].place).unlink()
    assert fetched(jars, shelf.checked, lambda *of: told.append(of)) == places
    assert len(told) == 2


def test_a_jar_that_went_is_fetched_again(shelf: Shelf) -> None:
    """Whoever empties the user's Maven repository has to wait, and no more."""
    jar = shelf.jar("one", b"first")
    fetched([jar], shelf.checked)[jar].unlink()
    assert fetched([jar], shelf.checked)[jar].read_bytes() == b"first"


def test_half_a_jar_of_another_program_is_replaced(shelf: Shelf) -> None:
    """It has the name and the place, and not the hash."""
    jar = shelf.jar("one", b"first")
    (shelf.here / jar.place).parent.mkdir(parents=True)
    (shelf.here / jar.place).write_bytes(b"fir")
    assert fetched([jar], shelf.checked)[jar].read_bytes() == b"first"


def test_another_jar_than_the_pinned_one_is_refused(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it stays, and a start says so in one sentence."""
    jar = shelf.jar("one", b"first")
    (shelf.there / jar.place).write_bytes(b"worse")
    with pytest.raises(WrongJar, match=r"one-1\.0\.jar is not the one that is pinned"):
        fetched([jar], shelf.checked)
    assert [each for each in shelf.here.rglob("*") if each.is_file() and each.suffix != ".lock"] == []
    monkeypatch.setattr("confrere.graph.local.distribution.jars_of", lambda _release: [jar])
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.here))
    with pytest.raises(NoNetwork, match=r"is not the one that is pinned\. Connect to another network"):
        install()


def test_a_jar_that_is_nowhere_is_an_error(shelf: Shelf) -> None:
    """Those that were found stay for the next attempt."""
    here, gone = shelf.jar("one", b"first"), shelf.jar("two", b"second")
    (shelf.there / gone.place).unlink()
    with pytest.raises(requests.HTTPError):
        fetched([here, gone], shelf.checked)
    assert not shelf.checked.exists()
    assert (shelf.here / here.place).read_bytes() == b"first"


@pytest.mark.parametrize("release", [LTS, CALENDAR], ids=lambda release: release.version)
def test_a_release_is_pinned_whole(release: Release) -> None:
    """All that it is resolved from stands in its lock file, each jar once and in order."""
    jars = jars_of(release)
    pinned = {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in jars}
    assert {coordinates for coordinates in release.endpoint.split("+") if coordinates not in pinned} == set()
    names = [jar.name for jar in jars]
    assert names == sorted(set(names))
    assert all(len(jar.sha256) == 64 for jar in jars)
    assert sum(jar.group == GDS for jar in jars) > 100
