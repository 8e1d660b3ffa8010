"""Edge cases of a network, played against django-friendship and against Confrere; writes `docs/conformance.md`.

    python -m benchmarks.conformance --trials 200 > docs/conformance.md

The peer runs in an environment of its own (`peers/django-friendship/requirements.lock`), on PostgreSQL where there is
one to start, else on SQLite; Confrere on a local Neo4j of its own. Both do the same: the races as often as asked.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import neo4j
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from tests.world import World

from confrere.api.tokens import Tokens
from confrere.graph.local import LocalServer, ServerOptions
from confrere.graph.migrations import migrate
from confrere.graph.store import Store

from .behaviour import CASES, RACES, behaviour
from .machine import described
from .marketplace import home
from .served import PATIENCE_SECONDS

FOLDER = Path(__file__).parent / "peers" / "django-friendship"
NOTES = """
`done` is an answer without an error; other words in the peer's column are the names of exceptions, in ours the types of
results. An error of ours is a typed member of a union, never an exception. What the peer has no notion of is not held
against it where its documentation says so; it is here because whoever builds a network has to decide it.
"""


def peer_environment() -> dict[str, str]:
    """Installs the peer as locked into a folder of its own, once; returns what makes Python find it."""
    site = home() / "django-friendship"
    if not (site / "friendship").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        lock = str(FOLDER / "requirements.lock")
        subprocess.run([*pip, "--require-hashes", "--requirement", lock, "--target", str(site)], check=True)
    return {**os.environ, "PYTHONPATH": str(site), "PYTHONWARNINGS": "ignore"}


@contextmanager
def postgresql() -> Iterator[str | None]:
    """Starts a PostgreSQL in a temporary folder, reached by a socket in it; None where there is none to start."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    becomes = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if not found or (becomes and shutil.which("runuser") is None):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        if becomes:
            shutil.chown(folder, "postgres")
        data, control = f"{folder}/data", str(found[0] / "pg_ctl")

        def run(*command: str) -> None:
            subprocess.run([*becomes, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run(str(found[0] / "initdb"), "-D", data, "-A", "trust", "-U", "postgres")
        options = f"-k {folder} -c listen_addresses= -c max_connections=100"
        run(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield folder
        finally:
            run(control, "-D", data, "-m", "immediate", "stop")


def theirs(trials: int) -> dict[str, str]:
    """Plays all cases against the peer."""
    with postgresql() as socket:
        environment = peer_environment() | ({"PEER_DATABASE": socket} if socket else {})
        command = [sys.executable, str(FOLDER / "behave.py"), str(trials)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


async def ours(server: LocalServer, trials: int) -> dict[str, str]:
    """Plays all cases against Confrere, on a server that holds nothing else."""
    store = Store.open(server.uri, auth=server.auth, patience=PATIENCE_SECONDS)
    tokens = Tokens(generate_private_key(SECP256R1()), issuer="confrere-development", audience="confrere")
    async with neo4j.AsyncGraphDatabase.driver(
        server.uri, auth=server.auth, notifications_min_severity="OFF"
    ) as driver:
        world = World(store, driver, tokens)
        try:
            await world.wipe()
            return await behaviour(world, trials)
        finally:
            await store.close()


def page(peer: Mapping[str, str], our: Mapping[str, str], trials: int) -> str:
    """Returns the page of both."""
    lines = [
        "# Edge cases, beside django-friendship",
        "",
        "Written by `python -m benchmarks.conformance`; each cell is what was observed, not what is promised.",
        "",
        *(f"- {each}" for each in described()),
        f"- django-friendship 1.12.0 on {peer['database']}; each race {trials} times",
        NOTES,
    ]
    for title, cases in (("Races", RACES), ("One after the other", CASES)):
        lines += [f"## {title}", "", "| case | django-friendship | Confrere |", "|---|---|---|"]
        for case in cases:
            name = case.__name__
            lines.append(f"| {(case.__doc__ or name).rstrip('.')} | {peer[name]} | {our[name]} |")
        lines.append("")
    return "\n".join(lines)


def main(given: Sequence[str] | None = None) -> None:
    """Plays both sides and prints the page."""
    parser = argparse.ArgumentParser("benchmarks.conformance", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200, help="how often each race is run")
    trials = parser.parse_args(given).trials
    peer = theirs(trials)
    options = ServerOptions(heap="512m", page_cache="64m", bolt_port=27688, transaction_seconds=60, lock_seconds=30)
    server = LocalServer(home() / "conformance", options)
    with server.running():
        migrate(server.uri, auth=server.auth)
        our = asyncio.run(ours(server, trials))
    print(page(peer, our, trials))


if __name__ == "__main__":
    main()
