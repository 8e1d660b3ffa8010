"""Columns of texts, put together without a loop over rows."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from .arrays import Index, Mask

Words: TypeAlias = Any
"""An Arrow array of texts; the stubs of its kernels know too few combinations to say so."""


def taken(words: Sequence[str], rows: Index, absent: Mask | None = None) -> Words:
    """Looks up words.

    Args:
        words: What there is.
        rows: Which one each row takes, shape (n,).
        absent: Rows that take none, shape (n,).

    Returns:
        n texts.
    """
    found: Any = pa.array(rows, mask=absent)
    every: Any = pa.array(words, pa.string())
    return every.take(found)


def glued(*parts: Words) -> Words:
    """Puts columns and single texts together, row by row."""
    join: Any = pc.binary_join_element_wise
    return join(*parts, "")


def either(which: Mask, yes: Words, no: Words) -> Words:
    """Takes each row from one column or the other."""
    choose: Any = pc.if_else
    return choose(pa.array(which), yes, no)


def unless(which: Mask, words: Words) -> Words:
    """Empties some rows."""
    return either(which, pa.scalar(None, pa.string()), words)


def joined(words: Words, counts: Index) -> Words:
    """Joins runs of words with `;`, neo4j-admin's sign between the items of a list.

    Args:
        words: All words, row after row.
        counts: How many words belong to each row, shape (rows,).

    Returns:
        One text for each row, empty for a row without words.
    """
    ends: Any = pa.array([0, *counts.cumsum().tolist()], pa.int32())
    join: Any = pc.binary_join
    return join(pa.ListArray.from_arrays(ends, words), ";")


def lowered(words: Words) -> Words:
    """Puts texts into lower case."""
    lower: Any = pc.utf8_lower
    return lower(words)
