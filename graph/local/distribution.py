"""A release of Neo4j on this machine: which jars it is made of, and the Java that runs them."""

from dataclasses import dataclass
from pathlib import Path

import requests

from ..progress import Progress
from .errors import NoNetwork
from .jars import WrongJar, fetched, jars_of, lock_of
from .java import cache, java
from .releases import LTS, Release

GDS = "org.neo4j.gds"
"""The group of the Graph Data Science library."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A Neo4j that can be started.

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
    """Returns the distribution, fetching what is missing: 170 MB the first time, nothing later.

    Raises:
        NoNetwork: something is missing and cannot be fetched.
    """
    kept = cache()
    kept.mkdir(parents=True, exist_ok=True)
    try:
        jars = fetched(jars_of(release), kept / f"{lock_of(release)}.checked", progress)
    except WrongJar as wrong:
        raise NoNetwork(f"Neo4j was fetched wrongly: {wrong}. Connect to another network and start again.") from wrong
    except (requests.RequestException, OSError) as failed:
        raise NoNetwork(
            "Neo4j could not be fetched: the first start needs a connection to a Maven repository. "
            f"Connect and start again. ({type(failed).__name__})"
        ) from failed
    return Distribution(
        release=release,
        java=java(release.java),
        class_path=tuple(place for jar, place in jars.items() if jar.group != GDS),
        plugins=tuple(place for jar, place in jars.items() if jar.group == GDS),
    )
