"""What others wrote to check a GraphQL server over HTTP, and the table of the specification's draft."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest

from ..serving import listening
from ..world import World

FOLDER = Path(__file__).parents[2] / "tools" / "audit"
AUDITS = 61


async def run(*command: str) -> bytes:
    """Runs a program of Node's in the folder of the audits."""
    program = shutil.which(command[0])
    assert program, f"{command[0]} is not here: install Node 20 or newer, the audits are not skipped"
    process = await asyncio.create_subprocess_exec(
        program,
        *command[1:],
        cwd=FOLDER,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(300):
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out


@pytest.fixture(scope="session")
async def installed() -> None:
    """The audits at their locked versions; an installation that is there is used again."""
    lock = orjson.loads((FOLDER / "package-lock.json").read_bytes())["packages"]
    for name, locked in lock.items():
        there = FOLDER / name / "package.json"
        if not there.is_file() or (name and orjson.loads(there.read_bytes())["version"] != locked["version"]):
            await run("npm", "ci", "--no-audit", "--no-fund")
            return


async def test_every_audit_of_graphql_http_passes(world: World, installed: None) -> None:
    """Sixty-one of sixty-one, in the development profile, as a signed-in client."""
    (ada,) = await world.people("ada")
    async with listening(world.app) as address:
        results: list[dict[str, Any]] = orjson.loads(
            await run("node", "audit.mjs", f"{address}/graphql", world.token(ada.id))
        )
    assert [each for each in results if each["status"] != "ok"] == []
    assert len(results) == AUDITS


def test_the_lock_file_of_the_audits_names_no_registry() -> None:
    """Versions and hashes, as in the lock files of Python."""
    text = (FOLDER / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    packages = orjson.loads(text)["packages"]
    assert all(each.get("integrity") for name, each in packages.items() if name)
