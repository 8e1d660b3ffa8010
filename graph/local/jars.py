"""The jars of a release: each pinned by its hash in a file beside this one, and fetched once.

They lie in the user's Maven repository, as Maven itself would put them. Finding out which they are takes a walk through
five hundred descriptions, which `scripts/jars` takes when a release is changed.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL

from ..progress import Progress
from .releases import Release

LOCK = "confrere-fetches.lock"
AT_ONCE = 4
TIMEOUT_SECONDS = 60
PIECE_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar by its Maven coordinates; what it must be is told by its hash."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{'-'.join(filter(None, (self.artifact, self.version, self.classifier)))}.jar"

    @property
    def place(self) -> str:
        """Where it lies in any Maven repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.name}"

    @property
    def line(self) -> str:
        """Its line of a lock file."""
        return f"{self.group}:{self.artifact}:{self.version}:{self.classifier} {self.sha256}"

    @classmethod
    def of(cls, line: str) -> "Jar":
        """Reads a line of a lock file."""
        coordinates, sha256 = line.split()
        group, artifact, version, classifier = coordinates.split(":")
        return cls(group, artifact, version, classifier, sha256)


class WrongJar(ValueError):
    """What was fetched is not what is pinned."""


def lock_of(release: Release) -> str:
    """Returns the name of a release's lock file."""
    return f"neo4j-{release.version}.lock"


def jars_of(release: Release) -> list[Jar]:
    """Returns all jars of a release in the order of their names."""
    text = (files(__package__) / lock_of(release)).read_text("utf-8")
    return [Jar.of(line) for line in text.splitlines() if not line.startswith("#")]


def fetched(
    jars: list[Jar], checked: Path, progress: Progress | None = None, *, into: Path | None = None
) -> dict[Jar, Path]:
    """Returns where the jars lie, fetching what is not there.

    Args:
        jars: which ones.
        checked: a file that is made once all were found to be what is pinned; one launcher at a time looks after them.
        progress: told how many are there, where any was missing.
        into: a Maven repository, the user's where none is given.

    Raises:
        requests.RequestException, OSError: one cannot be fetched.
        WrongJar: one is not what is pinned.
    """
    repository = into or Path(GlobalSettings.load().repo_cache)
    places = {jar: repository / jar.place for jar in jars}
    if not _are_there(places, checked):
        repository.mkdir(parents=True, exist_ok=True)
        # Beside the jars, for releases and caches share them.
        with (repository / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _are_there(places, checked):
                for done in _whole(places):
                    if progress:
                        progress("Fetching Neo4j", done, len(jars))
                checked.touch()
    return places


def _are_there(places: dict[Jar, Path], checked: Path) -> bool:
    return checked.exists() and all(place.exists() for place in places.values())


def _whole(places: dict[Jar, Path]) -> Iterator[int]:
    with requests.Session() as session, ThreadPoolExecutor(AT_ONCE) as at_it:
        waiting = [at_it.submit(_fetch, session.get, jar, place) for jar, place in places.items()]
        try:
            for done, each in enumerate(waiting, 1):
                each.result()
                yield done
        finally:
            for each in waiting:
                each.cancel()


def _fetch(get: Callable[..., requests.Response], jar: Jar, place: Path) -> None:
    """Has one jar in its place, whole; what another program left there half done is replaced."""
    if place.exists() and _sha256(place) == jar.sha256:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".fetching")
    with get(f"{MAVEN_CENTRAL_URL}/{jar.place}", stream=True, timeout=TIMEOUT_SECONDS) as answer:
        answer.raise_for_status()
        with fresh.open("wb") as file:
            for piece in answer.iter_content(PIECE_BYTES):
                file.write(piece)
    if _sha256(fresh) != jar.sha256:
        fresh.unlink()
        raise WrongJar(f"{jar.name} is not the one that is pinned")
    fresh.rename(place)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
