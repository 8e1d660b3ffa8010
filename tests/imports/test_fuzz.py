"""Whatever the files hold, they are a network or what is wrong with them is told."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confrere.graph.imports import BadFiles, Network, read_network, write_import_files

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

cells = st.one_of(
    st.sampled_from(["", "1", "2", "3", " 1", "Ana", "Zoë", "JS:2;SQL", "2024-02-29", "2023-02-30", "EUR", "PRIVATE"]),
    st.text(max_size=12),
)
headers = st.lists(
    st.sampled_from(["id", "first_name", "last_name", "email", "skills", "joined_at", "currency", "city", "x"]),
    max_size=6,
    unique=True,
).map(lambda names: ["id", "first_name", *(name for name in names if name not in {"id", "first_name"})])
tables = st.tuples(headers, st.lists(st.lists(cells, min_size=2, max_size=7), max_size=8)).map(
    lambda table: "\n".join(",".join(row) for row in [table[0], *table[1]]).encode(errors="surrogatepass")
)
links = st.lists(st.tuples(cells, cells), max_size=8).map(
    lambda rows: "\n".join(["a,b", *(",".join(row) for row in rows)]).encode(errors="surrogatepass")
)


def outcome(people: bytes, connections: bytes) -> Network | BadFiles:
    """Reads two files."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "people.csv").write_bytes(people)
        (folder / "connections.csv").write_bytes(connections)
        try:
            return read_network(folder / "people.csv", folder / "connections.csv", now=NOW)
        except BadFiles as bad:
            return bad


@settings(max_examples=150, deadline=None)
@given(people=st.one_of(tables, st.binary(max_size=80)), connections=st.one_of(links, st.binary(max_size=40)))
@pytest.mark.attack(76)
def test_any_files_are_a_network_or_are_told(people: bytes, connections: bytes) -> None:
    """Nothing else is ever raised."""
    found = outcome(people, connections)
    if isinstance(found, BadFiles):
        assert found.count >= len(found.problems) > 0
        assert str(found)


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 12), data=st.data())
def test_a_sound_network_is_read_whole(count: int, data: st.DataObject) -> None:
    """As many people and connections come out as went in, and are written."""
    possible = [(low, high) for low in range(count) for high in range(low)]
    pairs = data.draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    people = "id,first_name\n" + "".join(f"{row},P{row}\n" for row in range(count))
    connections = "a,b\n" + "".join(f"{low},{high}\n" for low, high in pairs)
    network = outcome(people.encode(), connections.encode())
    assert isinstance(network, Network)
    assert (len(network), len(network.pairs)) == (count, len(pairs))
    with TemporaryDirectory() as name:
        written = write_import_files(network, Path(name), NOW)
    assert written.get("connected_to.csv", 0) == len(pairs)
