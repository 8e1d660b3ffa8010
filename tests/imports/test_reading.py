"""Every kind of bad line is told with its number, and good files are read whole."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from confrere.graph.imports import BadFiles, Network, read_network

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PEOPLE = "id,first_name\n1,Ana\n2,Bo\n3,Cy\n"
LINKS = "a,b\n1,2\n"


def read(folder: Path, people: str | bytes, links: str | bytes = LINKS) -> Network:
    """Reads a network from two texts."""
    for name, content in (("people.csv", people), ("connections.csv", links)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_network(folder / "people.csv", folder / "connections.csv", now=NOW)


def full(**cells: str) -> str:
    """A file of two people, the second in line 3, with one more column for each cell."""
    return f"id,first_name,{','.join(cells)}\n1,Ana{',' * len(cells)}\n2,Bo,{','.join(cells.values())}\n"


BAD_PEOPLE: dict[str, tuple[str | bytes, int, str]] = {
    "no first name": ("id,first_name\n1,Ana\n2,\n", 3, "first_name is empty"),
    "a first name of signs alone": ("id,first_name\n1,Ana\n2,\u202e\n", 3, "first_name is empty"),
    "no id": ("id,first_name\n1,Ana\n2,Bo\n,Cy\n", 4, "id is empty"),
    "long id": (f"id,first_name\n1,Ana\n2,Bo\n{'x' * 201},Cy\n", 4, "id is longer than 200"),
    "repeated id": ("id,first_name\n1,Ana\n2,Bo\n1,Cy\n", 4, "id '1' stands in line 2 already"),
    "repeated handle": ("id,first_name,handle\n1,Ana,x\n2,Bo,x\n", 3, "handle 'x' stands in line 2 already"),
    "repeated address": (
        "id,first_name,email\n1,Ana,a@example.com\n2,Bo,A@Example.com\n",
        3,
        "email 'a@example.com' stands in line 2 already",
    ),
    "bad handle": (full(handle="Bo!"), 3, "handle 'Bo!' is not of"),
    "bad address": (full(email="bo.example.com"), 3, "email 'bo.example.com' is no address"),
    "unknown city": (full(city="Xanadu on Sea"), 3, "city 'Xanadu on Sea' is not among"),
    "city elsewhere": (full(city="Lisbon", country="JP"), 3, "city 'Lisbon' in 'JP' is not among"),
    "country alone": (full(country="PT"), 3, "country needs a city"),
    "bad level": (full(skills="Python:6"), 3, "skill level '6' is not 1 to 5"),
    "repeated skill": (full(skills="JS;JavaScript"), 3, "skill 'JavaScript' stands twice"),
    "nameless skill": (full(skills=":3"), 3, "a skill has no name"),
    "bad visibility": (full(visibility="hidden"), 3, "visibility 'hidden' is neither"),
    "impossible day": (full(joined_at="2023-02-30"), 3, "joined_at '2023-02-30' is no date"),
    "future": (full(joined_at="2026-11-25"), 3, "joined_at '2026-11-25' is in the future"),
    "too early": (full(joined_at="1969-07-20"), 3, "joined_at '1969-07-20' is before 1970"),
    "no number": (full(hourly_rate="ten"), 3, "hourly_rate 'ten' is not a number"),
    "negative": (full(hourly_rate="-1"), 3, "hourly_rate '-1' is not between"),
    "not a number": (full(hourly_rate="NaN"), 3, "hourly_rate 'NaN' is not between"),
    "too fine": (full(hourly_rate="10.005"), 3, "has more digits than USD"),
    "yen have no minor unit": (full(hourly_rate="10.5", currency="JPY"), 3, "has more digits than JPY"),
    "no currency": (full(currency="ABC"), 3, "currency 'ABC' is not an ISO 4217 code"),
    "missing column": ("id,name\n1,Ana\n", 1, "column 'first_name' is missing"),
    "unknown column": ("id,first_name,shoe\n1,Ana,42\n2,Bo,43\n", 1, "column 'shoe' is not known"),
    "column twice": ("id,first_name,id\n1,Ana,1\n", 1, "column 'id' stands twice"),
    "empty file": ("", 1, "the file is empty"),
    "only a header": ("id,first_name\n", 1, "there are no people"),
    "too few cells": ("id,first_name\n1,Ana\n2\n", 3, "has 1 cells where the header has 2"),
    "too many cells": ("id,first_name\n1,Ana\n2,Bo,Cy\n", 3, "has 3 cells where the header has 2"),
    "long cell": (full(headline="x" * 2001), 3, "headline has 2,001 characters"),
    "control character": (full(headline="a\x07b"), 3, "headline has a control character"),
    "line break in a cell": ('id,first_name\n1,"A\nna"\n2,Bo\n', 2, "first_name has a control character"),
    "bad line after a long cell": ('id,first_name\n1,"A\nna"\n2,\n', 4, "first_name is empty"),
    "broken quotes": ('id,first_name\n1,Ana\n2,"Bo\n', 3, "is not CSV"),
    "Latin-1": ("id,first_name\n1,Ana\n2,José\n".encode("latin-1"), 3, "is not UTF-8 (byte 0xe9 at 6)"),
    "lone surrogate": (b"id,first_name\n1,Ana\n2,\xed\xa0\x80\n", 3, "is not UTF-8 (byte 0xed"),
    "UTF-16": ("id,first_name\n1,Ana\n".encode("utf-16"), 1, "is UTF-16"),
}

BAD_LINKS = {
    "loop": ("a,b\n1,2\n3,3\n", 3, "connects '3' with themselves"),
    "repeat": ("a,b\n1,2\n2,3\n1,2\n", 4, "repeats the connection of line 2 ('1', '2')"),
    "repeat the other way": ("a,b\n1,2\n2,3\n3,2\n", 4, "repeats the connection of line 3 ('3', '2')"),
    "dangling a": ("a,b\n1,2\n9,2\n", 3, "a '9' is not the id of anybody"),
    "dangling b": ("a,b\n1,2\n2,9\n", 3, "b '9' is not the id of anybody"),
    "empty end": ("a,b\n1,2\n2,\n", 3, "b is empty"),
    "impossible day": ("a,b,since\n1,2,\n2,3,2023-02-30\n", 3, "since '2023-02-30' is no date"),
    "future": ("a,b,since\n1,2,\n2,3,2027-01-01T00:00:00Z\n", 3, "is in the future"),
    "missing column": ("a\n1\n", 1, "column 'b' is missing"),
    "empty file": ("\n", 1, "the file is empty"),
}


@pytest.mark.attack(76)
@pytest.mark.parametrize("case", BAD_PEOPLE)
def test_a_bad_line_of_people_is_told_with_its_number(tmp_path: Path, case: str) -> None:
    """File, line and what is wrong, and nothing more."""
    content, line, message = BAD_PEOPLE[case]
    with pytest.raises(BadFiles) as told:
        read(tmp_path, content, "a,b\n")
    assert ("people.csv", line) in [(problem.file, problem.line) for problem in told.value.problems]
    assert any(message in problem.message for problem in told.value.problems if problem.line == line)


@pytest.mark.attack(76)
@pytest.mark.parametrize("case", BAD_LINKS)
def test_a_bad_line_of_connections_is_told_with_its_number(tmp_path: Path, case: str) -> None:
    """File, line and what is wrong, and nothing more."""
    content, line, message = BAD_LINKS[case]
    with pytest.raises(BadFiles) as told:
        read(tmp_path, PEOPLE, content)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [("connections.csv", line)]
    assert message in told.value.problems[0].message


BAD_FILES = {
    "empty": b"",
    "UTF-16": "id,first_name\n1,Ada\n".encode("utf-16"),
    "another encoding": "id,first_name\n1,Zoë\n".encode("latin-1"),
    "another separator": b"id;first_name\n1;Ada\n",
    "a quote that nothing closes": b'id,first_name\n1,"Ada\n2,Bob\n',
    "nobody": b"id,first_name\n",
}


@pytest.mark.attack(76)
@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_of_people_that_cannot_be_read_is_what_is_told(tmp_path: Path, case: str) -> None:
    """And not that the people of every connection are missing."""
    (tmp_path / "people.csv").write_bytes(BAD_FILES[case])
    (tmp_path / "connections.csv").write_text("a,b\n" + "".join(f"{one},{one + 1}\n" for one in range(100)))
    with pytest.raises(BadFiles) as told:
        read_network(tmp_path / "people.csv", tmp_path / "connections.csv", now=NOW)
    assert {problem.file for problem in told.value.problems} == {"people.csv"}


def test_each_file_has_its_share_of_what_is_shown(tmp_path: Path) -> None:
    """People first, however many lines of the other file are wrong."""
    people = PEOPLE + "".join(f"p{one},\n" for one in range(10))
    with pytest.raises(BadFiles, match="and 260 more") as told:
        read(tmp_path, people, "a,b\n" + "1,1\n" * 299 + "2,x\n")
    files = [problem.file for problem in told.value.problems]
    assert files == ["people.csv"] * 10 + ["connections.csv"] * 40


def test_the_first_fifty_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    """In order, people before nothing else, with the number of those left out."""
    with pytest.raises(BadFiles, match="and 250 more") as told:
        read(tmp_path, PEOPLE, "a,b\n" + "1,1\n" * 299 + "2,9\n")
    assert told.value.count == 300
    assert [problem.line for problem in told.value.problems] == list(range(2, 52))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Without a line."""
    with pytest.raises(BadFiles, match="cannot be read"):
        read_network(tmp_path / "people.csv", tmp_path / "connections.csv", now=NOW)


