"""Idempotency: how an act is named, so that its repeat finds what the first one did."""

import hashlib

from .chance import Chance, new_id
from .errors import IdempotencyConflict
from .model.ids import IdKind
from .store import Row


def operation_id(who: str, act: str, key: str | None, chance: Chance) -> str:
    """Returns the unique id of an act: the same for every repeat of the same key by the same person."""
    return new_id(IdKind.EVENT, chance) if key is None else digest(who, act, key)


def digest(*parts: str) -> str:
    """Returns a hash of texts in their order, to tell a repeat from another use of the same key."""
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def is_repeat(seen: Row, said: str) -> bool:
    """Tells whether an act was done before under its key; ``seen`` is what its lock read, ``said`` its digest now.

    Raises:
        IdempotencyConflict: the key was used before with another input.
    """
    if seen["doneDigest"] not in {None, said}:
        raise IdempotencyConflict
    return seen["doneDigest"] is not None
