"""The page of attacks holds what the tests try, and there are as many as were promised."""

from ..house.sources import ROOT
from .attacks import ENTRY, PAGE, rows, variants

PROMISED = 150


def written() -> dict[tuple[int, str, str], int]:
    """Reads the page back."""
    found: dict[tuple[int, str, str], int] = {}
    row = 0
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("- **"):
            row = int(line.removeprefix("- **").partition("*")[0])
        elif entry := ENTRY.match(line):
            found[row, entry[2], entry[3]] = int(entry[1])
    return found


def test_at_least_a_hundred_and_fifty_variants_are_tried() -> None:
    """By the page, where a test that tries several rows counts once."""
    assert variants(written()) >= PROMISED


def test_the_page_speaks_of_rows_and_tests_that_there_are() -> None:
    """No row without words, and no test that is gone."""
    assert {row for row, _, _ in written()} <= rows().keys()
    for _, file, name in written():
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{name} is gone: run scripts/attacks"
