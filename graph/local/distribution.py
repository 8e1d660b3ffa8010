"""Where the jars of Neo4j come from: resolved once by jgo from their Maven coordinates, then found on disk."""

import fcntl
import hashlib
import json
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jgo
import requests
from jgo.config import GlobalSettings
from jgo.maven import Artifact

from ..progress import Progress
from .errors import NoNetwork
from .java import cache, java
from .releases import LTS, Release

GDS = "org.neo4j.gds"
"""The group of the Graph Data Science library."""

FETCHED_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Distribution:
    """A resolved Neo4j.

    Attributes:
        release: which one it is.
        java: the Java executable.
        class_path: jars of the server and its tools.
        plugins: jars of the Graph Data Science library, which belong into the server's ``plugins`` folder.
    """

    release: Release
    java: Path
    class_path: tuple[Path, ...]
    plugins: tuple[Path, ...]


def install(progress: Progress | None = None, release: Release = LTS) -> Distribution:
    """Returns the distribution, fetching what is missing; about a minute the first time, at once later.

    Raises:
        NoNetwork: something is missing and cannot be fetched.
    """
    settings = GlobalSettings.load()
    with _watched(Path(settings.repo_cache), release.files, progress):
        try:
            jars = _resolved(release)
        except (requests.RequestException, OSError, RuntimeError, ValueError) as failed:
            raise NoNetwork(
                "Neo4j could not be fetched: the first start needs a connection to a Maven repository. "
                f"Connect and start again. ({type(failed).__name__})"
            ) from failed
    return Distribution(
        release=release,
        java=java(release.java),
        class_path=tuple(Path(jar) for jar, group in jars.items() if group != GDS),
        plugins=tuple(Path(jar) for jar, group in jars.items() if group == GDS),
    )


def _resolved(release: Release) -> dict[str, str]:
    """Returns all jars, whole, in the order of their names, each with its group.

    One launcher fetches. Which jars these are is kept, for finding it out takes seconds. ``jgo.build`` would also start
    a Java for each of them, minutes in all, to find out which are modules, which nobody asks here.
    """
    place = cache()
    place.mkdir(parents=True, exist_ok=True)
    kept = place / f"neo4j-{release.version}-{hashlib.sha256(release.endpoint.encode()).hexdigest()[:16]}.json"
    with (place / "fetch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            jars: dict[str, str] = json.loads(kept.read_text("utf-8"))
            if all(Path(jar).exists() for jar in jars):
                return jars
        artifacts = jgo.resolve(release.endpoint)
        with ThreadPoolExecutor(FETCHED_AT_ONCE) as fetching:
            paths = list(fetching.map(_fetched, artifacts))
        found = sorted(zip(paths, artifacts, strict=True), key=lambda each: each[0].name)
        jars = {str(path): artifact.groupId for path, artifact in found}
        fresh = kept.with_suffix(".new")
        fresh.write_text(json.dumps(jars, indent=1), "utf-8")
        fresh.rename(kept)
        return jars


def _fetched(artifact: Artifact) -> Path:
    """Returns a jar, fetched if it is not here; one whose end is missing, because fetching it was cut off, goes."""
    path = Path(artifact.resolve())
    if not zipfile.is_zipfile(path):
        path.unlink()
        path = Path(artifact.resolve())
    return path


@contextmanager
def _watched(repository: Path, files: int, progress: Progress | None) -> Iterator[None]:
    """Tells how far the fetching is by the files that arrive: jgo itself says nothing."""
    if progress is None:
        yield
        return
    is_done = threading.Event()
    before = _arrived(repository)
    is_fetching = False

    def watch() -> None:
        nonlocal is_fetching
        while not is_done.wait(0.5):
            arrived = _arrived(repository)
            if is_fetching or arrived > before:
                is_fetching = True
                progress("Fetching Neo4j", min(arrived, files), files)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_done.set()
        watcher.join()
    if is_fetching:
        progress("Fetching Neo4j", files, files)


def _arrived(repository: Path) -> int:
    return sum(1 for file in repository.rglob("*.*") if file.suffix in {".jar", ".pom"})
