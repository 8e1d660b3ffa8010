"""Coverage traces what shows something once; what repeats it by the thousand runs without, in half the time."""

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage

REPEATING = ("tests/house/", "tests/pages/", "tests/proof/")
"""Folders whose tests look at sources, or run again and again what the tests of the API run."""


@contextmanager
def untraced() -> Iterator[None]:
    """Does something without the tracer, where there is one."""
    tracing = Coverage.current()
    if tracing is None:
        yield
        return
    tracing.stop()
    try:
        yield
    finally:
        tracing.start()
