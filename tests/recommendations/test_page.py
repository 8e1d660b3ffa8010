"""The page for experimenters: its example runs, and it describes every method there is."""

import re
from pathlib import Path

from confrere.recommendations import names, registry

PAGE = (Path(__file__).parents[2] / "docs/recommenders.md").read_text("utf-8")


def test_the_example_of_ten_minutes_runs() -> None:
    """As it stands on the page; its method leaves the registry again."""
    (block,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    try:
        exec(compile(block, "docs/recommenders.md", "exec"), {})  # noqa: S102  the page's own text
        assert "skill_overlap" in names()
    finally:
        registry._makers.pop("skill_overlap", None)


def test_every_method_is_described() -> None:
    """One row for each that is registered, and none for others."""
    assert sorted(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == names()
