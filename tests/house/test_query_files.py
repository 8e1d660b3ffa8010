"""What the query files hold to, before any database is asked."""

import re
from itertools import takewhile
from textwrap import dedent

import pytest

from .sources import query_files, without_comments

QUERIES = {path: text for path, text in query_files().items() if not path.startswith("schema/")}
BLOCKS = (
    *("visible to $me", "profile", "pair", "standing", "connected at $at", "shows pending", "waits", "closeness"),
    "shows by e-mail",
    "offers",
    "meets the filter",
    "never suggested",
    *("concerns", "referral shows", "booked", "proposal state", "team shows", "talk shows", "is led"),
)
SENTINEL = re.compile(r"^ *// (?P<name>" + "|".join(map(re.escape, BLOCKS)) + r")$")
OWN_CLOCK = re.compile(
    r"\b(timestamp|randomUUID|rand)\("
    r"|\b(date|time|datetime|localtime|localdatetime)(\(\)|\.(transaction|statement|realtime)\()"
)

each_file = pytest.mark.parametrize("path", query_files())
each_query = pytest.mark.parametrize("path", QUERIES)


def blocks(text: str) -> list[tuple[str, str]]:
    """Every marked block of a query with its name, without its indentation."""
    found: list[tuple[str, str]] = []
    lines = iter(text.splitlines())
    for line in lines:
        if opened := SENTINEL.match(line):
            inner = "\n".join(takewhile(lambda each: each.strip() != "// end", lines))
            found.append((opened["name"], dedent(inner)))
    return found


@each_file
def test_a_query_file_says_first_what_it_answers(path: str) -> None:
    """Its first line is a sentence in a comment."""
    first = query_files()[path].partition("\n")[0]
    assert re.fullmatch(r"// [A-Z].*\.", first)
    assert not first.startswith("// :param")


@each_file
def test_a_query_file_is_given_the_moment(path: str) -> None:
    """Only the time of recording is the database's own."""
    code = without_comments(query_files()[path])
    code = code.replace("recordedAt: datetime.transaction()", "").replace("recordedAt = datetime.transaction()", "")
    assert not OWN_CLOCK.search(code)


@each_query
def test_a_query_declares_the_parameters_it_uses(path: str) -> None:
    """Each once with an example, and no others."""
    text = QUERIES[path]
    declared = re.findall(r"^// :param (\w+) => \S.*$", text, re.MULTILINE)
    assert sorted(declared) == sorted(set(re.findall(r"\$(\w+)", without_comments(text))))


@each_query
def test_every_marked_block_ends(path: str) -> None:
    """As many ends as beginnings, and no two inside each other."""
    marks = [line.strip() for line in QUERIES[path].splitlines() if SENTINEL.match(line) or line.strip() == "// end"]
    assert all(mark == "// end" for mark in marks[1::2])
    assert all(mark != "// end" for mark in marks[::2])
    assert len(marks) % 2 == 0


@pytest.mark.parametrize("name", BLOCKS)
def test_a_canonical_block_is_the_same_everywhere(name: str) -> None:
    """It stands verbatim in each file, so that each file can be pasted, and it cannot drift."""
    texts = {text: path for path, query in QUERIES.items() for block, text in blocks(query) if block == name}
    assert len(texts) == 1, f"differs between {sorted(texts.values())}"


@each_query
def test_a_query_that_returns_people_decides_who_is_visible(path: str) -> None:
    """Nobody is returned past the visibility predicate."""
    if "person.handle" in without_comments(QUERIES[path]):
        assert "visible to $me" in [name for name, _ in blocks(QUERIES[path])]


@pytest.mark.requirement("R21")
@each_file
def test_no_query_writes_the_job_success_score(path: str) -> None:
    """Neither by name nor by taking in a whole map on a person; only the import of files does."""
    code = without_comments(query_files()[path])
    assert not re.search(r"\.(jobSuccessScore|topRatedWeeks)\s*\+?=[^=]", code)
    people = set(re.findall(r"\((\w+):Freelancer", code))
    assert not {name for name in re.findall(r"\b(\w+)\s*\+?=\s*\$\w+\s*$", code, re.MULTILINE) if name in people}


@pytest.mark.requirement("R21")
@each_query
def test_no_ranking_reads_the_job_success_score(path: str) -> None:
    """It stands in the profile one is shown, in one's own standing, and in what analysts count."""
    text = QUERIES[path]
    for name, block in blocks(text):
        if name in {"profile", "standing"}:
            for line in block.splitlines():
                text = text.replace(line, "", 1)
    assert path.startswith(("doctor/", "reports/")) or "jobSuccessScore" not in without_comments(text)
