"""What was read is written for the offline import."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from confrere.graph.imports import read_network, write_import_files
from confrere.graph.marketplace import import_arguments

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "examples" / "networks"


def rows(path: Path) -> list[dict[str, str]]:
    """Reads a file back."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sample_becomes_files_for_the_offline_import(tmp_path: Path) -> None:
    """34 people and 78 connections; each connection has one event at its `since`."""
    network = read_network(SAMPLE / "people.csv", SAMPLE / "connections.csv", now=NOW)
    count = write_import_files(network, tmp_path, NOW)
    assert (count["freelancers.csv"], count["connected_to.csv"], count["events.csv"]) == (34, 78, 78)
    connected = {row["pair"]: row for row in rows(tmp_path / "connected_to.csv")}
    for event in rows(tmp_path / "events.csv"):
        stored = connected.pop(event["pair"])
        assert event["kind"] == "CONNECTION_IMPORTED"
        assert event["at:datetime"] == stored["since:datetime"] == "2026-11-24T12:00:00Z"
        assert event["pair"] == f"{event['a']}|{event['b']}"
        assert event["a"] < event["b"]
        assert event["entryPoint"] == stored["entryPoint"] == "IMPORT"
    assert not connected
    assert {argument.rpartition("=")[2] for argument in import_arguments(tmp_path)[1:]} == {
        str(file) for file in tmp_path.iterdir()
    }


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Ids of events come from the content."""
    network = read_network(SAMPLE / "people.csv", SAMPLE / "connections.csv", now=NOW)
    for name in ("one", "other"):
        write_import_files(network, tmp_path / name, NOW)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


def test_people_keep_what_the_file_said(tmp_path: Path) -> None:
    """Shown and folded names, money, place, skills, and who joined with their first connection."""
    (tmp_path / "people.csv").write_text(
        "id,first_name,last_name,city,country,skills,hourly_rate,email\n"
        "1,Éva,Ősz,Budapest,HU,JS:4;Falconry,12,Eva@Example.com\n2,Bo,,,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "connections.csv").write_text("a,b,since\n1,2,2020-01-02\n")
    network = read_network(tmp_path / "people.csv", tmp_path / "connections.csv", now=NOW)
    write_import_files(network, tmp_path / "out", NOW)
    eva = next(row for row in rows(tmp_path / "out" / "freelancers.csv") if row["firstName"] == "Éva")
    assert (eva["name"], eva["searchName"], eva["handle"]) == ("Éva Ő.", "eva o", "eva-osz")
    assert (eva["hourlyRate:int"], eva["currency"], eva["timeZone"]) == ("1200", "USD", "Europe/Budapest")
    assert (eva["email"], eva["emailKey"]) == ("Eva@Example.com", "eva@example.com")
    assert eva["joinedAt:datetime"] == "2020-01-02T00:00:00Z"
    skills = [row["name"] for row in rows(tmp_path / "out" / "skills.csv")]
    has = [(skills[int(row[":END_ID(Skill)"])], row["level:int"]) for row in rows(tmp_path / "out" / "has_skill.csv")]
    assert sorted(has) == [("Falconry", "3"), ("JavaScript", "4")]
