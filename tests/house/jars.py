"""Writes the lock file of each release: all jars that its Maven coordinates lead to, with their hashes."""

import hashlib
from pathlib import Path

import jgo

from confrere.graph.local.jars import Jar, lock_of
from confrere.graph.local.releases import CALENDAR, LTS, Release

HEAD = "# The jars of Neo4j {} and its Graph Data Science library, each with its sha256; made by scripts/jars."
FOLDER = Path(__file__).parents[2] / "graph" / "local"


def lock(release: Release) -> str:
    """Returns the text of a lock file; fetches the jars, for their hashes."""
    jars = []
    for each in jgo.resolve(release.endpoint):
        sha256 = hashlib.sha256(each.resolve().read_bytes()).hexdigest()
        jars.append(Jar(each.groupId, each.artifactId, each.version, each.classifier, sha256))
    jars.sort(key=lambda jar: jar.name)
    return "\n".join([HEAD.format(release.version), *(jar.line for jar in jars)]) + "\n"


if __name__ == "__main__":
    for release in (LTS, CALENDAR):
        (FOLDER / lock_of(release)).write_text(lock(release), "utf-8")
