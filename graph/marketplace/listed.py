"""Networks written on the people as well, so that connections in common are counted without walking."""

from typing import Final

import numpy as np

from .arrays import Bytes
from .identifiers import text
from .network import Pairs
from .texts import Words, joined

MOST_LISTED: Final = 500
"""Connections of a person up to which they are listed; larger networks are walked, as ``network/change_pair`` says."""


def network_ids(pairs: Pairs, ids: Bytes, part: slice) -> Words:
    """Lists the ids of everybody with whom some people are connected.

    Args:
        pairs: Who is connected.
        ids: ASCII codes of the people's ids, shape (people, width).
        part: Which people.

    Returns:
        One text for each of them, the ids in order; empty for whoever knows nobody, or too many.
    """
    ends = ((pairs.low, pairs.high), (pairs.high, pairs.low))
    here = [(one >= part.start) & (one < part.stop) for one, _ in ends]
    who = np.concatenate([one[own] for (one, _), own in zip(ends, here, strict=True)]) - part.start
    others = np.concatenate([other[own] for (_, other), own in zip(ends, here, strict=True)])
    counts = np.bincount(who, minlength=part.stop - part.start)
    few = counts <= MOST_LISTED
    who, others = who[few[who]], others[few[who]]
    return joined(text(ids[others[np.lexsort((others, who))]]), np.where(few, counts, 0))
