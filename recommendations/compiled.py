"""Inner loops as machine code: compiled on first use, kept beside the package, and free of the interpreter's lock."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])

_NUMBA: Any = numba.config  # its names are made when it is imported
PACKAGE = Path(__file__).parent
KEPT = "machine-code-"
_INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Function) -> Function:
    """Compiles a function of numbers and arrays; threads that run it do not hold others up."""
    return _kept(function, {})


def inner(function: Function) -> Function:
    """Compiles a function that only compiled ones call, and that makes no arrays and is handed none by what it calls.

    It cannot be called from outside, which saves the time to make it so, and does not count who holds its arrays: that
    took up to a hundred atomic steps for each call that hands over what a search reads, and with them most of its time
    (decision 37).
    """
    return _kept(function, _INNER | {"_nrt": False})


def allocating(function: Function) -> Function:
    """Compiles an inner function that makes arrays, or is handed new ones, which somebody has to count to free them."""
    return _kept(function, _INNER | {"_nrt": True})


def folder_of(package: Path, kept_in: Path) -> Path:
    """Returns where the machine code of a package's sources, as they are now, is kept; that of other sources goes.

    Numba compiles again when the file of a function changes, and not when a function does that it calls: with machine
    code in it from another file, it would run what that file said before.
    """
    sources = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        sources.update(file.read_bytes())
    folder = kept_in / f"{KEPT}{sources.hexdigest()[:16]}"
    for other in kept_in.glob(f"{KEPT}*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)  # another process may be at it too
    return folder


def _kept(function: Function, options: dict[str, Any]) -> Function:
    # Read by numba when a function is decorated, and given back, for it is other libraries' too.
    asked, _NUMBA.CACHE_DIR = _NUMBA.CACHE_DIR, str(FOLDER)
    try:
        return cast(Function, numba.njit(cache=True, nogil=True, **options)(function))
    finally:
        _NUMBA.CACHE_DIR = asked


FOLDER = folder_of(PACKAGE, Path(_NUMBA.CACHE_DIR) if _NUMBA.CACHE_DIR else PACKAGE / "__pycache__")
"""Where the machine code of these sources is kept."""
