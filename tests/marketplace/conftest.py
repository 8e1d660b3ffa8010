"""One generated marketplace, read back from its files."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest

from confrere.graph.marketplace import Summary, generate

PEOPLE = 2_000
NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
TERM = timedelta(days=30)


@dataclass
class Files:
    """A generated marketplace, read back from its files."""

    folder: Path
    summary: Summary

    def rows(self, name: str) -> list[dict[str, str]]:
        """Reads a table; columns lose their types."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return [{_name(key): value for key, value in row.items()} for row in csv.DictReader(file)]

    @cached_property
    def people(self) -> list[dict[str, str]]:
        """The freelancers, in the order of their ids."""
        return self.rows("freelancers")

    @cached_property
    def by_handle(self) -> dict[str, dict[str, str]]:
        """The freelancers by handle."""
        return {person["handle"]: person for person in self.people}

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Rows of the two people of each connection."""
        return [ends(row) for row in self.rows("connected_to")]

    @cached_property
    def friends(self) -> dict[int, set[int]]:
        """Rows of the people each is connected with."""
        found: dict[int, set[int]] = defaultdict(set)
        for low, high in self.pairs:
            found[low].add(high)
            found[high].add(low)
        return found

    @cached_property
    def events(self) -> list[dict[str, str]]:
        """The ledger, in order."""
        return self.rows("events")


def _name(header: str) -> str:
    """A column without its type; columns of ids keep their group."""
    return header if header.startswith(":") else header.partition(":")[0]


def ends(row: dict[str, str]) -> tuple[int, int]:
    """Rows of the two people of a relationship."""
    return int(row[":START_ID(Freelancer)"]), int(row[":END_ID(Freelancer)"])


def when(text: str) -> datetime:
    """Reads a time."""
    return datetime.fromisoformat(text)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """One marketplace for all tests."""
    folder = tmp_path_factory.mktemp("marketplace")
    return Files(folder, generate(folder, people=PEOPLE, now=NOW))
