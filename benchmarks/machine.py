"""What a measurement ran on: without it no number means anything."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil


def processor() -> str:
    """Returns the name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:  # not Linux
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def described(*more: str) -> list[str]:
    """Returns lines that say when, on what and beside what a measurement ran."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, nice {os.nice(0)}",
        f"{os.cpu_count()} × {processor()}, {psutil.virtual_memory().total / 2**30:.0f} GiB, "
        f"{platform.system()} {platform.release().partition('-')[0]}",
        f"load of the machine over 1, 5 and 15 minutes: {load}",
        f"Python {platform.python_version()}, strawberry-graphql {version('strawberry-graphql')}, "
        f"neo4j driver {version('neo4j')}, uvicorn {version('uvicorn')}",
        *more,
    ]
