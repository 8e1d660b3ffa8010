"""All machine code that serving needs, made before it is needed: ``python -m confrere.recommendations.compiling``.

After an installation that takes half a minute of CPU, which a process of its own spends beside other preparations; it
can be ended at any time, which a thread that compiles cannot.
"""

import sys
from pathlib import Path

import llvmlite.binding
import numba

from . import compiled
from .snapshot import Fitted
from .teams.solving import prepare
from .updating import PersonNow, empty, updated


def is_made() -> bool:
    """Tells whether it was all made for these sources, this Python and this machine."""
    return _stamp().exists()


def make() -> None:
    """Compiles what there is not yet."""
    both = [
        PersonNow(me, True, (other,), ((other, 1),), ("skill",), ("category",), "city", "country")
        for me, other in (("a", "b"), ("b", "a"))
    ]
    Fitted.of(updated(empty([("city", 0.0, 0.0)]), both))
    prepare()
    _stamp().parent.mkdir(parents=True, exist_ok=True)
    _stamp().touch()


def _stamp() -> Path:
    made_for = sys.implementation.cache_tag, numba.__version__, llvmlite.binding.get_host_cpu_name()
    return compiled.FOLDER / "-".join(("complete", *made_for))


if __name__ == "__main__":
    make()
