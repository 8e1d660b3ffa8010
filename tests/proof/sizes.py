"""How much is tried: a reduced amount in every run of the tests, the whole by ``scripts/proof``."""

import os

VARIABLE = "CONFRERE_TEST_PROOF"


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
