"""The page of requirements is current."""

from ..house.requirements import page
from ..house.sources import ROOT


def test_the_page_of_requirements_is_current() -> None:
    """`scripts/requirements` after every new mark of a test."""
    assert (ROOT / "docs/requirements.md").read_text("utf-8") == page()
