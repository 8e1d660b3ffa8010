"""Commands as a shell runs them: in a process, with a home of their own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from ..neo4j_under_test import QUICK_START

SMALL = {
    "CONFRERE_HEAP": "512m",
    "CONFRERE_PAGE_CACHE": "64m",
    "CONFRERE_PEOPLE": "500",
    "CONFRERE_GDS": "false",
    "JDK_JAVA_OPTIONS": " ".join(QUICK_START),
}


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Shell:
    """Runs ``confrere`` in one home; what still runs at the end is killed."""

    home: Path
    environment: Mapping[str, str]
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def runs(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run(
            [sys.executable, "-c", "from confrere.api.cli import main; main()", *arguments],
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )

    def starts(self, *arguments: str, log: Path, **variables: str) -> subprocess.Popen[str]:
        """Starts a command that goes on; both its outputs go to a file."""
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", "from confrere.api.cli import main; main()", *arguments],
                env={**self.environment, **variables},
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self.started.append(process)
        return process

    def servers(self) -> list[psutil.Process]:
        """Java processes of this home."""
        return [
            process
            for process in psutil.process_iter(["name", "cmdline"])
            if process.info["name"] == "java" and any(str(self.home) in each for each in process.info["cmdline"] or ())
        ]

    def end(self) -> None:
        """Leaves nothing behind."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        for server in self.servers():
            server.kill()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell whose home is empty and whose environment knows no setting."""
    home = tmp_path_factory.mktemp("home")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("CONFRERE_", "NEO4J_"))}
    made = Shell(home, {**bare, "CONFRERE_HOME": str(home), "CONFRERE_BOLT_PORT": str(free_port()), **SMALL})
    yield made
    made.end()
