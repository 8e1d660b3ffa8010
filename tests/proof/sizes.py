"""How much is tried: little in every run of the tests, the whole by ``scripts/proof``, at once or in pieces."""

import os
import random

VARIABLE = "CONFRERE_TEST_PROOF"
SEED = "CONFRERE_TEST_PROOF_SEED"


def share() -> float:
    """Which part of the whole is asked for: nothing in CI, 1 for ``full``, or a fraction such as ``0.1``."""
    asked = os.environ.get(VARIABLE, "")
    if asked == "full":
        return 1.0
    found = float(asked) if asked else 0.0
    if not 0 <= found <= 1:
        raise ValueError(f"{VARIABLE} is {asked}: give `full`, or a fraction of it between 0 and 1")
    return found


def size(reduced: int, whole: int) -> int:
    """Returns how many to try, never fewer than in CI."""
    return max(reduced, round(whole * share()))


def is_reduced() -> bool:
    """Whether this is a run of CI, without what takes long or needs the machine for itself."""
    return share() == 0


def seed() -> int:
    """Which piece is tried: 0 in every run of the tests, and another in each of ``scripts/proof``."""
    return int(os.environ.get(SEED, "0"))


def numbered(number: int) -> random.Random:
    """Returns the chance of one of many that are drawn by their numbers, in this piece."""
    return random.Random(f"{seed()} {number}" if seed() else number)
