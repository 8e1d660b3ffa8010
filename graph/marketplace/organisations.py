"""Clients and agencies: others of the marketplace, which are never part of a network."""

from typing import Final

import numpy as np

from .arrays import Index
from .identifiers import random_ids
from .people import PEOPLE
from .personas import AGENCY, CLIENT
from .tables import Column

CLIENTS: Final = 2_000
AGENCIES: Final = 300

FIRST: Final = (
    "Northwind", "Blue Harbour", "Copperfield", "Lumen", "Atlas", "Verdant", "Kite", "Granite", "Juniper",
    "Meridian", "Silverline", "Oak & Vale", "Pixel", "Summit", "Redwood", "Orbit", "Quartz", "Cedar", "Maple",
    "Nimbus", "Río Claro", "Sakura", "Baltic", "Savanna", "Azul", "Fjord", "Saffron", "Tamarind", "Zephyr",
    "Ember", "Polar", "Coral", "Ivory",
)  # fmt: skip

CLIENT_ENDS: Final = (
    "Retail", "Foods", "Logistics", "Health", "Energy", "Games", "Media", "Travel", "Insurance", "Robotics", "Labs",
    "Publishing", "Motors", "Outdoor", "Learning", "Mobility", "Bank", "Hotels", "Textiles", "Farms",
)  # fmt: skip

AGENCY_ENDS: Final = ("Studio", "Collective", "Digital", "Works", "Partners", "Creative", "Agency", "Consulting")


def clients(people: int, chance: np.random.Generator) -> dict[str, Column]:
    """Makes the rows of the clients' file, the persona first.

    Args:
        people: Freelancers, to which their number is proportional.
        chance: The source of randomness.

    Returns:
        Columns by header.
    """
    count = max(10, round(CLIENTS * min(people / PEOPLE, 10)))
    names = [f"{CLIENT.first} {CLIENT.last}", *_names(count - 1, CLIENT_ENDS, chance)]
    gone = np.concatenate([[False], chance.random(count - 1) < 0.02])
    return {
        ":ID(Client)": _rows(count),
        "id": [str(CLIENT.id), *_ids("CL_", count - 1, chance)],
        "name": names,
        "handle": [CLIENT.handle, *(f"client-{row}" for row in range(1, count))],
        "status": ["DEACTIVATED" if each else "ACTIVE" for each in gone],
    }


def agencies(people: int, chance: np.random.Generator) -> dict[str, Column]:
    """Makes the rows of the agencies' file, the persona first.

    Args:
        people: Freelancers, to which their number is proportional.
        chance: The source of randomness.

    Returns:
        Columns by header.
    """
    count = max(5, round(AGENCIES * min(people / PEOPLE, 10)))
    names = [AGENCY.first, *_names(count - 1, AGENCY_ENDS, chance)]
    numbered = [f"agency-{row}" for row in range(1, count)]
    return {
        ":ID(Agency)": _rows(count),
        "id": [str(AGENCY.id), *_ids("AG_", count - 1, chance)],
        "name": names,
        "handle": [AGENCY.handle, *numbered],
    }


def _names(count: int, ends: tuple[str, ...], chance: np.random.Generator) -> list[str]:
    """Invents company names; a second one of a kind gets a number."""
    seen: dict[str, int] = {}
    names = []
    for first, end in zip(chance.integers(0, len(FIRST), count), chance.integers(0, len(ends), count), strict=True):
        name = f"{FIRST[first]} {ends[end]}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def _ids(prefix: str, count: int, chance: np.random.Generator) -> list[str]:
    """Draws ids."""
    return [row.tobytes().decode() for row in random_ids(prefix, count, chance)]


def _rows(count: int) -> Index:
    """Numbers the rows."""
    return np.arange(count)
