"""The landing page is whole by itself, and nothing that people are called can break out of it."""

import re
from html.parser import HTMLParser
from typing import Any

import orjson
import pytest
from graphql import parse, validate

from confrere.api.pages import landing_page
from confrere.api.pages.landing import EXAMPLES
from confrere.api.schema import schema

ADA = {"handle": "ada", "situation": "newcomer", "sentence": "Knows nobody yet.", "token": "a.b.c"}
AGENCY = {"handle": "acme", "situation": "agency", "sentence": "Signs in nowhere.", "token": ""}
EVIL = "</script><script>alert(1)</script>'\"<img src=x onerror=alert(1)>$people"


class Page(HTMLParser):
    """Elements with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of every element of this name."""
        return [attributes for name, attributes in self.elements if name == tag]


def data(page: str, name: str) -> Any:
    """What the script was given under this name."""
    found = re.search(r"const people = (?P<people>.*), examples = (?P<examples>.*), by = ", page)
    assert found
    return orjson.loads(found[name])


def test_it_loads_nothing_from_elsewhere() -> None:
    """No address, and no source of anything but the page itself."""
    page = landing_page([ADA, AGENCY])
    assert "://" not in page
    assert not re.search(r"@import|url\(|\bsrc=", page)
    assert [each.get("href") for each in Page(page).of("link")] == ["data:,"]


def test_whoever_can_sign_in_has_a_token_to_copy() -> None:
    """Each button says whose token it is; agencies have none."""
    page = landing_page([ADA, AGENCY])
    (button,) = [each for each in Page(page).of("button") if "data-token" in each]
    assert button["data-token"] == "a.b.c"
    assert button["aria-label"] == "Copy the token of ada"
    assert data(page, "people") == [{"handle": "ada", "token": "a.b.c"}]
    assert "Signs in nowhere." in page


def test_no_name_breaks_out() -> None:
    """Neither into the page nor into its script, and a dollar is a dollar."""
    page = landing_page([dict.fromkeys(ADA, EVIL)])
    ordinary = landing_page([ADA])
    assert [tag for tag, _ in Page(page).elements] == [tag for tag, _ in Page(ordinary).elements]
    assert not Page(page).of("img")
    assert data(page, "people") == [{"handle": EVIL, "token": EVIL}]


def test_everything_to_use_has_a_name() -> None:
    """For whoever hears the page instead of seeing it."""
    page = landing_page([ADA])
    assert Page(page).of("html")[0]["lang"] == "en"
    for tag in ("textarea", "pre"):
        assert all(each.get("aria-label") for each in Page(page).of(tag))
    assert len(re.findall(r"<label>[a-z]+ <select", page)) == len(Page(page).of("select"))


def test_a_database_without_personas_has_a_page_too() -> None:
    """It says how to sign in then."""
    assert "confrere token --as HANDLE" in landing_page([])


def test_a_token_of_ones_own_and_variables_can_be_given() -> None:
    """A token with a role is nobody's in the list, and most operations have variables."""
    page = Page(landing_page([ADA]))
    assert "token" in [each.get("id") for each in page.of("input")]
    assert "variables" in [each.get("id") for each in page.of("textarea")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_of_this_schema(name: str) -> None:
    """What the page offers can be run."""
    assert validate(schema._schema, parse(EXAMPLES[name])) == []
