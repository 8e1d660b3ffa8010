"""What stands in the way of a first start is told in one sentence, and soon."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from confrere.graph.local import LocalServer
from confrere.graph.local.errors import DiskFull
from confrere.graph.local.process import recorded

from .conftest import OPTIONS

NEO4J = "from confrere.graph.local import install as fetch"
JAVA = "from confrere.graph.local.java import java; fetch = lambda: java(25)"
FETCH = """
from confrere.graph.local import LocalServerError
try:
    fetch()
except LocalServerError as told:
    print(type(told).__name__, told, sep="|")
"""


@pytest.mark.parametrize("below", ["", "servers/main"])
def test_a_folder_that_cannot_be_written_is_told(below: str, tmp_path: Path) -> None:
    """A file stands where the folder should be; starting, importing and stopping say so."""
    (tmp_path / "home").write_text("not a folder", "utf-8")
    server = LocalServer(tmp_path / "home" / below, OPTIONS)
    for act in (server.start, server.stop, lambda: server.import_full([])):
        with pytest.raises(DiskFull, match="CONFRERE_HOME") as told:
            act()
        assert "\n" not in str(told.value)
    assert (tmp_path / "home").read_text("utf-8") == "not a folder"


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less room than a start needs is told before anything is written into the store."""
    monkeypatch.setattr("confrere.graph.local.server.ROOM_BYTES", 2**60)
    server = LocalServer(tmp_path / "server", OPTIONS)
    with pytest.raises(DiskFull, match="MB are free"):
        server.start()
    assert server.is_empty()


@pytest.mark.parametrize("what", [NEO4J, JAVA], ids=["Neo4j", "another Java"])
def test_no_network_on_the_first_start_is_told(what: str, tmp_path: Path) -> None:
    """With nothing fetched before and no way out, one sentence says what is needed."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    nowhere = "http://127.0.0.1:9"
    done = subprocess.run(
        [sys.executable, "-c", what + FETCH],
        env={**kept, "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere, "https_proxy": nowhere, "http_proxy": nowhere},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    kind, _, sentence = done.stdout.strip().partition("|")
    assert kind == "NoNetwork", done.stdout + done.stderr[-2000:]
    assert "Connect and start again." in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"pid": 1}', "\x00"])
def test_a_record_that_cannot_be_read_is_none(text: str, tmp_path: Path) -> None:
    """A file that a crash left half written stops no start."""
    (tmp_path / "server.json").write_text(text, "utf-8")
    assert recorded(tmp_path / "server.json") is None
