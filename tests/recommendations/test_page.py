"""The page for experimenters: its example runs, and it describes every method there is."""

import inspect
import re
from pathlib import Path

from confrere.recommendations import names, registry, reranking

PAGE = (Path(__file__).parents[2] / "docs/recommenders.md").read_text("utf-8")


def test_the_example_of_ten_minutes_runs() -> None:
    """As it stands on the page; its method leaves the registry again."""
    (block,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    try:
        exec(compile(block, "docs/recommenders.md", "exec"), {})  # noqa: S102  the page's own text
        assert "skill_overlap" in names()
    finally:
        registry._makers.pop("skill_overlap", None)


METHODS, RERANKING = PAGE.split("## Ranking a list again")


def rows(part: str) -> list[str]:
    """The names that rows of a part's tables begin with."""
    return sorted(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


def test_every_method_is_described() -> None:
    """One row for each that is registered, and none for others."""
    assert rows(METHODS) == names()


def test_every_way_to_rank_a_list_again_is_described() -> None:
    """One row for each."""
    own = inspect.getmembers(reranking, inspect.isfunction)
    ways = [name for name, each in own if each.__module__ == reranking.__name__ and not name.startswith("_")]
    assert rows(RERANKING) == ways
