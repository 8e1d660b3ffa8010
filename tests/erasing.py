"""Erasing somebody in a test."""

from pathlib import Path

from confrere.graph.erasure import Receipt, erase
from confrere.graph.tombstones import Tombstones

from .world import Person


def graves_in(folder: Path) -> Tombstones:
    """An empty file of tombstones."""
    return Tombstones(folder / "tombstones.jsonl", b"a secret of the tests")


async def erased(person: Person, graves: Tombstones) -> Receipt:
    """Erases somebody."""
    world = person.world
    return await erase(
        world.store,
        person.id,
        tombstones=graves,
        now=world.clock(),
        chance=world.chance,
        progress=lambda *_: None,
    )
