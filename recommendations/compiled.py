"""Inner loops as machine code: compiled on first use, kept beside the module, and free of the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compiles a function of numbers and arrays; threads that run it do not hold others up."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


def inner(function: Function) -> Function:
    """Compiles a function that only compiled ones call, which saves the time to make it callable from outside."""
    options: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast(Function, numba.njit(cache=True, nogil=True, **options)(function))
