"""A disk that is full under load: whoever was told that something was done finds it, once there is room again.

`scripts/proof` runs it, as root: the disk is a small file system in memory.
"""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from confrere.api.tokens import Tokens
from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.local.layout import Layout
from confrere.graph.migrations import migrate

from .load import Log, settled, under_load
from .racing import broken
from .results import record
from .sizes import size
from .test_kills import ACTS, ENDLESS, Killable, pairs_on

ROUNDS = size(1, 5)
BYTES = 700 * 2**20
"""Room for a server without data, and for the 200 MB that it wants free when it starts."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "confrere-proof", place], check=True)
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
async def killable(disk: Path, tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Killable]:
    """A server on it, whose log of transactions takes its room as it grows, so that a full disk is soon noticed."""
    plain = Layout.configure

    def configure(layout: Layout, options: ServerOptions, bolt_port: int) -> None:
        plain(layout, options, bolt_port)
        with (layout.home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
            file.write("db.tx_log.preallocate=false\n")

    monkeypatch.setattr(Layout, "configure", configure)
    options = ServerOptions(heap="512m", page_cache="64m", bolt_port=28730, transaction_seconds=30, lock_seconds=20)
    with LocalServer(disk / "server", options).running() as server:
        migrate(server.uri, auth=server.auth)
        async with pairs_on(server, tokens) as made:
            yield made


def fill(disk: Path) -> Path:
    """Leaves not a byte; returns the file that took them."""
    ballast = disk / "ballast"
    file = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    try:
        for block in (bytes(2**20), bytes(2**12)):
            with suppress(OSError):  # no room for one more of this size
                while os.write(file, block):
                    continue
    finally:
        os.close(file)
    return ballast


@pytest.mark.attack(74)
async def test_a_full_disk_loses_nothing_and_doubles_nothing(killable: Killable, disk: Path) -> None:
    """Nobody waits without an answer; with room, and a restart, everything that was told is there."""
    told: list[dict[str, int]] = []

    async def trouble(log: Log) -> None:
        for _ in range(ROUNDS):
            async with asyncio.timeout(ENDLESS):
                await settled(log, ACTS)
                before = dict(log.failures)
                ballast = fill(disk)
                while log.failures == before:  # noqa: ASYNC110  the others count them
                    await asyncio.sleep(0.1)
                told.append(dict(log.failures))
                ballast.unlink()
                await killable.kill()
                await settled(log, ACTS)

    log = await under_load(killable.ask, [person.id for person in killable.people], trouble, seed=3)
    assert log.impossible() == []
    assert await broken(killable.world) == []
    assert set(log.failures) <= {"DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN"}
    record(
        "Faults",
        "a full disk under load",
        tried=ROUNDS,
        whole=5,
        came=f"{log.acknowledged} acts acknowledged, 0 lost, 0 doubled; told {', '.join(sorted(log.failures))}",
    )
