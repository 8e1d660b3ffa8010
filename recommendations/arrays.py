"""Names of the array types that views and methods are made of, and how narrow they are."""

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Whole = TypeVar("Whole", bound=np.integer[Any])

Index = npt.NDArray[np.integer[Any]]
"""Rows of people, skills or places: 32 bits, and fewer for the names in a view where there are few."""
Starts = npt.NDArray[np.integer[Any]]
"""Where each row of compressed sparse rows begins, one more than there are rows: 32 bits where these suffice."""
Places = npt.NDArray[np.int64]
"""Where entries stand among all of them."""
Real = npt.NDArray[np.float64]
"""Scores and weights."""
Mask = npt.NDArray[np.bool_]
"""One flag for each row."""


def narrowed(rows: Index, names: int, dtypes: Sequence[type[np.integer[Any]]]) -> Index:
    """Returns rows among so many names in the first of these types that holds them, and the row after the last."""
    dtype = next(each for each in dtypes if names <= np.iinfo(each).max)
    return rows if rows.dtype == dtype else rows.astype(dtype)


def distinct(rows: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
    """Returns each of these numbers once, ascending.

    ``numpy.unique`` says the same, and since it hashes takes fifty times as long for a million of them.
    """
    ordered = np.sort(rows)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]
