"""Two lanes: the tests of a file stay together, and all that look at the demo marketplace run in one lane.

`scripts/check` runs the lanes with pytest-xdist (`-n 2 --no-loadscope-reorder`); each has a small Neo4j of its own, and
the marketplace, which takes a minute to build, exists once.
"""

import os

import pytest
from xdist.scheduler import LoadScopeScheduling

MARKETPLACE = (
    "tests/graph/test_catalogue.py",
    "tests/graph/test_doctor.py",
    "tests/graph/test_finding_costs.py",
    "tests/graph/test_marketplace_in_neo4j.py",
    "tests/graph/test_suggestion_costs.py",
    "tests/graph/test_team_costs.py",
)
"""Files that look at the demo marketplace."""
LONG = (*MARKETPLACE, "tests/proof/test_model.py", "tests/versions/", "tests/cli/", "tests/proof/")
"""What takes minutes begins early, so that neither lane ends long before the other."""


class Lanes(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist carries no types
    """Hands out files, and those that look at the marketplace as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "marketplace" if file in MARKETPLACE else file


def lane_name(name: str) -> str:
    """The name of a server that no other lane runs."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return name if worker == "gw0" else f"{name}-{worker}"


def line_up(items: list[pytest.Item]) -> None:
    """Puts the long ones first.

    Raises:
        pytest.UsageError: a file looks at the marketplace and is not among those that do.
    """
    looking = {_file(item) for item in items if "marketplace" in getattr(item, "fixturenames", ())}
    if unknown := looking - set(MARKETPLACE):
        raise pytest.UsageError(f"{', '.join(sorted(unknown))} looks at the marketplace: add it to tests/lanes.py")
    items.sort(key=lambda item: next((turn for turn, start in enumerate(LONG) if _file(item).startswith(start)), 99))


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
