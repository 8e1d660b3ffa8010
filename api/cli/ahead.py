"""Machine code made ahead, in a process of its own, while the database is prepared."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from confrere.graph.progress import Progress
from confrere.recommendations.compiling import is_made

from .terminal import say

Waiting = Callable[[Progress], None]
"""Waits until all is made, and tells so where that takes time."""

WHAT = "Compiling"


@contextmanager
def compiling() -> Iterator[Waiting]:
    """Has everything compiled that serving needs, once after each installation.

    Yields:
        What waits for it. Whoever leaves before, by Ctrl-C say, ends it.
    """
    if is_made():
        yield lambda _progress: None
        return
    at_it = subprocess.Popen(
        [sys.executable, "-m", "confrere.recommendations.compiling"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with at_it:
        try:
            yield lambda progress: _wait(at_it, progress)
        finally:
            at_it.kill()


def _wait(at_it: "subprocess.Popen[bytes]", progress: Progress) -> None:
    if at_it.poll() is None:
        progress(WHAT, 0, 1)
        at_it.wait()
        progress(WHAT, 1, 1)
    if at_it.returncode:
        say("Compiling ahead failed. It is tried again while people are served; their first answers take longer.")
