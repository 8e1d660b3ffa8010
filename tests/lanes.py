"""Two lanes: the tests of a file stay together, and all that look at the demo marketplace run in one lane.

`scripts/check` runs the lanes with pytest-xdist (`-n 2 --dist loadgroup`); each has a small Neo4j of its own, and the
marketplace, which takes a minute to build, exists once.
"""

import os

import pytest

LONG = ("tests/proof/test_model.py", "tests/versions/", "tests/cli/", "tests/proof/")
"""What takes minutes begins early, after the marketplace, so that neither lane ends long before the other."""


def lane_name(name: str) -> str:
    """The name of a server that no other lane runs."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return name if worker == "gw0" else f"{name}-{worker}"


def share_out(items: list[pytest.Item]) -> None:
    """Names the group of each test for `--dist loadgroup`, and puts the long ones first."""
    on_marketplace = {_file(item) for item in items if "marketplace" in getattr(item, "fixturenames", ())}
    for item in items:
        file = _file(item)
        item.add_marker(pytest.mark.xdist_group("marketplace" if file in on_marketplace else file))
    first = (*sorted(on_marketplace), *LONG)
    items.sort(
        key=lambda item: next((turn for turn, start in enumerate(first) if _file(item).startswith(start)), len(first))
    )


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
