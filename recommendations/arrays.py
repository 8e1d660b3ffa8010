"""Names of the array types that views and methods are made of."""

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int32]
"""Rows of people, skills or places."""
Starts = npt.NDArray[np.int64]
"""Where each row of compressed sparse rows begins, one more than there are rows."""
Real = npt.NDArray[np.float64]
"""Scores and weights."""
Mask = npt.NDArray[np.bool_]
"""One flag for each row."""
