"""Two runs of the tests in one home: the second is told, instead of emptying the first one's database."""

import os
from pathlib import Path

import pytest

from confrere.graph.local import ServerOptions

from ..neo4j_under_test import local_server, ours_alone


def test_a_second_run_is_refused_as_long_as_the_first_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the process to wait for, and another home is another database."""
    monkeypatch.setenv("CONFRERE_HOME", str(tmp_path / "one"))
    server = local_server("small", ServerOptions())
    with ours_alone(server):
        told = f"Process {os.getpid()} runs the tests .* CONFRERE_HOME"
        with pytest.raises(pytest.UsageError, match=told), ours_alone(server):
            pass
        monkeypatch.setenv("CONFRERE_HOME", str(tmp_path / "other"))
        with ours_alone(local_server("small", ServerOptions())):
            pass
    with ours_alone(server):
        pass
