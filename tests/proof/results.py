"""What was tried and what came of it, a line for each; ``scripts/proof`` makes its table of them."""

import json
import os
import platform
from pathlib import Path

import psutil

from confrere.graph.clock import utc_now
from confrere.graph.local.releases import LTS

from .sizes import seed

VARIABLE = "CONFRERE_TEST_PROOF_RESULTS"


def record(part: str, what: str, *, tried: int, whole: int, came: str, adds: bool = False) -> None:
    """Notes one line of the table where a file for it is named, with the day and what it ran on.

    Args:
        part: heading in the table.
        what: what was tried.
        tried: how often.
        whole: how often the full size tries it.
        came: what came of it, in words and numbers.
        adds: whether runs with other seeds try others of the same, so that they count together.
    """
    if file := os.environ.get(VARIABLE):
        line = {"part": part, "what": what, "tried": tried, "whole": whole, "came": came}
        line |= {"day": utc_now().date().isoformat(), "ran_on": machine()}
        line |= {"seed": seed()} if adds else {}
        with Path(file).open("a", encoding="utf-8") as results:
            results.write(json.dumps(line) + "\n")


def machine() -> str:
    """What it runs on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = round(psutil.virtual_memory().total / 2**30)
    return (
        f"{os.cpu_count()} cores ({model}), {memory} GB of memory, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Neo4j {LTS.version}"
    )
