"""Ids of Crockford's base32 and other fixed-width text, made as matrices of bytes."""

from typing import Any, Final

import numpy as np
import pyarrow as pa

from .arrays import Bytes, Index

ALPHABET: Final = np.frombuffer(b"0123456789abcdefghjkmnpqrstvwxyz", np.uint8)
"""Crockford's base32 in lower case; its order is the order of the digits' values, so sorting agrees."""

LENGTH: Final = 16
"""Characters of an id after its prefix: 80 bits."""


def random_ids(prefix: str, count: int, chance: np.random.Generator, *, ordered: bool = False) -> Bytes:
    """Draws ids.

    Args:
        prefix: What stands before the 16 characters, for instance `FL_`.
        count: How many.
        chance: The source of the 80 random bits of each.
        ordered: Whether to sort them, so that comparing row numbers compares ids.

    Returns:
        ASCII codes, shape (count, len(prefix) + 16).
    """
    high, low = chance.integers(0, 1 << 40, (2, count), dtype=np.int64)
    if ordered:
        order = np.lexsort((low, high))
        high, low = high[order], low[order]
    return spelled(prefix, high, low)


def spelled(prefix: str, high: Index, low: Index) -> Bytes:
    """Writes 80-bit numbers, given as two halves of 40 bits, as ids.

    Args:
        prefix: What stands before the 16 characters.
        high: Upper halves, shape (n,).
        low: Lower halves, shape (n,).

    Returns:
        ASCII codes, shape (n, len(prefix) + 16).
    """
    start, half = len(prefix), LENGTH // 2
    signs = np.empty((len(high), start + LENGTH), np.uint8)
    signs[:, :start] = np.frombuffer(prefix.encode(), np.uint8)
    for place in range(half):
        shift = 5 * (half - 1 - place)
        signs[:, start + place] = ALPHABET[(high >> shift) & 31]
        signs[:, start + half + place] = ALPHABET[(low >> shift) & 31]
    return signs


def text(signs: Bytes) -> pa.StringArray:
    """Makes a column of a matrix of characters without copying each row.

    Args:
        signs: ASCII codes, shape (n, width).

    Returns:
        n strings of that width.
    """
    count, width = signs.shape
    ends: Any = np.arange(count + 1, dtype=np.int32) * width
    whole: Any = np.ascontiguousarray(signs)  # untyped: the stubs do not know that arrays are buffers
    return pa.StringArray.from_buffers(count, pa.py_buffer(ends.data), pa.py_buffer(whole.data))


def pairs(ids: Bytes, low: Index, high: Index) -> pa.StringArray:
    """Writes `lowId|highId` for each pair.

    Args:
        ids: ASCII codes of the people's ids, shape (people, width).
        low: Row of the lower id of each pair, shape (n,).
        high: Row of the higher id of each pair, shape (n,).

    Returns:
        n strings.
    """
    bar = np.full((len(low), 1), ord("|"), np.uint8)
    return text(np.hstack([ids[low], bar, ids[high]]))
