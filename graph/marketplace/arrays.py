"""The kinds of arrays that this package passes around."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
"""Characters, one row for each text."""

Index: TypeAlias = npt.NDArray[np.integer[Any]]
"""Row numbers or other whole numbers."""

Real: TypeAlias = npt.NDArray[np.floating[Any]]
"""Weights, shares and amounts before rounding."""

Mask: TypeAlias = npt.NDArray[np.bool_]
"""Which rows."""
