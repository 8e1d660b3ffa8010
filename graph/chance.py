"""The one place that draws ids; tests hand in a seeded source and get the same ids twice."""

import random

from .model.ids import ALPHABET, LENGTH, IdKind

Chance = random.Random
"""A source of chance: ``random.SystemRandom()`` in production, a seeded ``random.Random`` in tests."""


def system_chance() -> Chance:
    """Returns the operating system's source of chance."""
    return random.SystemRandom()


def new_id(kind: IdKind, chance: Chance) -> str:
    """Draws a typed id with 80 bits of chance, such as ``FL_8k2v…``."""
    return f"{kind}_{''.join(chance.choices(ALPHABET, k=LENGTH))}"
