"""The child process: how it is started, known again and ended."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import orjson
import psutil

from .distribution import Distribution
from .layout import LOOPBACK

OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Serving:
    """Which process serves; its start time tells it from a later process with the same number."""

    pid: int
    started: float
    bolt_port: int
    browser_port: int | None

    @classmethod
    def of(cls, pid: int, bolt_port: int, browser_port: int | None) -> Self:
        """Takes down a process that was just started."""
        return cls(pid, psutil.Process(pid).create_time(), bolt_port, browser_port)

    def write(self, file: Path) -> None:
        """Records the process, all or nothing."""
        fresh = file.with_suffix(".new")
        fresh.write_bytes(orjson.dumps(asdict(self)))
        fresh.rename(file)

    def process(self) -> psutil.Process | None:
        """Returns the process while it lives, None for a stale record."""
        try:
            process = psutil.Process(self.pid)
            is_same = abs(process.create_time() - self.started) < 1
            return process if is_same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def recorded(file: Path) -> Serving | None:
    """Reads the record of a process, None where there is none or it cannot be read."""
    try:
        return Serving(**orjson.loads(file.read_bytes()))
    except (OSError, orjson.JSONDecodeError, TypeError):
        return None


def command(
    distribution: Distribution,
    main: str,
    *arguments: str,
    heap: str,
    plugins: Path | None = None,
    options: Sequence[str] = (),
) -> list[str]:
    """Returns the command line of one of Neo4j's programs; ``heap`` in Java's notation."""
    class_path = [*map(str, distribution.class_path), *([f"{plugins}/*"] if plugins else [])]
    return [
        str(distribution.java),
        *([f"-Xms{heap}"] if plugins else []),
        f"-Xmx{heap}",
        "-XX:+UseParallelGC",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        *distribution.release.java_options,
        *options,
        "-Dlog4j2.disable.jmx=true",
        "-cp",
        ":".join(class_path),
        main,
        *arguments,
    ]


def spawn(arguments: list[str], *, home: Path, log: Path) -> subprocess.Popen[bytes]:
    """Starts the server in a session of its own, so that Ctrl-C in a terminal reaches its launcher alone."""
    with log.open("ab") as out:
        return subprocess.Popen(
            arguments,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=home,
            start_new_session=True,
            env=environment(home),
        )


def environment(home: Path) -> dict[str, str]:
    """Returns the environment of Neo4j's programs: ours, with its home and configuration."""
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def end(process: psutil.Process) -> None:
    """Stops a server: asks, waits, and only then kills.

    The process may be another launcher's child, which stays a zombie until that launcher looks.
    """
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        if not wait_until(lambda: _has_ended(process), STOP_SECONDS):
            process.kill()
            wait_until(lambda: _has_ended(process), STOP_SECONDS)


def _has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def free_port(preferred: int) -> int:
    """Returns ``preferred`` where nobody listens on it, else a port that is free now."""
    if is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Tells whether a server could listen on a port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def wait_until(is_true: Callable[[], bool], seconds: float, pause: float = 0.1) -> bool:
    """Asks again and again until something holds; tells whether it did in time."""
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