def test_everything_that_may_be_said_is_read(tmp_path: Path) -> None:
    """A byte order mark, synonyms, levels, a city's name folded, money and dates."""
    people = (
        "\ufeffid,handle,first_name,last_name,email,headline,city,country,skills,visibility,joined_at,hourly_rate,currency\n"
        '7,ana-p,Ana,Pérez,Ana@Example.com,"Writes, edits",são paulo,br,golang:5; Basket weaving,private,'
        "2020-02-29,45.50,eur\n"
        "8,,Bo,,,,,,,,,1200,JPY\n"
    )
    network = read(tmp_path, people, "a,b,since\r\n8,7,2021-05-06T07:08:09+02:00\r\n")
    ana = next(person for person in network.people if person.key == "7")
    assert ana.skills == {"Go": 5, "Basket weaving": 3}
    assert (ana.rate, ana.currency, ana.private) == (4550, "EUR", True)
    assert ana.city is not None
    bo = next(person for person in network.people if person.key == "8")
    assert (bo.handle, bo.rate, bo.last) == ("bo", 1200, "")
    assert datetime.fromtimestamp(int(network.since[0]), UTC) == datetime(2021, 5, 6, 5, 8, 9, tzinfo=UTC)


def test_parquet_is_read_like_csv(tmp_path: Path) -> None:
    """Numbers, times, lists and absent values become what CSV would say; lines count rows from one."""
    people = pa.table({"id": [1, 2], "first_name": ["Ana", "Bo"], "skills": [["Python:4", "SQL"], None]})
    links = pa.table({"a": [1], "b": [2], "since": pa.array([datetime(2024, 1, 2, tzinfo=UTC)])})
    pq.write_table(people, tmp_path / "people.parquet")
    pq.write_table(links, tmp_path / "connections.parquet")
    network = read_network(tmp_path / "people.parquet", tmp_path / "connections.parquet", now=NOW)
    assert (len(network), len(network.pairs)) == (2, 1)
    assert sorted(len(person.skills) for person in network.people) == [0, 2]
    pq.write_table(pa.table({"a": [1, 2], "b": [2, 5]}), tmp_path / "connections.parquet")
    with pytest.raises(BadFiles, match=r"connections\.parquet:2: b '5'"):
        read_network(tmp_path / "people.parquet", tmp_path / "connections.parquet", now=NOW)


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    """The reader's sentence stands behind ours."""
    (tmp_path / "people.parquet").write_bytes(b"not parquet")
    (tmp_path / "connections.csv").write_text(LINKS)
    with pytest.raises(BadFiles, match=r"people\.parquet: cannot be read"):
        read_network(tmp_path / "people.parquet", tmp_path / "connections.csv", now=NOW)


def test_the_same_key_is_the_same_person(tmp_path: Path) -> None:
    """Ids rest on the key alone, not on the order of lines."""
    one = read(tmp_path, PEOPLE)
    other = read(tmp_path, "id,first_name\n3,Cy\n2,Bo\n1,Ana\n")
    assert {person.key: person.id for person in one.people} == {person.key: person.id for person in other.people}
