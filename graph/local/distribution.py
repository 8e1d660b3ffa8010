"""Where the jars of Neo4j come from: resolved once by jgo from their Maven coordinates, then found on disk."""

import fcntl
import shutil
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jgo
import requests
from jgo.config import GlobalSettings

from ..progress import Progress
from .errors import NoNetwork
from .java import cache, java
from .releases import LTS, Release

LOCK = "jgo.lock.toml"
"""Jgo's list of what lies in a folder of jars."""


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
    """Returns the distribution, fetching what is missing; about two minutes the first time, a second later.

    Raises:
        NoNetwork: something is missing and cannot be fetched.
    """
    settings = GlobalSettings.load()
    with _watched(Path(settings.repo_cache), release.files, progress):
        try:
            folder = _resolved(release.endpoint)
        except (requests.RequestException, OSError, RuntimeError, ValueError) as failed:
            raise NoNetwork(
                "Neo4j could not be fetched: the first start needs a connection to a Maven repository. "
                f"Connect and start again. ({type(failed).__name__})"
            ) from failed
    locked = tomllib.loads((folder / LOCK).read_text("utf-8"))
    gds = {
        f"{each['artifactId']}-{each['version']}.jar"
        for each in locked["dependencies"]
        if each["groupId"] == "org.neo4j.gds"
    }
    jars = sorted([*folder.glob("jars/*.jar"), *folder.glob("modules/*.jar")])
    return Distribution(
        release=release,
        java=java(release.java),
        class_path=tuple(jar for jar in jars if jar.name not in gds),
        plugins=tuple(jar for jar in jars if jar.name in gds),
    )


def _resolved(endpoint: str) -> Path:
    """Returns jgo's folder of jars, whole: one launcher fetches, and what an earlier one left half done goes."""
    place = cache()
    place.mkdir(parents=True, exist_ok=True)
    with (place / "fetch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = Path(jgo.build(endpoint).path)
        if not (folder / LOCK).exists():  # jgo writes it last, and asks for no more than the folder
            shutil.rmtree(folder)
            folder = Path(jgo.build(endpoint).path)
        return folder


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
